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
  public let counts = ReceiverCounts()
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
    let counts = counts
    loop = try ReceiverLoop(socket, counts) {
      let datagram = Datagram(vocabulary: vocabulary) { result, path in
        switch result {
        case .success(let message):
          deliver(message)
          counts.countMessage()
        case .failure(let reason): counts.count(reason, path)
        }
      }
      return { datagram.read($0) }
    }
  }

  /// Binds the address and starts a thread that hands on whole packets, for whoever wants to see all that comes.
  ///
  /// - Parameters:
  ///   - listen: an address of this machine in numbers, `localhost`, or `any`.
  ///   - port: 0 lets the system choose.
  ///   - packets: takes each packet, on the receiver's thread, in the order of arrival; its memory is used again.
  /// - Throws: `portBusy`, `portForbidden`, `addressUnknown` or `unavailable`.
  public init(
    listen: String, port: UInt16, packets: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MotionError) {
    let socket = try UDPSocket(address: listen, port: port)
    self.port = socket.port
    loop = try ReceiverLoop(socket, counts) { packets }
  }

  deinit { loop.stop() }

  /// The IPv4 addresses of this machine, in numbers.
  public static func addressesOfThisMachine() -> [String] { SocketAddress.ofThisMachine() }

  /// Ends the thread and waits for it: no message is delivered after it. The port is free once the receiver is gone.
  public func stop() { loop.stop() }
}
