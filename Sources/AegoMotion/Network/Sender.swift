import CLO

/// Sends OSC messages over UDP to one receiver. What nobody receives is lost, as UDP is; what the system does not take
/// is counted.
public final class Sender {
  /// An argument of a message.
  public enum Argument: Equatable, Sendable {
    /// A float32.
    case float(Float)
    /// An int32.
    case int(Int32)
    /// A string.
    case string(String)
    /// Bytes: float32 after float32, the most significant byte first, as everything in OSC.
    case blob([Float])
  }

  private let address: lo_address
  /// How many messages the system has not taken.
  public private(set) var lost = 0

  /// A sender to `HOST:PORT`; the host is a name or an address, an IPv6 one in brackets.
  ///
  /// - Parameter target: such as `localhost:8000` or `[::1]:8000`.
  /// - Throws: `MotionError.targetUnknown`, when it has another form or no host is found by that name.
  public init(_ target: String) throws(MotionError) {
    guard let colon = target.lastIndex(of: ":"), let port = UInt16(target[target.index(after: colon)...]), port > 0
    else { throw .targetUnknown(target, reason: "it has no port") }
    let host = target[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
    guard !host.isEmpty else { throw .targetUnknown(target, reason: "it names no host") }
    // In numbers, so that liblo asks no name server while the piece plays.
    let numbers = try HostName.numbers(String(host), target: target)
    guard let address = lo_address_new(numbers, String(port)) else {
      throw .targetUnknown(target, reason: "liblo does not take it")
    }
    self.address = address
  }

  deinit { lo_address_free(address) }

  /// Sends one message.
  ///
  /// - Parameters:
  ///   - path: such as `/params`.
  ///   - arguments: in their order.
  public func send(_ path: String, _ arguments: [Argument]) {
    guard let message = lo_message_new() else { return lost += 1 }
    defer { lo_message_free(message) }
    for argument in arguments {
      switch argument {
      case .float(let value): lo_message_add_float(message, value)
      case .int(let value): lo_message_add_int32(message, value)
      case .string(let value): lo_message_add_string(message, value)
      case .blob(let values): Sender.add(values, to: message)
      }
    }
    if lo_send_message(address, path, message) < 0 { lost += 1 }
  }

  private static func add(_ values: [Float], to message: lo_message) {
    let words = values.map(\.bitPattern.bigEndian)
    guard let blob = lo_blob_new(Int32(4 * words.count), words) else { return }
    lo_message_add_blob(message, blob)
    lo_blob_free(blob)
  }
}
