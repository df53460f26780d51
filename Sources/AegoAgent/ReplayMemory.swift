import AegoNumerics

/// Rewarded actions for learning: the state, the action's output, and the mean of the rewards credited to it.
struct ReplayMemory: ~Copyable {
  let states: Storage<Float>
  let outputs: Storage<Int32>
  private let sums: Storage<Float>
  private let weights: Storage<Float>
  let axes: Int
  /// The number of actions ever added.
  private(set) var total: Int64 = 0

  init(capacity: Int, axes: Int) {
    self.axes = axes
    states = Storage(count: capacity * axes, repeating: 0)
    outputs = Storage(count: capacity, repeating: 0)
    sums = Storage(count: capacity, repeating: 0)
    weights = Storage(count: capacity, repeating: 0)
  }

  /// How many actions are kept.
  var count: Int { Int(min(total, Int64(outputs.count))) }

  /// Adds an action without reward, in the place of the oldest one; gives that place.
  mutating func append(state: UnsafePointer<Float>, output: Int32) -> (slot: Int, serial: Int64) {
    let slot = Int(total % Int64(outputs.count))
    (states.base + slot * axes).copy(from: state, count: axes)
    outputs[slot] = output
    sums[slot] = 0
    weights[slot] = 0
    defer { total += 1 }
    return (slot, total)
  }

  mutating func removeAll() { total = 0 }

  /// Whether the place still holds the action that got this serial number.
  func holds(slot: Int, serial: Int64) -> Bool { total - serial <= Int64(outputs.count) && slot >= 0 }

  func credit(slot: Int, reward: Float, weight: Float) {
    sums[slot] += weight * reward
    weights[slot] += weight
  }

  /// The weighted mean of the rewards credited to an action, -1...1.
  func target(slot: Int) -> Float { weights[slot] > 0 ? sums[slot] / weights[slot] : 0 }
}
