import AegoNumerics

/// The rewards that are learnt from again and again, each with the state and the mean direction of the way that it was
/// about: the last ones, and of the older ones a few of each place, so that what was taught elsewhere is rehearsed.
///
/// What was added last can be taken back exactly.
struct ReplayMemory: ~Copyable {
  /// How many buckets hold the older rewards, and how many each: the newest of its place.
  private static let buckets = 512
  private static let depth = 8
  /// How many writes can be taken back: those of 2048 rewards, each of which may move an older one.
  private static let horizon = 4096

  /// One place in memory with what it held before a write.
  private struct Write: BitwiseCopyable {
    var slot: Int32 = 0
    var reward: Float = 0
    /// Whether it filled an empty place among the older rewards.
    var isFirst = false
  }

  // The last rewards first, then bucket by bucket.
  let states: Storage<Float>
  let directions: Storage<Float>
  let rewards: Storage<Float>
  private let axes: Int
  private let capacity: Int
  /// The number of rewards ever added.
  private(set) var total = 0

  /// How many rewards each bucket was given.
  private let given = Storage<Int32>(count: ReplayMemory.buckets, repeating: 0)
  /// The places of older rewards that are filled.
  private let filled = Storage<Int32>(count: ReplayMemory.buckets * ReplayMemory.depth, repeating: 0)
  private var filledCount = 0

  private let writes = Storage<Write>(count: ReplayMemory.horizon, repeating: Write())
  private let oldStates: Storage<Float>
  private let oldDirections: Storage<Float>
  private var written = 0

  init(capacity: Int, axes: Int) {
    (self.axes, self.capacity) = (axes, capacity)
    let slots = capacity + ReplayMemory.buckets * ReplayMemory.depth
    states = Storage(count: slots * axes, repeating: 0)
    directions = Storage(count: slots * axes, repeating: 0)
    rewards = Storage(count: slots, repeating: 0)
    oldStates = Storage(count: ReplayMemory.horizon * axes, repeating: 0)
    oldDirections = Storage(count: ReplayMemory.horizon * axes, repeating: 0)
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

  /// The place of a drawn one of `count` rewards from number `first` on that are still among the last ones; nil for none.
  func draw(from first: Int, count: Int, _ random: inout RandomStream) -> Int? {
    let (oldest, end) = (max(first, total - capacity), min(first + count, total))
    guard oldest < end else { return nil }
    return (oldest + random.below(end - oldest)) % capacity
  }

  mutating func removeAll() {
    (total, filledCount, written) = (0, 0, 0)
    given.fill(0)
  }

  // MARK: Older rewards

  /// Copies one of the last rewards to the older ones.
  private mutating func keep(_ slot: Int) {
    let bucket = bucket(states.base + slot * axes, directions.base + slot * axes)
    let count = Int(given[bucket])
    let place = capacity + bucket * ReplayMemory.depth + count % ReplayMemory.depth
    let isFirst = count < ReplayMemory.depth
    write(place, states.base + slot * axes, directions.base + slot * axes, rewards[slot], isFirst: isFirst)
    if isFirst {
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

  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(states)
    coder.pass(directions)
    coder.pass(rewards)
    coder.pass(&total, in: 0...1 << 60)
    coder.pass(words: given)
    coder.pass(words: filled)
    coder.pass(&filledCount, in: 0...filled.count)
    for index in 0..<given.count { coder.check(given[index] >= 0) }
    for index in 0..<filled.count { coder.check((0..<Int32(rewards.count)).contains(filled[index])) }
  }

  /// What was written of late, so that it can be taken back.
  mutating func passWrites(through copier: inout StateCopier) {
    copier.pass(&written)
    copier.pass(writes)
    copier.pass(oldStates)
    copier.pass(oldDirections)
  }

  // MARK: Taking back

  /// Where the memory stands, to come back to.
  struct Mark: BitwiseCopyable {
    fileprivate var total = 0
    fileprivate var written = 0
  }

  var mark: Mark { Mark(total: total, written: written) }

  /// Whether `rewind(to:)` can come back to a mark.
  func canRewind(to mark: Mark) -> Bool { mark.written <= written && written - mark.written <= ReplayMemory.horizon }

  /// Takes back everything that was added since a mark.
  mutating func rewind(to mark: Mark) {
    while written > mark.written {
      written -= 1
      let place = written % ReplayMemory.horizon
      let write = writes[place]
      let slot = Int(write.slot)
      (states.base + slot * axes).copy(from: oldStates.base + place * axes, count: axes)
      (directions.base + slot * axes).copy(from: oldDirections.base + place * axes, count: axes)
      rewards[slot] = write.reward
      if slot >= capacity {
        given[(slot - capacity) / ReplayMemory.depth] -= 1
        if write.isFirst { filledCount -= 1 }
      }
    }
    total = mark.total
  }

  private mutating func write(
    _ slot: Int, _ state: UnsafePointer<Float>, _ direction: UnsafePointer<Float>, _ reward: Float,
    isFirst: Bool = false
  ) {
    let place = written % ReplayMemory.horizon
    writes[place] = Write(slot: Int32(slot), reward: rewards[slot], isFirst: isFirst)
    (oldStates.base + place * axes).copy(from: states.base + slot * axes, count: axes)
    (oldDirections.base + place * axes).copy(from: directions.base + slot * axes, count: axes)
    written += 1
    (states.base + slot * axes).copy(from: state, count: axes)
    (directions.base + slot * axes).copy(from: direction, count: axes)
    rewards[slot] = reward
  }
}
