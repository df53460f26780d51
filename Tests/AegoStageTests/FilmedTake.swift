import AegoMotion
import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance
@testable import AegoStage

/// A take of a piece that waits for a second and then holds a known position for some two.
final class FilmedTake {
  /// The position that is held.
  static let position: [Float] = [0.2, 0.8, 0.4, 0.6, 0.5, 0.5, 0.5, 0.5]
  /// The hop that consumes the go.
  static let go = 94

  let house: StageHouse
  let replay: Replay

  /// Plays it; `alter` changes the score's text, `play` is what happens after the go.
  init(_ alter: (String) -> String = { $0 }, during play: (StageHouse) throws -> Void = { $0.play(190) }) throws {
    house = try StageHouse(
      alter(stageScore.replacing("start: now", with: "start: go").replacing("dimensions: 1", with: "dimensions: 0")))
    house.play(FilmedTake.go)
    house.engine.command(Message(.go))
    house.engine.command(Message(.samplePosition, floats: FilmedTake.position))
    try play(house)
    _ = house.recorder.close(ended: "stopped")
    replay = try Replay(take: house.folder + "/take")
  }

  /// A small film of it: 320 by 180 pixels, 10 frames a second.
  static var small: FilmSettings {
    var settings = FilmSettings()
    (settings.width, settings.height, settings.rate) = (320, 180, 10)
    return settings
  }

  /// Films it, and gives where.
  @discardableResult func film(_ name: String, _ alter: (inout FilmSettings) -> Void = { _ in }) throws -> String {
    var settings = FilmedTake.small
    alter(&settings)
    let path = house.folder + "/" + name
    try film(settings, to: path) { false }.shoot { _ in }
    return path
  }

  /// A film whose Chromium takes what the other tests leave of the processors: some of them hold hops to their time.
  func film(_ settings: FilmSettings, to path: String, isStopped: @escaping () -> Bool) throws -> Film {
    let browser = house.folder + "/.browser"
    // Root's Chromium gives itself more than others have, where it may.
    let modest = geteuid() == 0 ? "setpriv --bounding-set=-sys_nice --inh-caps=-sys_nice" : ""
    try "#!/bin/sh\nexec nice -n 19 \(modest) \(Browser.find()) \"$@\"\n"
      .write(toFile: browser, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser)
    return try Film(replay, settings, to: path, browser: browser, patience: 600, isStopped: isStopped)
  }

  /// The names in the folder that films go to, but for the take's and the score's.
  var films: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: house.folder)) ?? []
    return names.filter { !["take", "score.yaml", ".browser"].contains($0) }.sorted()
  }
}

/// What films need.
enum FilmPrograms {
  static let areThere = (try? Browser.find()) != nil && ChildProgram.find(["ffmpeg"]) != nil
  static let missing: Comment = "Chromium and ffmpeg are not installed"
}

/// The lightness of a picture's pixels, 0...255, row by row.
struct Lightness {
  let width = 320
  let rows: [UInt8]

  init(_ path: String) throws {
    let gray = path + ".gray"
    defer { try? FileManager.default.removeItem(atPath: gray) }
    try outside(
      "ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", path, "-f", "rawvideo", "-pix_fmt", "gray", gray])
    rows = Array(try #require(FileManager.default.contents(atPath: gray)))
  }

  subscript(column: Int, row: Int) -> Int { Int(rows[row * width + column]) }

  var greatest: UInt8 { rows.max() ?? 0 }
}
