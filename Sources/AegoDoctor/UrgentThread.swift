import CRealtime
import Dispatch
import Foundation

/// Work on a thread of the sound's priority, where the system gives it.
enum UrgentThread {
  /// What the sound's thread asks for.
  static let priority: Int32 = 70

  /// Carries work out and waits for it.
  ///
  /// - Parameter work: is told whether the priority was refused: 0, or the system's error.
  /// - Returns: what it gives.
  static func run<Value: Sendable>(_ work: @escaping @Sendable (Int32) -> Value) -> Value {
    nonisolated(unsafe) var value: Value?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      value = work(cr_set_realtime_priority(priority))
      done.signal()
    }
    thread.stackSize = 1 << 20
    thread.start()
    done.wait()
    guard let value else { preconditionFailure("the thread has ended, and so has its work") }
    return value
  }
}
