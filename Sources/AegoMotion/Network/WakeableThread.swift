import Glibc
import Synchronization

/// A thread that waits for what may come, and is woken for its end.
///
/// Unchecked, because what is stored never changes or is atomic.
package final class WakeableThread: @unchecked Sendable {
  /// Why there is no thread, as the system says.
  package struct Fault: Error {
    /// In words.
    package let reason: String

    init(_ status: Int32) { reason = String(cString: strerror(status)) }
  }

  /// A pipe: what is written into it wakes the thread.
  private let wake: (read: Int32, write: Int32)
  private let thread = Atomic<UInt>(0)

  /// What the thread does; let go with its end.
  private final class Work: Sendable {
    let run: @Sendable (pollfd) -> Void
    let end: Int32

    init(_ run: @escaping @Sendable (pollfd) -> Void, end: Int32) { (self.run, self.end) = (run, end) }
  }

  /// Starts the thread.
  ///
  /// - Parameter run: what it does, until the descriptor that it is given has something to read.
  /// - Throws: `Fault`, where the system has no thread or pipe left.
  package init(_ run: @escaping @Sendable (_ end: pollfd) -> Void) throws(Fault) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Fault(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wake = (ends[0], ends[1])
    var created = pthread_t()
    let context = Unmanaged.passRetained(Work(run, end: ends[0]))
    let status = pthread_create(
      &created, nil,
      { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        work.run(pollfd(fd: work.end, events: Int16(POLLIN), revents: 0))
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      throw Fault(status)
    }
    thread.store(created, ordering: .releasing)
  }

  deinit {
    close(wake.read)
    close(wake.write)
  }

  /// Ends the thread and waits for it. The second call does nothing.
  package func stop() {
    let running = thread.exchange(0, ordering: .acquiringAndReleasing)
    guard running != 0 else { return }
    var one: UInt8 = 1
    _ = write(wake.write, &one, 1)
    pthread_join(running, nil)
  }
}
