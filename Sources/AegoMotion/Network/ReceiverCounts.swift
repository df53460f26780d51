import Synchronization

/// What a receiver has seen so far. Any thread may read it.
public final class ReceiverCounts: Sendable {
  private let datagramCount = Atomic<UInt64>(0)
  private let messageCount = Atomic<UInt64>(0)
  private let overflowCount = Atomic<UInt64>(0)
  private let malformed = Atomic<UInt64>(0)
  private let unknownAddress = Atomic<UInt64>(0)
  private let wrongArguments = Atomic<UInt64>(0)
  private let notFinite = Atomic<UInt64>(0)
  private let unknownScene = Atomic<UInt64>(0)
  private let unexpectedModule = Atomic<UInt64>(0)
  /// The first addresses that were refused for each reason.
  private let addresses = Mutex<[Refusal: [String]]>([:])

  init() {}

  /// How many UDP packets arrived.
  public var datagrams: UInt64 { datagramCount.load(ordering: .relaxed) }

  /// How many messages were delivered. A packet may hold none, one or many.
  public var messages: UInt64 { messageCount.load(ordering: .acquiring) }

  /// How many packets the system threw away because they came faster than they were taken.
  public var overflowed: UInt64 { overflowCount.load(ordering: .relaxed) }

  /// How many messages or parts of packets were dropped for this reason.
  public func refused(_ reason: Refusal) -> UInt64 { counter(reason) { $0.load(ordering: .acquiring) } }

  /// How many were dropped for any reason.
  public var refused: UInt64 { Refusal.allCases.reduce(0) { $0 + refused($1) } }

  /// The first eight addresses whose messages were dropped for a reason.
  public func addresses(_ reason: Refusal) -> [String] { addresses.withLock { $0[reason] ?? [] } }

  func countDatagram() { datagramCount.add(1, ordering: .relaxed) }

  func countMessage() { messageCount.add(1, ordering: .releasing) }

  /// The system says how many it has thrown away in all.
  func countOverflow(_ total: UInt32) { overflowCount.store(UInt64(total), ordering: .relaxed) }

  func count(_ reason: Refusal, _ path: Bytes?) {
    let earlier = counter(reason) { $0.add(1, ordering: .releasing).oldValue }
    // Whatever is a flood has told its addresses soon.
    guard earlier < 4096, let path, path.count <= 80 else { return }
    addresses.withLock { addresses in
      var known = addresses[reason] ?? []
      let address = path.printable
      guard known.count < 8, !known.contains(address) else { return }
      known.append(address)
      addresses[reason] = known
    }
  }

  private func counter<Value>(_ reason: Refusal, _ body: (borrowing Atomic<UInt64>) -> Value) -> Value {
    switch reason {
    case .malformed: body(malformed)
    case .unknownAddress: body(unknownAddress)
    case .wrongArguments: body(wrongArguments)
    case .notFinite: body(notFinite)
    case .unknownScene: body(unknownScene)
    case .unexpectedModule: body(unexpectedModule)
    }
  }
}
