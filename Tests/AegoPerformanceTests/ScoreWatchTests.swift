import Foundation
import Testing

@testable import AegoPerformance

/// A score's file, saved in all ways that editors have. The watch's time is the test's.
@Suite struct ScoreWatchTests {
  private let folder: TestFolder
  private let path: String

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/my scores", withIntermediateDirectories: true)
    path = try folder.file("my scores/evening one.yaml", "first")
  }

  private func watch() throws -> ScoreWatch { try ScoreWatch(path, text: Array("first".utf8)) }

  /// What is told at this second, having looked a moment before.
  private func saved(_ watch: ScoreWatch, at second: Int64) -> ScoreWatch.Saving? {
    #expect(watch.saved(at: second * 1_000_000_000) == nil)
    return watch.saved(at: second * 1_000_000_000 + 150_000_000)
  }

  private func text(_ text: String) -> ScoreWatch.Saving { .text(Array(text.utf8)) }

  @Test func `a file that is as it was read is not told`() throws {
    let watch = try watch()
    #expect(watch.saved(at: 1_000_000_000) == nil && saved(watch, at: 2) == nil)
    try "first".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(saved(watch, at: 3) == nil)
  }

  @Test func `a file that was saved before the watch began is told`() throws {
    try "second".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try watch().saved(at: 1_000_000_000) == text("second"))
  }

  @Test func `written in place, and by another file that gets its name`() throws {
    let watch = try watch()
    _ = watch.saved(at: 1_000_000_000)
    try "second".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(saved(watch, at: 2) == text("second"))
    // As vim saves: the old one is moved away, a new one written, the old one removed.
    try FileManager.default.moveItem(atPath: path, toPath: path + "~")
    try "third".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path + "~")
    #expect(saved(watch, at: 3) == text("third"))
    // As others do: a new one is written and takes the name.
    try "fourth".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(saved(watch, at: 4) == text("fourth"))
    // Another file of the folder.
    try "x".write(toFile: folder.path + "/my scores/other.yaml", atomically: true, encoding: .utf8)
    #expect(saved(watch, at: 5) == nil)
  }

  @Test func `what is written bit by bit is told once it is closed`() throws {
    let watch = try watch()
    _ = watch.saved(at: 1_000_000_000)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data("sec".utf8))
    #expect(saved(watch, at: 2) == nil)
    try file.write(contentsOf: Data("ond".utf8))
    #expect(saved(watch, at: 3) == nil)
    try file.close()
    #expect(saved(watch, at: 4) == text("second"))
  }

  @Test func `a file that is gone is told once, and again when it is back`() throws {
    let watch = try watch()
    _ = watch.saved(at: 1_000_000_000)
    try FileManager.default.removeItem(atPath: path)
    #expect(saved(watch, at: 2) == .gone)
    #expect(saved(watch, at: 3) == nil)
    try "second".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(saved(watch, at: 4) == text("second"))
    // The whole folder, too.
    try FileManager.default.removeItem(atPath: folder.path + "/my scores")
    #expect(saved(watch, at: 5) == .gone)
    try FileManager.default.createDirectory(atPath: folder.path + "/my scores", withIntermediateDirectories: true)
    try "third".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(saved(watch, at: 7) == text("third"))
  }

  @Test func `a link leads to the file that is saved`() throws {
    let link = folder.path + "/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let watch = try ScoreWatch(link, text: Array("first".utf8))
    _ = watch.saved(at: 1_000_000_000)
    try "second".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(saved(watch, at: 2) == text("second"))
  }

  @Test func `a folder that is not there cannot be looked after`() throws {
    let path = folder.path + "/none/score.yaml"
    let error = #expect(throws: PerformanceError.self) { _ = try ScoreWatch(path, text: []) }
    #expect(
      error?.description
        == "\(path): cannot be looked after: No such file or directory\n  help: play it without --watch")
  }
}
