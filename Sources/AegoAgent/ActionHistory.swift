import AegoNumerics

/// The last actions, oldest first, each with the state it was taken in: what a reward can be credited to.
struct ActionHistory: ~Copyable {
  /// One action without its state.
  struct Entry: BitwiseCopyable {
    var time: Int64 = 0
    /// The axis, counted from 0.
    var axis: Int32 = 0
    /// +1 or -1.
    var direction: Float = 0
  }

  let entries: Storage<Entry>
  let states: Storage<Float>
  let axes: Int
  /// The number of actions so far; the last `entries.count` are kept.
  private(set) var total = 0
  /// The first action after the last leap: what comes later is not about those before.
  private(set) var firstSinceLeap = 0

  init(capacity: Int, axes: Int) {
    self.axes = axes
    entries = Storage(count: capacity, repeating: Entry())
    states = Storage(count: capacity * axes, repeating: 0)
  }

  mutating func append(_ entry: Entry, state: UnsafePointer<Float>) {
    let place = total % entries.count
    entries[place] = entry
    (states.base + place * axes).copy(from: state, count: axes)
    total += 1
  }

  mutating func removeAll() { (total, firstSinceLeap) = (0, 0) }

  /// The position was set by hand.
  mutating func leap() { firstSinceLeap = total }

  /// Whether the action `age` actions ago came before the last leap.
  func isBeforeLeap(age: Int) -> Bool { total - 1 - age < firstSinceLeap }

  /// The place of the action `age` actions ago, 0 the last; nil where it is not kept.
  func place(age: Int) -> Int? {
    guard age < total && age < entries.count else { return nil }
    return (total - 1 - age) % entries.count
  }

  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    for index in 0..<entries.count {
      coder.pass(time: &entries.base[index].time)
      coder.pass(words: &entries.base[index].axis)
      coder.pass(&entries.base[index].direction)
      coder.check((0..<Int32(axes)).contains(entries[index].axis))
    }
    coder.pass(states)
    coder.pass(&total, in: 0...1 << 60)
    coder.pass(&firstSinceLeap, in: 0...total)
  }
}
