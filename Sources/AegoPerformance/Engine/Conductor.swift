import AegoNumerics
import AegoScore

/// Runs the timeline: says which scene is on, when it ends, where the piece goes on, and what the score writes at an
/// instant.
///
/// Times are performance time in nanoseconds. The conductor decides nothing about sound or agent; it is asked. What ends
/// scenes is in `Conductor+Conditions`, what the performer commands in `Conductor+Transport`.
struct Conductor: ~Copyable {
  typealias Phase = Performance.Phase

  /// How far a panic has gone.
  enum Panic: UInt8 { case none, fading, mute }

  /// What is in force.
  private(set) var score: ScoreTables
  /// What comes into force with the next scene; nil where the score stays as it is.
  private(set) var coming: ScoreTables?
  /// How many passes of a piece without end have been played to their end.
  private var passes: Int64 = 0
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

  /// How many conditions a scene of a later version may have where none of the first one's has more.
  static let leastConditions = 64

  /// A conductor before the piece.
  ///
  /// - Parameters:
  ///   - score: the first version of the score; whoever has the conductor keeps its memory.
  ///   - first: the scene to begin with.
  ///   - offset: the time in that scene to begin at.
  ///   - loops: whether, from that scene on, each begins anew where it ends.
  init(_ score: ScoreTables, first: Int = 0, offset: Int64 = 0, loops: Bool = false) {
    self.score = score
    precondition((0..<score.sceneCount).contains(first), "a timeline has a scene to begin with")
    since = Storage(count: max(score.mostConditions, Conductor.leastConditions), repeating: .max)
    index = first
    firstOffset = offset
    loopsFrom = loops ? first : .max
  }

  /// Whether it stands in a scene of the piece.
  var isSound: Bool { index >= 0 && index < score.sceneCount }

  /// A later version of the score comes into force with the next scene.
  mutating func prepare(_ version: ScoreTables) { coming = version }

  /// The numbers of the versions in force and to come, 0 for none: what a state knows of them.
  var versions: (inForce: Int32, coming: Int32) { (score.number, coming?.number ?? 0) }

  /// Goes on by these versions, after a state was taken up.
  mutating func adopt(_ score: ScoreTables, coming: ScoreTables?) { (self.score, self.coming) = (score, coming) }

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

  var scene: SceneEntry { score.scenes[index] }

  var conditions: UnsafeMutablePointer<ConditionEntry> { score.conditions }

  /// Whether agent and learning rest and the sound stays where it is: in a panic, and on hold where the score says so.
  var isFrozen: Bool { panic != .none || isHeld && score.freezesOnHold }

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
    // A piece that begins at its beginning does so in any version.
    let isWhole = index == 0 && firstOffset == 0
    let isChanged = coming != nil
    enter(isWhole ? 0 : here, at: time)
    sceneStart = time - (isChanged ? min(firstOffset, max(0, scene.nominal - 1)) : firstOffset)
    countAnew(from: time)
    acted(at: time)
  }

  /// Enters a scene of the score that is in force from now on anew.
  mutating func enter(_ scene: Int, at time: Int64) {
    if let coming { score = coming }
    coming = nil
    index = scene
    sceneStart = time
    if standsSince < .max { standsSince = time }
    adjustment = Adjustment()
    countAnew(from: time)
  }

  /// Goes on to the next scene; false where the piece ends.
  mutating func enterNext(at time: Int64) -> Bool {
    let (score, next) = (upcoming, place.next)
    if next < score.sceneCount {
      enter(next, at: time)
    } else if score.loopStart >= 0 {
      passes += 1
      enter(score.loopStart, at: time)
    } else {
      finish(at: time, .complete)
      return false
    }
    return true
  }

  /// The scene before, in the order in which the piece is played; nil where there is none.
  var before: Int? {
    let (score, place) = (upcoming, place)
    if place.index == score.loopStart, !place.isGone, passes > 0 { return score.sceneCount - 1 }
    return place.index > 0 ? place.index - 1 : nil
  }

  /// Goes back to the scene before; in the first one, to its beginning.
  mutating func enterBefore(at time: Int64) {
    guard let before else { return enter(here, at: time) }
    if before >= place.index { passes -= 1 }
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
