import Glibc
import Synchronization

/// The receiver's thread: waits for a packet or for the end.
///
/// Unchecked, because the socket is used by the thread alone, and what else is stored never changes or is atomic.
final class ReceiverLoop: @unchecked Sendable {
  private let socket: UDPSocket
  private let counts: ReceiverCounts
  private let begin: @Sendable () -> (UnsafeMutableRawBufferPointer) -> Void
  /// A pipe: what is written into it wakes the thread for its end.
  private let wake: (read: Int32, write: Int32)
  private let thread = Atomic<UInt>(0)

  /// Starts the thread. `begin`, called on it, gives what takes each packet there.
  init(
    _ socket: consuming UDPSocket, _ counts: ReceiverCounts,
    begin: @escaping @Sendable () -> (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MotionError) {
    self.socket = socket
    self.counts = counts
    self.begin = begin
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .unavailable(systemReason()) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wake = (ends[0], ends[1])
    var created = pthread_t()
    let context = Unmanaged.passRetained(self)
    let status = pthread_create(
      &created, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ReceiverLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      throw .unavailable(String(cString: strerror(status)))
    }
    thread.store(created, ordering: .releasing)
  }

  deinit {
    close(wake.read)
    close(wake.write)
  }

  /// Ends the thread and waits for it. The second call does nothing.
  func stop() {
    let running = thread.exchange(0, ordering: .acquiringAndReleasing)
    guard running != 0 else { return }
    var one: UInt8 = 1
    _ = write(wake.write, &one, 1)
    pthread_join(running, nil)
  }

  private func run() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)
    defer { buffer.deallocate() }
    let take = begin()
    var waits = [
      pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = poll(&waits, nfds_t(waits.count), -1)
      guard waits[1].revents == 0 else { return }
      guard count > 0 else { continue }
      // A flood of packets must not keep the thread from seeing its end.
      for _ in 0..<64 {
        guard let (length, overflowed) = socket.receive(into: buffer) else { break }
        counts.countDatagram()
        if let overflowed { counts.countOverflow(overflowed) }
        take(UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]))
      }
    }
  }
}
