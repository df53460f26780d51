/// Copies the state of the engine's parts to memory that was allocated before, or from it.
///
/// A part's `pass(through:)` names all that changes in it while it is played, in one order, whatever is made of it. What
/// one copier wrote, another one reads into parts that were made alike. Nothing allocates or throws.
public struct StateCopier {
  /// Whether a state is taken up.
  public let isReading: Bool
  /// How many bytes have passed.
  public private(set) var size = 0
  private let memory: UnsafeMutableRawPointer?
  private let capacity: Int

  /// A copier that only counts the bytes.
  public init() { (isReading, memory, capacity) = (false, nil, .max) }

  /// A copier to memory, or from it, of at most `capacity` bytes.
  public init(_ memory: UnsafeMutableRawPointer, capacity: Int, isReading: Bool) {
    self.isReading = isReading
    self.memory = memory
    self.capacity = capacity
  }

  /// Whether everything has found its place.
  public var isComplete: Bool { size <= capacity }

  /// Some bytes.
  @_noLocks public mutating func pass(bytes: UnsafeMutableRawPointer, count: Int) {
    defer { size += count }
    guard let memory, size + count <= capacity else { return }
    if isReading {
      bytes.copyMemory(from: memory + size, byteCount: count)
    } else {
      (memory + size).copyMemory(from: bytes, byteCount: count)
    }
  }

  /// One value.
  @inlinable @inline(__always) public mutating func pass<Value: BitwiseCopyable>(_ value: inout Value) {
    withUnsafeMutablePointer(to: &value) { pass(bytes: $0, count: MemoryLayout<Value>.size) }
  }

  /// All elements of a storage.
  @inlinable @inline(__always) public mutating func pass<Element: BitwiseCopyable>(
    _ storage: borrowing Storage<Element>
  ) {
    pass(storage, count: storage.count)
  }

  /// The first elements of a storage.
  @inlinable @inline(__always) public mutating func pass<Element: BitwiseCopyable>(
    _ storage: borrowing Storage<Element>, count: Int
  ) {
    pass(bytes: storage.base, count: count * MemoryLayout<Element>.stride)
  }
}
