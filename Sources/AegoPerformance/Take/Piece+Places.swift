import AegoScore
import Foundation

extension Piece {
  /// The scene, and the time in it, that a name or a score time means.
  ///
  /// - Parameter text: a scene's name, or a time such as `2:30`.
  /// - Returns: the scene's index among the played ones, and nanoseconds from its entry.
  /// - Throws: `unknownScene`, `beyondEnd`.
  public func place(named text: String) throws(PerformanceError) -> (scene: Int, offset: Int64) {
    let scenes = program.timeline.scenes
    if let index = scenes.firstIndex(where: { $0.name == text }) { return (index, 0) }
    guard let time = ScoreTime.nanoseconds(text) else {
      throw .unknownScene(name: text, known: scenes.map(\.name))
    }
    guard let index = scenes.lastIndex(where: { $0.start <= time && time < $0.end }) else {
      throw .beyondEnd(time: text, duration: ScoreTime.words(scenes.last?.end ?? 0))
    }
    return (index, time - scenes[index].start)
  }

  /// The hop of a take in which a place of the piece came: by its journal, the scene's entry and the time in it.
  ///
  /// - Throws: when the take's journal cannot be read, or the scene was not played in it.
  public func hop(ofScene scene: Int, offset: Int64, inTake directory: String) throws(PerformanceError) -> Int64 {
    guard let entry = try passages(ofScene: scene, inTake: directory).first?.lowerBound else {
      let name = program.timeline.scenes[scene].name
      throw .damagedTake(
        path: directory + "/journal.jsonl", what: "the scene \"\(name)\" was not played in this take")
    }
    return program.clock.firstHop(notBefore: entry + offset)
  }

  /// When a take was in a scene, by its journal.
  ///
  /// - Parameters:
  ///   - scene: the scene's index in the program.
  ///   - program: the version of the score that the scene is of; nil for the piece's own, whatever its number in the take.
  ///   - directory: the take.
  /// - Returns: performance times in nanoseconds, each passage up to the next scene's entry, the last one without end.
  /// - Throws: `unreadable`, where the take has no journal.
  func passages(ofScene scene: Int, of program: Program? = nil, inTake directory: String) throws(PerformanceError)
    -> [Range<Int64>]
  {
    let path = directory + "/journal.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "--from with a take needs the take's journal")
    }
    // Few of the lines are scenes.
    let entries = data.split(separator: 10).compactMap { line in
      line.range(of: Data("\"event\":\"scene\"".utf8)).flatMap { _ in
        try? JSONDecoder().decode(SceneLine.self, from: line)
      }
    }
    let wanted = (program ?? self.program).timeline.scenes[scene]
    return entries.indices.filter { index in
      let entry = entries[index]
      return entry.scene == wanted.name && entry.score == wanted.start
        && (program == nil || entry.version ?? 1 == program?.version)
    }.map {
      entries[$0].t..<(entries.indices.contains($0 + 1) ? entries[$0 + 1].t : .max)
    }
  }

  private struct SceneLine: Decodable {
    var t: Int64
    var scene: String?
    var score: Int64?
    var version: Int?
  }
}
