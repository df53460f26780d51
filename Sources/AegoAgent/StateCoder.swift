/// A state as numbers for a file of tensors: every one is exact as a float32, wider ones go in words of 16 bits.
struct StateCoder: StateCoding {
  /// What was written, or what is read from.
  private(set) var numbers: [Float]
  let isReading: Bool
  let origin: Int64
  private var place = 0
  private var isDamaged = false

  /// A coder that writes, at a performance time.
  init(at time: Int64) { (numbers, isReading, origin) = ([], false, time) }

  /// A coder that reads what another one wrote, at a performance time.
  init(reading numbers: [Float], at time: Int64) {
    self.numbers = numbers
    (isReading, origin) = (true, time)
  }

  /// Whether all that was written has been read, no more, and nothing that no coder writes.
  var isComplete: Bool { !isDamaged && place == numbers.count }

  mutating func check(_ isSound: Bool) { if !isSound { isDamaged = true } }

  mutating func pass(_ numbers: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { pass(number: &numbers[index]) }
  }

  private mutating func pass(number: inout Float) {
    if isReading {
      if place < numbers.count { number = numbers[place] }
    } else {
      numbers.append(number)
    }
    place += 1
  }

  mutating func pass<Number: BitwiseCopyable>(words numbers: UnsafeMutablePointer<Number>, count: Int) {
    let words = count * MemoryLayout<Number>.size / 2
    numbers.withMemoryRebound(to: UInt16.self, capacity: words) { words16 in
      for index in 0..<words {
        var word = Float(words16[index])
        pass(number: &word)
        let bits = UInt16(exactly: word)
        check(bits != nil)
        words16[index] = bits ?? 0
      }
    }
  }
}
