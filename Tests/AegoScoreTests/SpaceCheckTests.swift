import Foundation
import Testing

@testable import AegoScore

struct SpaceCheckTests {
  private func codes(_ text: String) -> [Diagnostic.Code] {
    var reader = ScoreReader(path: "t", text: "score: 1\ntitle: t\n" + text)
    reader.check(spaces: imaginedSpace)
    return reader.diagnostics.map(\.code)
  }

  @Test func `a space with as many axes as are opened is fine`() {
    #expect(codes("spaces: {a: a}\nmovements: [{scenes: [{for: 1s, dimensions: 8}]}]").isEmpty)
    #expect(codes("spaces: {a: a}\nmovements: [{scenes: [{for: 1s, dimensions: 9}]}]") == [.tooManyDimensions])
  }

  @Test func `axes and space meet across levels`() {
    // The same number of axes is right in the first movement and wrong in the second, whose space has four.
    let found = codes(
      "spaces: {a: a, b: b.}\ndimensions: 8\nmovements: [{scenes: [{for: 1s}]}, {space: b, scenes: [{for: 1s}, {for: 1s}]}]"
    )
    #expect(found == [.tooManyDimensions])
  }

  @Test func `a score at the rate of its spaces is fine`() {
    #expect(codes("spaces: {a: \"44100\"}\nsound: {rate: 44100}\nmovements: [{scenes: [{for: 1s}]}]").isEmpty)
  }

  @Test func `the spectra of a score's spaces have one form`() {
    #expect(codes("spaces: {a: a, b: bins-512}\nmovements: [{scenes: [{for: 1s}]}]") == [.spaceRates])
  }

  @Test func `spaces are checked although something else is wrong`() {
    #expect(codes("spaces: {a: missing}\noder: 1\nmovements: [{scenes: [{for: 1s}]}]") == [.missingFile, .unknownKey])
  }

  @Test func `a score that is not there cannot be read`() {
    let error = #expect(throws: ScoreError.self) { try ScoreReader(path: "/nowhere/score.yaml") }
    #expect(error?.description == "/nowhere/score.yaml: cannot be read: no such file or directory")
    let folder = #expect(throws: ScoreError.self) { try ScoreReader(path: "/") }
    #expect(folder?.description == "/: cannot be read: is a directory")
  }

  @Test func `a device that never ends is not waited for`() throws {
    #expect(try ScoreReader(path: "/dev/zero").diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `loading a wrong score throws all its problems`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml").path()
    try "score: 2\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: ScoreError.self) { try Score.load(path: path, inspect: imaginedSpace) }
    #expect(
      error?.description.split(separator: "\n").first
        == "\(path):1:1: error[missing-key]: the piece needs the key `title`")
  }

  @Test func `a text is written whole, over what was there, or not at all`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try writeText("old and long", to: folder + "/timeline.json")
    try writeText("new", to: folder + "/timeline.json")
    #expect(try String(contentsOfFile: folder + "/timeline.json", encoding: .utf8) == "new")
    let missing = #expect(throws: ScoreError.self) { try writeText("new", to: "/nowhere/timeline.json") }
    #expect(missing?.description == "/nowhere/timeline.json: cannot be written: no such file or directory")
    let onFolder = #expect(throws: ScoreError.self) { try writeText("new", to: folder) }
    #expect(onFolder?.description == "\(folder): cannot be written: it is a device or a folder, not a file")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["timeline.json"])
  }
}
