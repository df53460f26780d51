import Dispatch
import Foundation
import Synchronization

/// What is answered by a call that may never come back, such as one to a sound server that hangs.
enum Answer {
  /// Carries work out on a thread of its own, which is left alone if it takes too long.
  ///
  /// - Parameters:
  ///   - seconds: how long to wait.
  ///   - work: what is asked.
  /// - Returns: the answer; nil when there was none in time.
  static func within<Value: Sendable>(seconds: Double, _ work: @escaping @Sendable () -> Value) -> Value? {
    let slot = Slot<Value>()
    Thread.detachNewThread { slot.put(work()) }
    return slot.wait(seconds)
  }

  private final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func put(_ answer: Value) {
      value.withLock { $0 = answer }
      isThere.signal()
    }

    func wait(_ seconds: Double) -> Value? {
      guard isThere.wait(timeout: .now() + seconds) == .success else { return nil }
      return value.withLock { $0 }
    }
  }
}
