import AegoNumerics
import AegoScore

/// Runs the timeline: says which scene is on, when it ends, where the piece goes on, and what the score writes at an
/// instant.
///
/// Times are performance time in nanoseconds. The conductor decides nothing about sound or agent; it is asked. What ends
/// scenes is in `Conductor+Conditions`, what the performer commands in `Conductor+Transport`.
struct Conductor: ~Copyable {
  /// Where the performance stands in the piece.
  enum Phase: UInt8 { case waiting, playing, ending, over }

  /// How far a panic has gone.
  enum Panic: UInt8 { case none, fading, mute }

  private let scenes: Storage<SceneEntry>
  let conditions: Storage<ConditionEntry>
  private let loopStart: Int
  /// How many passes of a piece without end have been played to their end.
  private var passes: Int64 = 0
  let goGuard: Int64
  private let freezesOnHold: Bool
  /// From which scene on one that ends begins anew; `.max` where the piece goes on.
  let loopsFrom: Int

  private(set) var phase = Phase.waiting
  /// The scene that is on; the one to begin with while waiting.
  private(set) var index: Int
  private(set) var hasBegun = false
  private(set) var startTime: Int64 = 0
  /// Performance time at which the scene's time 0 lies; before its entry for one that is begun in its middle.
  private(set) var sceneStart: Int64 = 0
  /// Since when score time has stood still; `.max` while it goes on.
  private(set) var standsSince = Int64.max
  private(set) var isHeld = false
  private(set) var panic = Panic.none
  private(set) var nextAction: Int64 = .max
  /// The period between the last action and the next.
  private(set) var pace: Int64 = .max
  private(set) var endingStart: Int64 = .max
  private(set) var ending = Event.Ending.complete
  /// How the performer has altered this scene's period and step.
  var adjustment = Adjustment()
  private let firstOffset: Int64

  // Since when each of the scene's conditions has held, by its place in the list; `.max` where it does not hold.
  let since: Storage<Int64>
  /// From when conditions count: the scene's entry, or when score time went on.
  var countsFrom: Int64 = 0
  var senses = Senses()
  var settled = SettledActions()
  /// When the last go was carried out.
  var lastGo = Int64.min

  /// A conductor before the piece.
  ///
  /// - Parameters:
  ///   - timeline: one scene or more.
  ///   - first: the scene to begin with.
  ///   - offset: the time in that scene to begin at.
  ///   - goGuard: within which time of a go a second one is refused.
  ///   - freezesOnHold: whether all freezes on hold.
  ///   - rehearsal: how the piece is played otherwise than it is written; the timeline has the speed already.
  init(
    _ timeline: Timeline, first: Int = 0, offset: Int64 = 0, goGuard: Int64 = 0, freezesOnHold: Bool = false,
    rehearsal: Rehearsal = Rehearsal()
  ) {
    precondition(timeline.scenes.indices.contains(first), "a timeline has a scene to begin with")
    var (entries, conditions): ([SceneEntry], [ConditionEntry]) = ([], [])
    let places = ScenePlaces(timeline)
    for (index, scene) in timeline.scenes.enumerated() {
      var entry = SceneEntry(scene)
      (entry.firstCondition, entry.conditionCount) = (conditions.count, scene.until.count)
      var until = scene.until.map { ConditionEntry($0, of: index, places: places) }
      if let given = rehearsal.conditions {
        for place in until.indices { until[place].force(given, isFirst: place == 0) }
      }
      conditions += until
      entries.append(entry)
    }
    scenes = Storage(entries)
    self.conditions = Storage(conditions)
    since = Storage(count: entries.map(\.conditionCount).max() ?? 0, repeating: .max)
    loopStart = timeline.loopStart ?? -1
    index = first
    firstOffset = offset
    self.goGuard = goGuard
    self.freezesOnHold = freezesOnHold
    loopsFrom = rehearsal.loops ? first : .max
  }

  /// Whether it stands in a scene of the piece.
  var isSound: Bool { index >= 0 && index < scenes.count }

  /// Where it stands in the piece, and all that it counts.
  mutating func pass(through copier: inout StateCopier) {
    copier.pass(&passes)
    copier.pass(&phase)
    copier.pass(&index)
    copier.pass(&hasBegun)
    copier.pass(&startTime)
    copier.pass(&sceneStart)
    copier.pass(&standsSince)
    copier.pass(&isHeld)
    copier.pass(&panic)
    copier.pass(&nextAction)
    copier.pass(&pace)
    copier.pass(&endingStart)
    copier.pass(&ending)
    copier.pass(&adjustment)
    copier.pass(since)
    copier.pass(&countsFrom)
    copier.pass(&senses)
    copier.pass(&settled)
    copier.pass(&lastGo)
  }

  var scene: SceneEntry { scenes[index] }

  var sceneCount: Int { scenes.count }

  /// Whether agent and learning rest and the sound stays where it is: in a panic, and on hold where the score says so.
  var isFrozen: Bool { panic != .none || isHeld && freezesOnHold }

  /// Whether the agent plays: not before the piece or after it, nor while it is frozen.
  var isActing: Bool { phase == .playing && !isFrozen }

  /// Time since the scene's beginning, as far as score time went on.
  func age(at time: Int64) -> Int64 { min(time, standsSince) - sceneStart }

  /// Time in the scene, at most its nominal length, as ramps have it.
  func timeInScene(_ time: Int64) -> Int64 { min(max(age(at: time), 0), scene.nominal) }

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
    enter(index, at: time)
    sceneStart = time - firstOffset
    countAnew(from: time)
    acted(at: time)
  }

  /// Enters a scene anew.
  mutating func enter(_ scene: Int, at time: Int64) {
    index = scene
    sceneStart = time
    if standsSince < .max { standsSince = time }
    adjustment = Adjustment()
    countAnew(from: time)
  }

  /// Goes on to the next scene; false where the piece ends.
  mutating func enterNext(at time: Int64) -> Bool {
    if index + 1 < scenes.count {
      enter(index + 1, at: time)
    } else if loopStart >= 0 {
      passes += 1
      enter(loopStart, at: time)
    } else {
      finish(at: time, .complete)
      return false
    }
    return true
  }

  /// The scene before, in the order in which the piece is played; nil where there is none.
  var before: Int? {
    if index == loopStart, passes > 0 { return scenes.count - 1 }
    return index > 0 ? index - 1 : nil
  }

  /// Goes back to the scene before; in the first one, to its beginning.
  mutating func enterBefore(at time: Int64) {
    guard let before else { return enter(index, at: time) }
    if before >= index { passes -= 1 }
    enter(before, at: time)
  }

  /// The agent has acted at `time`.
  mutating func acted(at time: Int64) {
    pace = period(at: time)
    nextAction = time + pace
  }

  /// Score time stands or goes on.
  mutating func stand(isHeld: Bool, panic: Panic, at time: Int64) {
    (self.isHeld, self.panic) = (isHeld, panic)
    let stands = isHeld || panic != .none
    if stands == (standsSince < .max) { return }
    if stands {
      standsSince = time
    } else {
      sceneStart += time - standsSince
      standsSince = .max
    }
    countAnew(from: time)
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
