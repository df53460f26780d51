import AegoNumerics

/// Keeps the state of an agent's parts, or takes it up: a part's `pass(through:)` goes through its state in one order,
/// whatever is made of it.
protocol StateCoding {
  /// Whether a state is taken up.
  var isReading: Bool { get }
  /// The performance time that times are kept relative to, in nanoseconds.
  var origin: Int64 { get }
  /// Notes that a state that is taken up is none.
  mutating func check(_ isSound: Bool)
  /// Some float32.
  mutating func pass(_ numbers: UnsafeMutablePointer<Float>, count: Int)
  /// Some numbers of another type without gaps, of a whole number of 16-bit words.
  mutating func pass<Number: BitwiseCopyable>(words numbers: UnsafeMutablePointer<Number>, count: Int)
}

extension StateCoding {
  mutating func pass(_ number: inout Float) {
    var passed = number
    pass(&passed, count: 1)
    number = passed
  }

  mutating func pass<Number: BitwiseCopyable>(words number: inout Number) {
    var passed = number
    pass(words: &passed, count: 1)
    number = passed
  }

  mutating func pass(_ storage: borrowing Storage<Float>) { pass(storage.base, count: storage.count) }

  mutating func pass<Number: BitwiseCopyable>(words storage: borrowing Storage<Number>) {
    pass(words: storage.base, count: storage.count)
  }

  /// A number of something, which lies in a range.
  mutating func pass(_ number: inout Int, in range: ClosedRange<Int>) {
    pass(words: &number)
    if range.contains(number) { return }
    number = range.lowerBound
    check(false)
  }

  mutating func pass(_ flag: inout Bool) {
    var number = flag ? 1 : 0
    pass(&number, in: 0...1)
    flag = number == 1
  }

  /// A performance time.
  mutating func pass(time: inout Int64) {
    var passed = time &- origin
    pass(words: &passed)
    if isReading { time = passed &+ origin }
  }
}

/// In memory all is as it was, and times are performance time.
extension StateCopier: StateCoding {
  var origin: Int64 { 0 }

  // What one copier wrote is as it was for the next one.
  mutating func check(_ isSound: Bool) {}

  mutating func pass(_ numbers: UnsafeMutablePointer<Float>, count: Int) { pass(words: numbers, count: count) }

  mutating func pass<Number: BitwiseCopyable>(words numbers: UnsafeMutablePointer<Number>, count: Int) {
    pass(bytes: numbers, count: count * MemoryLayout<Number>.stride)
  }
}
