import Foundation
import Testing

@testable import AegoScore

/// Each `Goldens/NAME.yaml` is a score with mistakes, `NAME.out` what is said about it.
struct DiagnosticGoldenTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: goldens.path())) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  static func read(_ name: String) throws -> ScoreReader {
    checked("\(name).yaml", Array(try Data(contentsOf: goldens.appending(path: "\(name).yaml"))))
  }

  @Test(arguments: names) func `what is said about a wrong score stays as it is`(_ name: String) throws {
    try expectGolden(try Self.read(name).text, named: "\(name).out")
  }

  @Test func `the golden scores show every code`() throws {
    let shown = Set(try Self.names.flatMap { try Self.read($0).diagnostics.map(\.code) })
    // A score that is too large would weigh on the tree: the test below makes it.
    let missing = Set(Diagnostic.Code.allCases).subtracting(shown).subtracting([.tooLarge])
    #expect(missing.isEmpty, "no golden shows \(missing.map(\.rawValue).sorted())")
  }

  @Test func `what is said about a score that is too large stays as it is`() throws {
    let bytes = Explanation.of(.tooLarge).wrong.bytes
    try expectGolden(checked("too-large.yaml", bytes).text, named: "too-large.out")
  }

  @Test func `each code has a golden of its own name`() {
    for code in Diagnostic.Code.allCases where code != .tooLarge {
      #expect(Self.names.contains(code.rawValue), "Goldens/\(code.rawValue).yaml is missing")
    }
  }

  @Test func `problems stand in the order of the file`() throws {
    for name in Self.names {
      let places = try Self.read(name).diagnostics.map(\.span.start)
      #expect(places == places.sorted())
    }
  }

  @Test func `a wrong score is no score`() throws {
    for name in Self.names {
      let reader = try Self.read(name)
      let isWrong = reader.diagnostics.contains { $0.code.severity == .error }
      #expect((reader.score == nil) == isWrong, "\(name).yaml is \(isWrong ? "" : "not ")read as a score")
    }
  }

  @Test func `a score that is only warned of is a score`() throws {
    let reader = try Self.read("short-credit")
    #expect(reader.score != nil && reader.diagnostics.map(\.code) == [.shortCredit])
  }
}
