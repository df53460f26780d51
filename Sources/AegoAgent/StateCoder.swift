import AegoNumerics

/// Writes all that a part of the agent knows as numbers, or reads it back: one function a part goes through its state in
/// one order, for both directions.
///
/// Every number is exact as a float32, so that a file of tensors holds it: wider ones go in words of 16 bits.
struct StateCoder {
  /// What was written, or what is read from.
  private(set) var numbers: [Float]
  private let isReading: Bool
  private var place = 0
  /// Whether what is read cannot have been written by a coder.
  private(set) var isDamaged = false

  /// A coder that writes.
  init() { (numbers, isReading) = ([], false) }

  /// A coder that reads what another one wrote.
  init(reading numbers: [Float]) {
    self.numbers = numbers
    isReading = true
  }

  /// Whether all that was written has been read, and no more.
  var isComplete: Bool { !isDamaged && place == numbers.count }

  mutating func pass(_ number: inout Float) {
    if isReading {
      if place < numbers.count { number = numbers[place] }
    } else {
      numbers.append(number)
    }
    place += 1
  }

  mutating func pass(_ first: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { pass(&first[index]) }
  }

  /// A number of something, which lies in a range.
  mutating func pass(_ number: inout Int, in range: ClosedRange<Int>) {
    pass(words: &number)
    if !range.contains(number) { (number, isDamaged) = (range.lowerBound, true) }
  }

  mutating func pass(_ flag: inout Bool) {
    var number = flag ? 1 : 0
    pass(&number, in: 0...1)
    flag = number == 1
  }

  mutating func pass(_ storage: borrowing Storage<Float>) { pass(storage.base, count: storage.count) }

  /// Any other number of fixed size, in words.
  mutating func pass<Number: BitwiseCopyable>(words number: inout Number) {
    withUnsafeMutableBytes(of: &number) { bytes in
      for offset in stride(from: 0, to: bytes.count, by: 2) {
        let isWhole = offset + 1 < bytes.count
        var word = Float(UInt16(bytes[offset]) | (isWhole ? UInt16(bytes[offset + 1]) << 8 : 0))
        pass(&word)
        let bits = UInt16(exactly: word) ?? 0
        if Float(bits) != word { isDamaged = true }
        bytes[offset] = UInt8(truncatingIfNeeded: bits)
        if isWhole { bytes[offset + 1] = UInt8(truncatingIfNeeded: bits >> 8) }
      }
    }
  }

  mutating func pass<Number: BitwiseCopyable>(words storage: borrowing Storage<Number>) {
    for index in 0..<storage.count { pass(words: &storage.base[index]) }
  }
}
