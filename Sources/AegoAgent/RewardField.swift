import AegoNetwork
import AegoNumerics

/// What the performer has been found to like: for every state the slope of the reward along each axis.
///
/// A reward is about the way that the agent went in a stretch of time. It is taken as D · f(s), D the mean direction of
/// the actions in that stretch and f the slopes at its middle, and f is found by regression. So actions that went to and
/// fro cancel out, and each axis gets its own share of every reward; where each action is credited with the whole reward,
/// as in Deep TAMER (Warnell et al. 2018), ten times as many are needed (docs/performance.md). Two estimates add up: a
/// network, which learns any field by replay, and a linear field, which knows a direction after a few rewards.
struct RewardField: ~Copyable {
  let axes: Int
  private let settings: CoExplorerSettings
  private var network: TrainableNetwork
  private let linear: LinearField
  private var replay: ReplayMemory
  /// How many rewards were taken in.
  var rewardCount: Int { replay.total }
  private let targets = Storage<Float>(count: TrainableNetwork.batch, repeating: 0)
  // The network's outputs, padded to whole vectors.
  private let outputs: Storage<Float>

  /// How many lessons can be taken back.
  static let lessons = 4
  // What was known before each of the last lessons, in a ring.
  private let marks = Storage<ReplayMemory.Mark>(count: RewardField.lessons, repeating: ReplayMemory.Mark())
  private let networks: Storage<Float>
  private let lines: Storage<Double>
  private(set) var lessonCount = 0

  init(axes: Int, settings: CoExplorerSettings, random: inout RandomStream) {
    self.axes = axes
    self.settings = settings
    network = TrainableNetwork(
      inputs: axes, hidden: settings.hidden, outputs: axes, learningRate: settings.learningRate, random: &random)
    linear = LinearField(axes: axes)
    replay = ReplayMemory(capacity: settings.replay, axes: axes)
    outputs = Storage(count: (axes + 7) / 8 * 8, repeating: 0)
    // One place more for a state on its way.
    networks = Storage(count: (RewardField.lessons + 1) * network.stateCount, repeating: 0)
    lines = Storage(count: RewardField.lessons * linear.stateCount, repeating: 0)
  }

  /// Begins anew.
  mutating func forget(random: inout RandomStream) {
    network.forget(random: &random)
    linear.forget()
    replay.removeAll()
    lessonCount = 0
  }

  /// Takes over what a field of another space knows; its rewards stay there.
  mutating func adopt(_ other: borrowing RewardField) {
    network.adopt(other.network)
    linear.adopt(other.linear)
    lessonCount = 0
  }

  /// Once a state is taken up, lessons that were begun before can be taken back no more.
  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    let numbers = networks.base + RewardField.lessons * network.stateCount
    network.copyState(to: numbers)
    coder.pass(numbers, count: network.stateCount)
    network.restoreState(from: numbers)
    linear.pass(through: &coder)
    replay.pass(through: &coder)
    if coder.isReading { lessonCount = 0 }
  }

  /// What leads back to before the last lessons, after all else has passed.
  mutating func passLessons(through copier: inout StateCopier) {
    copier.pass(&lessonCount)
    copier.pass(marks)
    copier.pass(networks, count: RewardField.lessons * network.stateCount)
    copier.pass(lines)
    replay.passWrites(through: &copier)
  }

  /// A lesson begins: `takeBack` leads back to here.
  mutating func beginLesson() {
    let place = lessonCount % RewardField.lessons
    marks[place] = replay.mark
    network.copyState(to: networks.base + place * network.stateCount)
    linear.copyState(to: lines.base + place * linear.stateCount)
    lessonCount += 1
  }

  /// Whether the last lesson can be taken back: not where too much was taken in since it began.
  var canTakeBack: Bool {
    lessonCount > 0 && replay.canRewind(to: marks[(lessonCount - 1) % RewardField.lessons])
  }

  /// Everything that was learnt since the last lesson began is as it was then.
  mutating func takeBack() {
    let place = (lessonCount - 1) % RewardField.lessons
    replay.rewind(to: marks[place])
    network.restoreState(from: networks.base + place * network.stateCount)
    linear.restoreState(from: lines.base + place * linear.stateCount)
    lessonCount -= 1
  }

  /// The slopes at a state: the reward that is expected of a mean direction of 1 along each axis.
  func slopes(at state: UnsafePointer<Float>, into slopes: UnsafeMutablePointer<Float>) {
    network.predict(state, into: outputs.base)
    for axis in 0..<axes { slopes[axis] = outputs[axis] + linear.slope(axis, at: state) }
  }

  /// How uncertain the slope along an axis is at a state: its standard deviation, 1 and more where nothing is known.
  func doubt(_ axis: Int, at state: UnsafePointer<Float>) -> Float { linear.doubt(axis, at: state) }

  /// Takes in what the performer thinks of a way.
  ///
  /// - Parameters:
  ///   - state: the way's middle, `axes` numbers of -1...1.
  ///   - direction: the mean direction of its actions, `axes` numbers whose magnitudes sum to 1 at most.
  ///   - reward: -1...1.
  mutating func take(_ state: UnsafePointer<Float>, _ direction: UnsafePointer<Float>, reward: Float) {
    replay.append(state: state, direction: direction, reward: reward)
    linear.learn(state, direction, reward: reward)
  }

  /// Takes in what the performer thinks of a short way near a place, which says nothing about other places: the network
  /// alone learns it.
  mutating func takeNearby(_ state: UnsafePointer<Float>, _ direction: UnsafePointer<Float>, reward: Float) {
    replay.append(state: state, direction: direction, reward: reward)
  }

  /// One gradient step on 32 drawn rewards, once there are enough; true where it was made.
  mutating func learn(random: inout RandomStream) -> Bool {
    guard replay.count >= settings.warmUp else { return false }
    for lane in 0..<TrainableNetwork.batch { setSample(lane, replay.draw(&random)) }
    network.train(targets: targets.base)
    return true
  }

  /// One gradient step on 32 drawn of `count` rewards from number `first` on; none where they are not kept any more.
  mutating func learn(from first: Int, count: Int, random: inout RandomStream) {
    for lane in 0..<TrainableNetwork.batch {
      guard let slot = replay.draw(from: first, count: count, &random) else { return }
      setSample(lane, slot)
    }
    network.train(targets: targets.base)
  }

  private mutating func setSample(_ lane: Int, _ slot: Int) {
    network.setSample(lane: lane, replay.states.base + slot * axes, direction: replay.directions.base + slot * axes)
    targets[lane] = replay.rewards[slot]
  }
}
