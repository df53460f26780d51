import AegoNetwork
import AegoNumerics

/// The Co-Explorer: an agent that steps through a latent space and learns from the performer's rewards where to go.
///
/// After Deep TAMER as in Scurto et al. 2019: a model predicts the human reward of each step from the position; the best
/// predicted step is taken, sometimes a drawn one. A reward is credited to the actions of a window before it, those in
/// its middle most. Differences from the original, each measured: the reward is learnt as that of the way that the
/// window's actions went, not of each of them (`RewardField`); an axis of which little is known is worth trying, as in
/// LinUCB (Li et al. 2010, algorithm 1); novelty weighs in the choice, not in the targets, and leads to far goals
/// (`Journey`); rewards that contradict what was taught let the agent go its own way (`Accord`); closed axes are masked,
/// so that opening one forgets nothing.
///
/// Nothing allocates after `init`.
public struct CoExplorer: ~Copyable {
  /// The number of axes, open or not.
  public let axes: Int
  /// The position, one number an axis, 0...1.
  public let position: Storage<Float>

  let settings: CoExplorerSettings
  let stepScales: Storage<Float>
  var field: RewardField
  var history: ActionHistory
  let density: VisitDensity
  var random: RandomStream
  let state: Storage<Float>
  private let slopes: Storage<Float>
  // The way that a reward is about: its middle and its mean direction.
  let middle: Storage<Float>
  let direction: Storage<Float>
  var journey: Journey
  var accord = Accord()
  /// 1 at a scene's start, falling to 0 as the agent settles.
  var unrest: Float = 1
  /// How much of late the performer has been teaching, 0...1: novelty is for the time when nobody does.
  var guidance: Float = 0
  var lastTime: Int64 = 0
  var lessons = Lessons()
  // What was before each of the last lessons, in a ring.
  let starts = Storage<LessonStart>(count: RewardField.lessons, repeating: LessonStart())
  /// The zone that the performer judged last, as long as it is being learnt.
  var zone = JudgedZone()
  /// How many actions back in the history the agent stands.
  var stepsBack = 0
  /// Where it stood when it began to walk back.
  let walkStart: Storage<Float>
  /// Whether the next action is to be a trial.
  var triesNext = false
  // Where the performer guides to, until when, and how much of each axis' share is due.
  let guide: Storage<Float>
  let guideDue: Storage<Float>
  var guideUntil = Int64.min / 2
  /// Where `CoExplorer+Showing` looks.
  let shown: Storage<Float>
  /// The direction of the excursion that is on, and when it ends.
  var stray = 0
  var strayUntil: Int64 = 0

  /// An agent at home, the middle of its box.
  ///
  /// - Parameters:
  ///   - axes: 1...32.
  ///   - stepScales: how the displacement is scaled along each axis, so that a step is about equally audible.
  ///   - settings: sizes and rates.
  ///   - random: its own stream.
  public init(axes: Int, stepScales: [Float], settings: CoExplorerSettings, random: RandomStream) {
    precondition((1...32).contains(axes) && stepScales.count == axes, "an agent has 1 to 32 axes, each with a scale")
    self.axes = axes
    self.settings = settings
    self.random = random
    self.stepScales = Storage(stepScales)
    field = RewardField(axes: axes, settings: settings, random: &self.random)
    history = ActionHistory(capacity: settings.history, axes: axes)
    density = VisitDensity(axes: axes, random: &self.random)
    position = Storage(count: axes, repeating: 0.5)
    state = Storage(count: axes, repeating: 0)
    slopes = Storage(count: axes, repeating: 0)
    journey = Journey(axes: axes)
    walkStart = Storage(count: axes, repeating: 0)
    guide = Storage(count: axes, repeating: 0)
    guideDue = Storage(count: axes, repeating: 0)
    middle = Storage(count: axes, repeating: 0)
    direction = Storage(count: axes, repeating: 0)
    shown = Storage(count: axes, repeating: 0)
  }

  /// A new scene begins: the agent is as restless as the score writes.
  @_noLocks public mutating func beginScene(at time: Int64) {
    unrest = 1
    lastTime = time
    stepsBack = 0
  }

  /// Sets the whole position; what lies outside of 0...1 is brought to its border.
  @_noLocks public mutating func place(at target: UnsafePointer<Float>) {
    for axis in 0..<axes { position[axis] = max(0, min(1, target[axis])) }
    history.leap()
    stepsBack = 0
  }

