import Foundation

/// The WebSocket protocol (RFC 6455) as a server speaks it, without sockets.
enum WebSocket {
  /// Why a connection is closed.
  enum CloseCode: UInt16 {
    /// The program ends.
    case goingAway = 1001
    /// What came is no WebSocket.
    case protocolError = 1002
    /// What came is no text.
    case unsupported = 1003
    /// Too many messages came.
    case policy = 1008
    /// A message is too long.
    case tooLong = 1009
  }

  /// The answer to a handshake; nil where the request is none (sections 4.2.1 and 4.2.2).
  static func accept(_ request: HTTPRequest) -> [UInt8]? {
    let tokens = (request.headers["connection"] ?? "").lowercased().split(separator: ",")
    guard request.method == "GET", request.headers["upgrade"]?.lowercased() == "websocket",
      tokens.contains(where: { $0.trimmingCharacters(in: .whitespaces) == "upgrade" }),
      request.headers["sec-websocket-version"] == "13", let key = request.headers["sec-websocket-key"],
      Data(base64Encoded: key)?.count == 16
    else { return nil }
    let answer = Data(SHA1.digest(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))).base64EncodedString()
    let head = """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: \(answer)\r
      \r

      """
    return Array(head.utf8)
  }

  /// A whole text message.
  static func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }

  /// A whole binary message.
  static func binary(_ bytes: [UInt8]) -> [UInt8] { frame(2, bytes) }

  /// That the connection is closed, and why.
  static func close(_ code: CloseCode) -> [UInt8] {
    frame(8, [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 255)])
  }

  /// The answer to a ping.
  static func pong(_ bytes: [UInt8]) -> [UInt8] { frame(10, bytes) }

  private static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x80 | opcode]
    switch payload.count {
    case ..<126: bytes.append(UInt8(payload.count))
    case ..<65536: bytes += [126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default: bytes += [127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    return bytes + payload
  }
}
