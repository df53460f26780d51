/// A state in memory that was allocated before, for the thread that plays.
struct ModelCopier: StateCoding {
  let isReading: Bool
  let origin: Int64 = 0
  private let memory: UnsafeMutableRawPointer?
  /// How many bytes have passed.
  private(set) var size = 0

  /// A copier to memory, or from it; without any it counts the bytes.
  init(_ memory: UnsafeMutableRawPointer?, isReading: Bool) {
    self.memory = memory
    self.isReading = isReading
  }

  // What one copier wrote is as it was for the next one.
  mutating func check(_ isSound: Bool) {}

  mutating func pass(_ numbers: UnsafeMutablePointer<Float>, count: Int) { pass(words: numbers, count: count) }

  mutating func pass<Number: BitwiseCopyable>(words numbers: UnsafeMutablePointer<Number>, count: Int) {
    let bytes = count * MemoryLayout<Number>.stride
    if let memory {
      if isReading {
        UnsafeMutableRawPointer(numbers).copyMemory(from: memory + size, byteCount: bytes)
      } else {
        (memory + size).copyMemory(from: numbers, byteCount: bytes)
      }
    }
    size += bytes
  }
}
