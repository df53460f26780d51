import Synchronization

/// What a receiver has seen so far. Any thread may read it.
public final class ReceiverCounts: Sendable {
  private let datagramCount = Atomic<UInt64>(0)
  private let messageCount = Atomic<UInt64>(0)
  private let malformed = Atomic<UInt64>(0)
  private let unknownAddress = Atomic<UInt64>(0)
  private let wrongArguments = Atomic<UInt64>(0)
  private let notFinite = Atomic<UInt64>(0)
  private let unknownScene = Atomic<UInt64>(0)

  init() {}

  /// How many UDP packets arrived.
  public var datagrams: UInt64 { datagramCount.load(ordering: .relaxed) }

  /// How many messages were delivered. A packet may hold none, one or many.
  public var messages: UInt64 { messageCount.load(ordering: .acquiring) }

  /// How many messages or parts of packets were dropped for this reason.
  public func refused(_ reason: Refusal) -> UInt64 {
    switch reason {
    case .malformed: malformed.load(ordering: .acquiring)
    case .unknownAddress: unknownAddress.load(ordering: .acquiring)
    case .wrongArguments: wrongArguments.load(ordering: .acquiring)
    case .notFinite: notFinite.load(ordering: .acquiring)
    case .unknownScene: unknownScene.load(ordering: .acquiring)
    }
  }

  /// How many were dropped for any reason.
  public var refused: UInt64 { Refusal.allCases.reduce(0) { $0 + refused($1) } }

  func countDatagram() { datagramCount.add(1, ordering: .relaxed) }

  func countMessage() { messageCount.add(1, ordering: .releasing) }

  func count(_ reason: Refusal) {
    switch reason {
    case .malformed: malformed.add(1, ordering: .releasing)
    case .unknownAddress: unknownAddress.add(1, ordering: .releasing)
    case .wrongArguments: wrongArguments.add(1, ordering: .releasing)
    case .notFinite: notFinite.add(1, ordering: .releasing)
    case .unknownScene: unknownScene.add(1, ordering: .releasing)
    }
  }
}
