import AegoNumerics

/// The rewards that are learnt from again and again, each with the state and the mean direction of the way that it was
/// about: the last ones, and of the older ones a few of each place, so that what was taught elsewhere is rehearsed.
struct ReplayMemory: ~Copyable {
  /// How many buckets hold the older rewards, and how many each: the newest of its place.
  private static let buckets = 512
  private static let depth = 8

  // The last rewards first, then bucket by bucket.
  let states: Storage<Float>
  let directions: Storage<Float>
  let rewards: Storage<Float>
  private let axes: Int
  private let capacity: Int
  /// The number of rewards ever added.
  private var total = 0

  /// How many rewards each bucket was given.
  private let given = Storage<Int32>(count: ReplayMemory.buckets, repeating: 0)
  /// The places of older rewards that are filled.
  private let filled = Storage<Int32>(count: ReplayMemory.buckets * ReplayMemory.depth, repeating: 0)
  private var filledCount = 0

  init(capacity: Int, axes: Int) {
    (self.axes, self.capacity) = (axes, capacity)
    let slots = capacity + ReplayMemory.buckets * ReplayMemory.depth
    states = Storage(count: slots * axes, repeating: 0)
    directions = Storage(count: slots * axes, repeating: 0)
    rewards = Storage(count: slots, repeating: 0)
  }

  /// How many of the last rewards are kept.
  var count: Int { min(total, capacity) }

  /// Adds a reward; the oldest of the last ones goes to the older ones of its place.
  mutating func append(state: UnsafePointer<Float>, direction: UnsafePointer<Float>, reward: Float) {
    let slot = total % capacity
    if total >= capacity { keep(slot) }
    write(slot, state, direction, reward)
    total += 1
  }

  /// The place of a drawn reward: three in four are of the last ones. There must be one.
  func draw(_ random: inout RandomStream) -> Int {
    if filledCount > 0 && random.below(4) == 0 { return Int(filled[random.below(filledCount)]) }
    return random.below(count)
  }

  mutating func removeAll() {
    (total, filledCount) = (0, 0)
    given.fill(0)
  }

  // MARK: Older rewards

  /// Copies one of the last rewards to the older ones.
  private mutating func keep(_ slot: Int) {
    let bucket = bucket(states.base + slot * axes, directions.base + slot * axes)
    let count = Int(given[bucket])
    let place = capacity + bucket * ReplayMemory.depth + count % ReplayMemory.depth
    write(place, states.base + slot * axes, directions.base + slot * axes, rewards[slot])
    if count < ReplayMemory.depth {
      filled[filledCount] = Int32(place)
      filledCount += 1
    }
    given[bucket] += 1
  }

  /// The bucket of a place, each axis in four parts, and of the axis that the way went most along.
  private func bucket(_ state: UnsafePointer<Float>, _ direction: UnsafePointer<Float>) -> Int {
    var (hash, most): (UInt32, Int) = (0x811c_9dc5, 0)
    for axis in 0..<axes {
      let part = UInt32(max(0, min(3, 2 * state[axis] + 2)))
      hash = (hash ^ part) &* 0x0100_0193
      if abs(direction[axis]) > abs(direction[most]) { most = axis }
    }
    hash = (hash ^ UInt32(most)) &* 0x0100_0193
    hash ^= hash >> 15
    return Int(hash % UInt32(ReplayMemory.buckets))
  }

  private func write(
    _ slot: Int, _ state: UnsafePointer<Float>, _ direction: UnsafePointer<Float>, _ reward: Float
  ) {
    (states.base + slot * axes).copy(from: state, count: axes)
    (directions.base + slot * axes).copy(from: direction, count: axes)
    rewards[slot] = reward
  }
}
