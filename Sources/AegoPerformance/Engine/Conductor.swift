import AegoNumerics

/// Runs the timeline: says which scene is on, when it ends, and what the score writes at an instant.
///
/// Times are performance time in nanoseconds. The conductor decides nothing about sound or agent; it is asked.
struct Conductor: ~Copyable {
  /// Where the performance stands in the piece.
  enum Phase: UInt8 { case waiting, playing, ending, over }

  private let scenes: Storage<SceneEntry>
  private let loopStart: Int
  private(set) var phase = Phase.waiting
  /// The scene that is on; the one to begin with while waiting.
  private(set) var index: Int
  private(set) var hasBegun = false
  private(set) var startTime: Int64 = 0
  /// Performance time at which the scene's time 0 lies; before its entry for one that is begun in its middle.
  private(set) var sceneStart: Int64 = 0
  private(set) var nextAction: Int64 = .max
  /// The period between the last action and the next.
  private(set) var pace: Int64 = .max
  private(set) var endingStart: Int64 = .max
  private(set) var ending = Event.Ending.complete
  /// How the performer has altered this scene's period and step.
  var adjustment = Adjustment()
  private let firstOffset: Int64

  /// - Parameters:
  ///   - scenes: as played, one or more.
  ///   - loopStart: where a piece without end goes on after the last scene; -1 for a piece that ends.
  ///   - first: the scene to begin with.
  ///   - offset: the time in that scene to begin at.
  init(scenes: [SceneEntry], loopStart: Int, first: Int, offset: Int64) {
    precondition(!scenes.isEmpty && scenes.indices.contains(first), "a timeline has a scene to begin with")
    self.scenes = Storage(scenes)
    self.loopStart = loopStart
    index = first
    firstOffset = offset
  }

  var scene: SceneEntry { scenes[index] }

  /// The end of the scene that is on.
  var sceneEnd: Int64 { phase == .playing ? sceneStart + scene.nominal : .max }

  /// Time in the scene, at most its nominal length, as ramps have it.
  func timeInScene(_ time: Int64) -> Int64 { min(max(time - sceneStart, 0), scene.nominal) }

  /// Score time at a performance time.
  func scoreTime(_ time: Int64) -> Int64 { scene.start + timeInScene(time) }

  func period(at time: Int64) -> Int64 {
    adjustment.period(scene.period.nanoseconds(at: timeInScene(time)))
  }

  /// The piece begins: the first action is one period away.
  mutating func begin(at time: Int64) {
    phase = .playing
    hasBegun = true
    startTime = time
    sceneStart = time - firstOffset
    acted(at: time)
  }

  /// Goes on to the next scene at the end of this one; false where the piece ends.
  mutating func goOn() -> Bool {
    let end = sceneEnd
    if index + 1 < scenes.count {
      index += 1
    } else if loopStart >= 0 {
      index = loopStart
    } else {
      finish(at: end, .complete)
      return false
    }
    sceneStart = end
    adjustment = Adjustment()
    return true
  }

  /// The agent has acted at `time`.
  mutating func acted(at time: Int64) {
    pace = period(at: time)
    nextAction = time + pace
  }

  /// The piece fades out from `time` on.
  mutating func finish(at time: Int64, _ how: Event.Ending) {
    phase = .ending
    ending = how
    endingStart = time
    nextAction = .max
  }

  /// The fade out is through.
  mutating func close() { phase = .over }
}
