import Glibc

/// What the receiver's thread does: waits for a packet or for the end.
///
/// Unchecked, because the socket is used by the thread alone.
final class ReceiverLoop: @unchecked Sendable {
  private let socket: UDPSocket
  private let counts: ReceiverCounts
  private let begin: @Sendable () -> (UnsafeMutableRawBufferPointer) -> Void
  private var thread: WakeableThread?

  /// Starts the thread. `begin`, called on it, gives what takes each packet there.
  init(
    _ socket: consuming UDPSocket, _ counts: ReceiverCounts,
    begin: @escaping @Sendable () -> (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MotionError) {
    self.socket = socket
    self.counts = counts
    self.begin = begin
    do {
      thread = try WakeableThread { [self] end in run(until: end) }
    } catch { throw .unavailable(error.reason) }
  }

  /// Ends the thread and waits for it. The second call does nothing.
  func stop() { thread?.stop() }

  private func run(until end: pollfd) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)
    defer { buffer.deallocate() }
    let take = begin()
    var waits = [pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0), end]
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