  /// Whether any reward was taken in: without one the agent expects nothing.
  public var wasTaught: Bool { @_noLocks get { field.rewardCount > 0 } }

  /// Stands in the middle of the box.
  @_noLocks public func placeHome() { position.fill(0.5) }

  /// Stands at a drawn place on the open axes; the closed ones keep theirs.
  @_noLocks public mutating func placeAnywhere(openAxes: UInt32) {
    for axis in 0..<axes where openAxes >> UInt32(axis) & 1 == 1 { position[axis] = random.unit() }
  }

  /// Forgets what it was taught and where it has been; it stays where it stands.
  @_noLocks public mutating func forget() {
    field.forget(random: &random)
    history.removeAll()
    density.removeAll()
    journey.end()
    accord = Accord()
    guidance = 0
    lessons = Lessons()
    zone = JudgedZone()
    stepsBack = 0
  }

  /// Takes over what an agent of another space was taught; what it knew of its own is forgotten.
  @_noLocks public mutating func adopt(_ other: borrowing CoExplorer) {
    forget()
    field.adopt(other.field)
  }

  /// Credits a reward to the actions of its window; 0 is no reward.
  ///
  /// - Parameters:
  ///   - reward: -1...1.
  ///   - time: when it came, in nanoseconds of performance time.
  ///   - isEvent: whether it is one event and not a level that goes on.
  @_noLocks public mutating func credit(_ reward: Float, at time: Int64, isEvent: Bool = false) {
    guard reward != 0, findWay(before: time) else { return }
    teach(reward, at: time, isEvent: isEvent)
  }

  /// Takes in a reward of the way that `middle` and `direction` say.
  mutating func teach(_ reward: Float, at time: Int64, isEvent: Bool) {
    heed(reward, at: time, isEvent: isEvent)
    field.slopes(at: middle.base, into: slopes.base)
    var expected: Float = 0
    for axis in 0..<axes { expected += slopes[axis] * direction[axis] }
    accord.take(expected: expected, reward: reward, at: time)
    field.take(middle.base, direction.base, reward: reward)
  }

  /// Finds the middle and the mean direction of the way that a reward at a time is about; false where there was none.
  /// The window's actions count the more the nearer they are to its middle, those at its ends a sixth.
  private func findWay(before time: Int64) -> Bool {
    middle.fill(0)
    direction.fill(0)
    let centre = Float(settings.creditFrom + settings.creditTo) / 2
    let reach = max(1, 0.6 * Float(settings.creditTo - settings.creditFrom))
    var (total, age): (Float, Int) = (0, 0)
    while let place = history.place(age: age) {
      if history.isBeforeLeap(age: age) { break }
      age += 1
      let delay = time - history.entries[place].time
      if delay < settings.creditFrom { continue }
      if delay > settings.creditTo { break }
      let weight = 1 - abs(Float(delay) - centre) / reach
      let state = history.states.base + place * axes
      for axis in 0..<axes { middle[axis] += weight * state[axis] }
      direction[Int(history.entries[place].axis)] += weight * history.entries[place].direction
      total += weight
    }
    guard total > 0 else { return false }
    for axis in 0..<axes {
      middle[axis] /= total
      direction[axis] *= CoExplorer.directionScale / total
    }
    return true
  }

  /// What a mean direction of one axis alone counts for.
  static let directionScale: Float = 2.2

  /// Takes one step, or nil where no axis is open.
  @_noLocks public mutating func act(_ situation: Situation) -> Action? {
    settle(situation)
    guard let action = choose(situation) else { return nil }
    take(action, situation)
    return action
  }

  /// Goes the step of an action.
  mutating func take(_ action: Action, _ situation: Situation) {
    let entry = ActionHistory.Entry(
      time: situation.time, axis: Int32(action.axis), direction: Float(action.direction))
    history.append(entry, state: state.base)
    let distance = situation.step * stepScales[action.axis] * Float(action.direction)
    position[action.axis] = max(0, min(1, position[action.axis] + distance))
    density.visit(position.base)
    stepsBack = 0
  }

  private mutating func settle(_ situation: Situation) {
    let elapsed = Double(situation.time - lastTime)
    unrest *= Float(Portable.exp(-elapsed / Double(max(situation.settling, 1))))
    guidance *= Float(Portable.exp(-elapsed / Double(settings.guidance)))
    lastTime = situation.time
  }

