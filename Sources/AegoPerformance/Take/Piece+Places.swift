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
    let path = directory + "/journal.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "--from with a take's input needs the take's journal")
    }
    let wanted = program.timeline.scenes[scene]
    for line in data.split(separator: 10) {
      guard let entry = try? JSONDecoder().decode(SceneLine.self, from: line), entry.event == "scene",
        entry.scene == wanted.name, entry.score == wanted.start
      else { continue }
      return program.clock.firstHop(notBefore: entry.t + offset)
    }
    throw .damagedTake(path: path, what: "the scene \"\(wanted.name)\" was not played in this take")
  }

  private struct SceneLine: Decodable {
    var t: Int64
    var event: String
    var scene: String?
    var score: Int64?
  }
}
