import Foundation
import Testing

@testable import AegoScore

/// Each `Goldens/NAME.yaml` is a score with mistakes, `NAME.out` what is said about it.
struct DiagnosticGoldenTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: goldens.path())) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private func imaginedState(_ path: String) -> Result<Void, FileFault> {
    if path.contains("missing") { return .failure(.unreadable(reason: "No such file or directory")) }
    if path.contains("bells") {
      return .failure(.unsuitable(what: "it holds what was learnt in \"bells\", and this score has no such space"))
    }
    return .success(())
  }

  private func read(_ name: String) throws -> ScoreReader {
    let bytes = try Data(contentsOf: goldens.appending(path: "\(name).yaml"))
    var reader = ScoreReader(path: "\(name).yaml", bytes: Array(bytes))
    reader.check(spaces: imaginedSpace)
    reader.check(states: imaginedState)
    return reader
  }

  @Test(arguments: names) func `what is said about a wrong score stays as it is`(_ name: String) throws {
    try expectGolden(try read(name).text, named: "\(name).out")
  }

  @Test func `the golden scores show every code`() throws {
    let shown = Set(try Self.names.flatMap { try read($0).diagnostics.map(\.code) })
    // A score that is too large would weigh on the tree; `HostileScoreTests` holds its message.
    let missing = Set(Diagnostic.Code.allCases).subtracting(shown).subtracting([.tooLarge])
    #expect(missing.isEmpty, "no golden shows \(missing.map(\.rawValue).sorted())")
  }

  @Test func `problems stand in the order of the file`() throws {
    for name in Self.names {
      let places = try read(name).diagnostics.map(\.span.start)
      #expect(places == places.sorted())
    }
  }

  @Test func `a wrong score is no score`() throws {
    for name in Self.names { #expect(try read(name).score == nil, "\(name).yaml is read as a score") }
  }
}
