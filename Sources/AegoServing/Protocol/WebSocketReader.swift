/// Reads what a WebSocket client sends, as the bytes come.
struct WebSocketReader {
  /// What came.
  enum Item: Equatable {
    /// A whole message.
    case text(String)
    /// A ping, to be answered with its bytes.
    case ping([UInt8])
    /// The client closes the connection.
    case close
    /// The connection is to be closed for a reason.
    case fault(WebSocket.CloseCode)
  }

  /// How many bytes a message has at most.
  let most: Int

  private var bytes: [UInt8] = []
  private var message: [UInt8] = []
  private var isWithin = false

  /// Reads messages of so many bytes at most.
  init(most: Int = ServingSettings().longestMessage) { self.most = most }

  /// Takes bytes that have come.
  mutating func take(_ more: some Sequence<UInt8>) { bytes += more }

  /// The next thing in what has come; nil where more has to come first.
  mutating func next() -> Item? {
    while let head = Head(bytes) {
      if let fault = fault(head) { return .fault(fault) }
      guard bytes.count >= head.size + head.length else { return nil }
      var payload = Array(bytes[head.size..<head.size + head.length])
      for index in payload.indices { payload[index] ^= bytes[head.size - 4 + index % 4] }
      bytes.removeFirst(head.size + head.length)
      if let item = item(head, payload) { return item }
    }
    return nil
  }

  /// The first bytes of a frame (section 5.2).
  private struct Head {
    var isLast: Bool
    var reserved: UInt8
    var opcode: UInt8
    var isMasked: Bool
    var length: Int
    /// How many bytes stand before the payload, the mask included.
    var size: Int

    init?(_ bytes: [UInt8]) {
      guard bytes.count >= 2 else { return nil }
      (isLast, reserved, opcode) = (bytes[0] & 0x80 != 0, bytes[0] & 0x70, bytes[0] & 15)
      isMasked = bytes[1] & 0x80 != 0
      let more = bytes[1] & 127 == 126 ? 2 : bytes[1] & 127 == 127 ? 8 : 0
      size = 2 + more + (isMasked ? 4 : 0)
      guard bytes.count >= size else { return nil }
      length = more == 0 ? Int(bytes[1] & 127) : bytes[2..<2 + more].reduce(0) { min($0, 1 << 40) << 8 | Int($1) }
    }
  }

  private func fault(_ head: Head) -> WebSocket.CloseCode? {
    guard head.isMasked, head.reserved == 0 else { return .protocolError }
    switch head.opcode {
    case 0: if !isWithin { return .protocolError }
    case 1: if isWithin { return .protocolError }
    case 2: return .unsupported
    case 8, 9, 10: return head.isLast && head.length <= 125 ? nil : .protocolError
    default: return .protocolError
    }
    return message.count + head.length > most ? .tooLong : nil
  }

  private mutating func item(_ head: Head, _ payload: [UInt8]) -> Item? {
    switch head.opcode {
    case 8: return .close
    case 9: return .ping(payload)
    case 10: return nil
    default:
      message += payload
      isWithin = !head.isLast
      guard head.isLast else { return nil }
      defer { message = [] }
      return String(validating: message, as: UTF8.self).map(Item.text) ?? .fault(.protocolError)
    }
  }
}