  mutating func choose(_ situation: Situation) -> Action? {
    for axis in 0..<axes { state[axis] = 2 * position[axis] - 1 }
    field.slopes(at: state.base, into: slopes.base)
    let valid = countValid(situation)
    guard valid > 0 else { return nil }
    if triesNext { beginTrial(situation) }
    let guided = guidedOutput(situation)
    let explores = guided == nil && goesAstray(situation, valid: valid)
    let output = guided ?? (explores ? stray : best(situation))
    return Action(
      axis: output / 2, direction: output % 2 == 0 ? 1 : -1, explored: explores,
      expected: max(-1, min(1, expected(output))))
  }

  /// The reward that is expected if the agent goes on along an output's axis in its direction. It may be beyond -1...1,
  /// where no reward can be, so that what leads on best is still told from what leads on.
  private func expected(_ output: Int) -> Float {
    let slope = CoExplorer.directionScale * slopes[output / 2]
    return output % 2 == 0 ? slope : -slope
  }

  /// Whether this action explores. An excursion keeps its direction for a while, so that it leads somewhere and is
  /// heard; excursions begin so rarely that the written part of all actions explores.
  private mutating func goesAstray(_ situation: Situation, valid: Int) -> Bool {
    if situation.time < strayUntil && isValid(stray, situation) { return true }
    let part = min(0.9, situation.exploration * (unrest + settings.contradiction * (1 - accord.value)))
    let length = excursion(situation)
    let run = max(1, Float(length) / Float(max(1, situation.period)))
    guard random.unit() * (run * (1 - part) + part) < part else { return false }
    stray = draw(random.below(valid), situation)
    strayUntil = situation.time + length
    return true
  }

  /// How long an excursion lasts: as long as it is to be heard, but it leads no farther than a fixed part of an axis.
  func excursion(_ situation: Situation) -> Int64 {
    let steps = settings.farthest / max(situation.step, 0.001)
    return min(settings.excursion, Int64(max(1, steps) * Float(situation.period)))
  }

  /// An action is valid along an open axis, away from a border that has been reached. Even outputs go up, odd down.
  func isValid(_ output: Int, _ situation: Situation) -> Bool {
    let axis = output / 2
    guard situation.openAxes >> UInt32(axis) & 1 == 1 else { return false }
    return output % 2 == 0 ? position[axis] < 1 : position[axis] > 0
  }

  private func countValid(_ situation: Situation) -> Int {
    var count = 0
    for output in 0..<2 * axes where isValid(output, situation) { count += 1 }
    return count
  }

  /// The valid action number `index`.
  private func draw(_ index: Int, _ situation: Situation) -> Int {
    var left = index
    for output in 0..<2 * axes where isValid(output, situation) {
      if left == 0 { return output }
      left -= 1
    }
    return 0
  }

  /// The action that is worth most. Its worth is the reward that is expected of it, as far as rewards agree with what was
  /// expected; what there is to learn from trying its axis, while the performer teaches; and, while nobody does or rewards
  /// contradict, the way to where the agent has hardly been, and a whim.
  private mutating func best(_ situation: Situation) -> Int {
    let accord = accord.value
    let freedom = 1 - guidance * accord
    let faith = min(1, 4 * accord * accord)
    let novelty = situation.curiosity * freedom * (1 + settings.roaming * (1 - accord))
    if situation.curiosity > 0 {
      journey.goOn(
        from: position.base, step: situation.step, scales: stepScales.base, openAxes: situation.openAxes,
        density: density, random: &random)
    }
    var (choice, highest) = (0, -Float.infinity)
    for output in 0..<2 * axes where isValid(output, situation) {
      let value =
        faith * expected(output) + settings.whim * freedom * random.unit()
        + settings.optimism * guidance * field.doubt(output / 2, at: state.base)
        + (journey.leads(output, from: position.base) ? settings.pull * novelty : 0)
      if value > highest { (choice, highest) = (output, value) }
    }
    return choice
  }

  /// One gradient step on 32 drawn rewards, once there are enough, or on those of a zone that was just judged; true where
  /// it was made.
  @_noLocks @discardableResult public mutating func learn() -> Bool {
    if learnZone() { return true }
    return field.learn(random: &random)
  }
}
