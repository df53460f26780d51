import Glibc

/// Receives OSC over UDP on a thread of its own.
///
/// ```swift
/// let receiver = try Receiver(vocabulary: Vocabulary(scenes: names, motion: motion)) { message in
///   // on the receiver's thread: push it into the ring
/// }
/// ```
///
/// What is malformed, unknown, of wrong types, a NaN or an infinity is dropped and counted by reason. The machine's own
/// messages (`/aego/late`, `/aego/stop`, `/aego/seed`, `/aego/take`) are not taken from the network.
public final class Receiver: Sendable {
  /// The port: the one asked for, or the one the system chose.
  public let port: UInt16
  /// What was received and refused.
  public let counts: ReceiverCounts
  private let loop: ReceiverLoop

  /// Binds the address and starts the thread.
  ///
  /// - Parameters:
  ///   - listen: an address of this machine in numbers, `localhost`, or `any`.
  ///   - port: 0 lets the system choose.
  ///   - vocabulary: the names that messages may have.
  ///   - deliver: takes each message, on the receiver's thread, in the order of arrival.
  /// - Throws: `portBusy`, `portForbidden`, `addressUnknown` or `unavailable`.
  public init(
    listen: String = "127.0.0.1", port: UInt16 = 8888, vocabulary: Vocabulary = Vocabulary(),
    deliver: @escaping @Sendable (Message) -> Void
  ) throws(MotionError) {
    let socket = try UDPSocket(address: listen, port: port)
    self.port = socket.port
    counts = ReceiverCounts()
    loop = try ReceiverLoop(socket, counts, vocabulary, deliver: deliver)
  }

  deinit { loop.stop() }

  /// Ends the thread and waits for it: no message is delivered after it. The port is free once the receiver is gone.
  public func stop() { loop.stop() }
}
