import AegoNetwork
import AegoNumerics

/// The Co-Explorer: an agent that steps through a latent space and learns from the performer's rewards where to go.
///
/// Deep TAMER after Scurto et al. 2019: a network predicts the human reward of each step from the position; the best
/// predicted step is taken, sometimes a drawn one. A reward is credited to the actions of a window before it, and each
/// rewarded action is learnt with the mean of its rewards as target. Differences from the original, each measured:
/// novelty weighs in the choice, not in the targets; closed axes are masked, so that opening one forgets nothing.
///
/// Nothing allocates after `init`.
public struct CoExplorer: ~Copyable {
  /// The number of axes, open or not.
  public let axes: Int
  /// The position, one number an axis, 0...1.
  public let position: Storage<Float>

  private let settings: CoExplorerSettings
  private let stepScales: Storage<Float>
  private var network: TrainableNetwork
  private var history: ActionHistory
  private var replay: ReplayMemory
  private let density: VisitDensity
  private var random: RandomStream
  private let state: Storage<Float>
  private let candidate: Storage<Float>
  private let predictions: Storage<Float>
  private let counts: Storage<Float>
  private let targets = Storage<Float>(count: TrainableNetwork.batch, repeating: 0)
  /// 1 at a scene's start, falling to 0 as the agent settles, raised by contradiction.
  private var unrest: Float = 1
  /// How much of late the performer has been teaching, 0...1: novelty is for the time when nobody does.
  private var guidance: Float = 0
  private var lastTime: Int64 = 0
  /// The direction of the excursion that is on, and when it ends.
  private var stray = 0
  private var strayUntil: Int64 = 0

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
    network = TrainableNetwork(
      inputs: axes, hidden: settings.hidden, outputs: 2 * axes, learningRate: settings.learningRate,
      random: &self.random)
    history = ActionHistory(capacity: settings.history, axes: axes)
    replay = ReplayMemory(capacity: settings.replay, axes: axes)
    density = VisitDensity(axes: axes, random: &self.random)
    position = Storage(count: axes, repeating: 0.5)
    state = Storage(count: axes, repeating: 0)
    candidate = Storage(count: axes, repeating: 0)
    predictions = Storage(count: (2 * axes + 7) / 8 * 8, repeating: 0)
    counts = Storage(count: 2 * axes, repeating: 0)
  }

  /// A new scene begins: the agent is as restless as the score writes.
  @_noLocks public mutating func beginScene(at time: Int64) {
    unrest = 1
    lastTime = time
  }

  /// Sets the whole position; what lies outside of 0...1 is brought to its border.
  @_noLocks public func place(at target: UnsafePointer<Float>) {
    for axis in 0..<axes { position[axis] = max(0, min(1, target[axis])) }
  }

  /// Stands in the middle of the box.
  @_noLocks public func placeHome() { position.fill(0.5) }

  /// Stands at a drawn place on the open axes; the closed ones keep theirs.
  @_noLocks public mutating func placeAnywhere(openAxes: UInt32) {
    for axis in 0..<axes where openAxes >> UInt32(axis) & 1 == 1 { position[axis] = random.unit() }
  }

  /// Forgets what it was taught and where it has been; it stays where it stands.
  @_noLocks public mutating func forget() {
    network.forget(random: &random)
    history.removeAll()
    replay.removeAll()
    density.removeAll()
  }

  /// Takes over what an agent of another space was taught; what it knew of its own is forgotten.
  @_noLocks public mutating func adopt(_ other: borrowing CoExplorer) {
    forget()
    network.adopt(other.network)
  }

  /// Credits a reward to the actions of its window; 0 is no reward.
  ///
  /// - Parameters:
  ///   - reward: -1...1.
  ///   - time: when it came, in nanoseconds of performance time.
  @_noLocks public mutating func credit(_ reward: Float, at time: Int64) {
    guard reward != 0 else { return }
    var (expected, credited): (Float, Float) = (0, 0)
    var age = 0
    while let place = history.place(age: age) {
      age += 1
      let delay = time - history.entries[place].time
      if delay < settings.creditFrom { continue }
      if delay > settings.creditTo { break }
      remember(place, reward)
      expected += history.entries[place].expected
      credited += 1
    }
    guard credited > 0 else { return }
    // What contradicts the expectation makes restless and curious; what agrees lets settle.
    let mean = expected / credited
    if mean * reward < 0 {
      unrest = min(3, unrest + 0.2 * abs(mean - reward))
      guidance *= 0.9
    } else {
      guidance = 1
    }
  }

  private mutating func remember(_ place: Int, _ reward: Float) {
    var entry = history.entries[place]
    if !replay.holds(slot: Int(entry.slot), serial: entry.serial) {
      let (slot, serial) = replay.append(state: history.states.base + place * axes, output: entry.output)
      entry.slot = Int32(slot)
      entry.serial = serial
      history.entries[place] = entry
    }
    replay.credit(slot: Int(entry.slot), reward: reward, weight: 1)
  }

  /// Takes one step, or nil where no axis is open.
  @_noLocks public mutating func act(_ situation: Situation) -> Action? {
    settle(situation)
    guard let action = choose(situation) else { return nil }
    let entry = ActionHistory.Entry(
      time: situation.time, output: Int32(2 * action.axis + (action.direction > 0 ? 0 : 1)), expected: action.expected)
    history.append(entry, state: state.base)
    move(position.base, 2 * action.axis + (action.direction > 0 ? 0 : 1), situation.step)
    density.visit(position.base)
    return action
  }

  private mutating func settle(_ situation: Situation) {
    let elapsed = Double(situation.time - lastTime)
    unrest *= Float(Portable.exp(-elapsed / Double(max(situation.settling, 1))))
    guidance *= Float(Portable.exp(-elapsed / Double(settings.guidance)))
    lastTime = situation.time
  }

  private mutating func choose(_ situation: Situation) -> Action? {
    for axis in 0..<axes { state[axis] = 2 * position[axis] - 1 }
    network.predict(state.base, into: predictions.base)
    let valid = countValid(situation)
    guard valid > 0 else { return nil }
    let explores = goesAstray(situation, valid: valid)
    let output = explores ? stray : best(situation)
    return Action(
      axis: output / 2, direction: output % 2 == 0 ? 1 : -1, explored: explores, expected: predictions[output])
  }

  /// Whether this action explores. An excursion keeps its direction for a while, so that it leads somewhere and is
  /// heard; excursions begin so rarely that the written part of all actions explores.
  private mutating func goesAstray(_ situation: Situation, valid: Int) -> Bool {
    if situation.time < strayUntil && isValid(stray, situation) { return true }
    let part = min(0.9, situation.exploration * unrest)
    let run = max(1, Float(settings.excursion) / Float(max(1, situation.period)))
    guard random.unit() * (run * (1 - part) + part) < part else { return false }
    stray = draw(random.below(valid), situation)
    strayUntil = situation.time + settings.excursion
    return true
  }

  /// An action is valid along an open axis, away from a border that has been reached. Even outputs go up, odd down.
  private func isValid(_ output: Int, _ situation: Situation) -> Bool {
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

  /// The action of the highest expected reward plus novelty. Novelty is 1 at the least visited of the reachable places
  /// and 0 at the most visited: it never outweighs `curiosity`, never dies away, and waits while the performer teaches.
  private func best(_ situation: Situation) -> Int {
    var (least, most): (Float, Float) = (.infinity, 0)
    if situation.curiosity > 0 {
      for output in 0..<2 * axes where isValid(output, situation) {
        candidate.base.copy(from: position.base, count: axes)
        move(candidate.base, output, situation.step)
        counts[output] = density.count(candidate.base)
        least = min(least, counts[output])
        most = max(most, counts[output])
      }
    }
    var (choice, highest) = (0, -Float.infinity)
    for output in 0..<2 * axes where isValid(output, situation) {
      let novelty = most > least ? (most - counts[output]) / (most - least) : 0
      let value = predictions[output] + situation.curiosity * (1 - guidance) * novelty
      if value > highest { (choice, highest) = (output, value) }
    }
    return choice
  }

  private func move(_ place: UnsafeMutablePointer<Float>, _ output: Int, _ step: Float) {
    let axis = output / 2
    let distance = step * stepScales[axis]
    place[axis] = max(0, min(1, place[axis] + (output % 2 == 0 ? distance : -distance)))
  }

  /// One gradient step on 32 drawn actions, once enough were rewarded; true where it was made.
  @_noLocks @discardableResult public mutating func learn() -> Bool {
    guard replay.count >= settings.warmUp else { return false }
    for lane in 0..<TrainableNetwork.batch {
      let slot = random.below(replay.count)
      network.setSample(lane: lane, replay.states.base + slot * axes, output: Int(replay.outputs[slot]))
      targets[lane] = replay.target(slot: slot)
    }
    network.train(targets: targets.base)
    return true
  }
}
