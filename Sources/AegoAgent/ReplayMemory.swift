import AegoNumerics

/// The last rewards for learning: each with the state and the mean direction of the way that it was about.
struct ReplayMemory: ~Copyable {
  let states: Storage<Float>
  let directions: Storage<Float>
  let rewards: Storage<Float>
  private let axes: Int
  /// The number of rewards ever added.
  private var total = 0

  init(capacity: Int, axes: Int) {
    self.axes = axes
    states = Storage(count: capacity * axes, repeating: 0)
    directions = Storage(count: capacity * axes, repeating: 0)
    rewards = Storage(count: capacity, repeating: 0)
  }

  /// How many rewards are kept.
  var count: Int { min(total, rewards.count) }

  /// Adds a reward in the place of the oldest one.
  mutating func append(state: UnsafePointer<Float>, direction: UnsafePointer<Float>, reward: Float) {
    let slot = total % rewards.count
    (states.base + slot * axes).copy(from: state, count: axes)
    (directions.base + slot * axes).copy(from: direction, count: axes)
    rewards[slot] = reward
    total += 1
  }

  mutating func removeAll() { total = 0 }
}
