import Synchronization

/// A queue of whole hops of samples from one thread to another; neither side allocates, locks or waits.
public struct HopRing: ~Copyable, @unchecked Sendable {
  // Sendable because a hop is written before `tail` is released and read before `head` is.

  /// Numbers in a hop, all channels together.
  public let samplesPerHop: Int
  private let samples: UnsafeMutablePointer<Int32>
  private let capacity: Int
  private let head = Atomic<Int>(0)
  private let tail = Atomic<Int>(0)

  /// A ring of so many hops.
  public init(hops: Int, samplesPerHop: Int) {
    capacity = hops
    self.samplesPerHop = samplesPerHop
    samples = .allocate(capacity: hops * samplesPerHop)
    samples.initialize(repeating: 0, count: hops * samplesPerHop)
  }

  deinit { samples.deallocate() }

  /// Adds a hop, from the producer's thread; false when the ring is full.
  public func push(_ hop: UnsafePointer<Int32>) -> Bool {
    let end = tail.load(ordering: .relaxed)
    guard end &- head.load(ordering: .acquiring) < capacity else { return false }
    (samples + end % capacity * samplesPerHop).copy(from: hop, count: samplesPerHop)
    tail.store(end &+ 1, ordering: .releasing)
    return true
  }

  /// Takes the oldest hop, from the consumer's thread; false when the ring is empty.
  public func pop(into hop: UnsafeMutablePointer<Int32>) -> Bool {
    let start = head.load(ordering: .relaxed)
    guard start != tail.load(ordering: .acquiring) else { return false }
    hop.copy(from: samples + start % capacity * samplesPerHop, count: samplesPerHop)
    head.store(start &+ 1, ordering: .releasing)
    return true
  }
}
