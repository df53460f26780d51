import Synchronization

/// The engine's last kept state on its way from the thread that plays to the one that records; neither waits. While one
/// state lies in it, there is no room for another.
public final class StateMailbox: @unchecked Sendable {
  // Sendable because the memory is written while `size` is 0 and read while it is not.

  private let memory: UnsafeMutableRawPointer
  private let capacity: Int
  private let size = Atomic<Int>(0)
  private var hop: Int64 = 0
  private var isPassing = false

  /// Room for a performance's state. What a performer may keep besides takes memory only once it is kept.
  init(_ performance: Performance) {
    capacity = performance.stateCapacity
    memory = .allocate(byteCount: capacity, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: performance.stateSize)
  }

  deinit { memory.deallocate() }

  /// Keeps the state of a performance, from the thread that plays; nothing where the last has not been taken.
  func keep(_ performance: Performance, isPassing: Bool) {
    guard size.load(ordering: .acquiring) == 0 else { return }
    hop = performance.nextHop
    self.isPassing = isPassing
    size.store(performance.copyState(to: memory, capacity: capacity), ordering: .releasing)
  }

  /// Takes what lies in it, from the other thread.
  func take() -> Checkpoint? {
    let count = size.load(ordering: .acquiring)
    guard count > 0 else { return nil }
    let checkpoint = Checkpoint(
      hop: hop, state: UnsafeRawBufferPointer(start: memory, count: count), isPassing: isPassing)
    size.store(0, ordering: .releasing)
    return checkpoint
  }
}
