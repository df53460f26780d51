public import Synchronization

/// A queue from one thread to another. Neither side allocates, locks or waits.
public struct Ring<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sendable because a slot is written before `tail` is released and read before `head` is.
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let capacity: Int
  @usableFromInline let head = Atomic<Int>(0)
  @usableFromInline let tail = Atomic<Int>(0)

  /// A ring of `capacity` elements.
  public init(capacity: Int, repeating element: Element) {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: element, count: capacity)
    self.capacity = capacity
  }

  deinit { slots.deallocate() }

  /// Adds an element, from the producer's thread; false when the ring is full.
  @inlinable @discardableResult public borrowing func push(_ element: Element) -> Bool {
    let end = tail.load(ordering: .relaxed)
    guard end &- head.load(ordering: .acquiring) < capacity else { return false }
    slots[end % capacity] = element
    tail.store(end &+ 1, ordering: .releasing)
    return true
  }

  /// Takes the oldest element, from the consumer's thread; nil when the ring is empty.
  @inlinable public borrowing func pop() -> Element? {
    let start = head.load(ordering: .relaxed)
    guard start != tail.load(ordering: .acquiring) else { return nil }
    let element = slots[start % capacity]
    head.store(start &+ 1, ordering: .releasing)
    return element
  }

  /// How many elements wait, as seen from either side.
  @inlinable public borrowing func count() -> Int {
    tail.load(ordering: .acquiring) &- head.load(ordering: .acquiring)
  }
}
