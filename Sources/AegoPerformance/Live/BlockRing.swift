import Synchronization

/// A queue of blocks of numbers, such as the samples of hops, from one thread to another; neither side allocates, locks or
/// waits.
public struct BlockRing<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Sendable because a block is written before `tail` is released and read before `head` is.

  /// How many numbers a block has.
  public let blockCount: Int
  private let elements: UnsafeMutablePointer<Element>
  private let capacity: Int
  private let head = Atomic<Int>(0)
  private let tail = Atomic<Int>(0)

  /// A ring of so many blocks.
  public init(capacity: Int, blockCount: Int, repeating element: Element) {
    self.capacity = capacity
    self.blockCount = blockCount
    elements = .allocate(capacity: capacity * blockCount)
    elements.initialize(repeating: element, count: capacity * blockCount)
  }

  deinit { elements.deallocate() }

  /// Where the next block is to be written, from the producer's thread; nil when the ring is full. `push` hands it over.
  func room() -> UnsafeMutablePointer<Element>? {
    let end = tail.load(ordering: .relaxed)
    guard end &- head.load(ordering: .acquiring) < capacity else { return nil }
    return elements + end % capacity * blockCount
  }

  /// Hands over the block that was written where `room` said.
  func push() { tail.store(tail.load(ordering: .relaxed) &+ 1, ordering: .releasing) }

  /// Adds a block, from the producer's thread; false when the ring is full.
  public func push(_ block: UnsafePointer<Element>) -> Bool {
    guard let room = room() else { return false }
    room.update(from: block, count: blockCount)
    push()
    return true
  }

  /// Takes the oldest block, from the consumer's thread; false when the ring is empty.
  public func pop(into block: UnsafeMutablePointer<Element>) -> Bool {
    let start = head.load(ordering: .relaxed)
    guard start != tail.load(ordering: .acquiring) else { return false }
    block.update(from: elements + start % capacity * blockCount, count: blockCount)
    head.store(start &+ 1, ordering: .releasing)
    return true
  }
}
