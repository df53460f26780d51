import Glibc
import Synchronization

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
  /// What modules told of their charge, where that is not in the messages that are delivered.
  public let charges = ModuleCharges()
  private let loop: ReceiverLoop
  private let names: Names

  /// The names that messages may have, and how often they were replaced.
  private final class Names: Sendable {
    let vocabulary: Mutex<Vocabulary>
    let version = Atomic<Int>(0)

    init(_ vocabulary: Vocabulary) { self.vocabulary = Mutex(vocabulary) }
  }

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
    let (counts, charges) = (counts, charges)
    let names = Names(vocabulary)
    self.names = names
    loop = try ReceiverLoop(socket, counts) {
      var version = 0
      var datagram = Datagram(
        vocabulary: vocabulary,
        take: { result, path in
          switch result {
          case .success(let message):
            deliver(message)
            counts.countMessage()
          case .failure(let reason): counts.count(reason, path)
          }
        }, takeCharge: charges.hear)
      return { packet in
        let latest = names.version.load(ordering: .acquiring)
        if latest != version {
          version = latest
          datagram.vocabulary = names.vocabulary.withLock { $0 }
        }
        datagram.read(packet)
      }
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
    names = Names(Vocabulary())
    loop = try ReceiverLoop(socket, counts) { packets }
  }

  deinit { loop.stop() }

  /// Has the messages of later packets read by other names: those of another version of the score.
  public func read(by vocabulary: Vocabulary) {
    names.vocabulary.withLock { $0 = vocabulary }
    names.version.add(1, ordering: .releasing)
  }

  /// The IPv4 addresses of this machine, in numbers.
  public static func addressesOfThisMachine() -> [String] { SocketAddress.ofThisMachine() }

  /// Ends the thread and waits for it: no message is delivered after it. The port is free once the receiver is gone.
  public func stop() { loop.stop() }
}
