import Foundation
import Glibc

/// The other end of a connection: bytes, as they are on the wire.
public final class Peer {
  /// Its socket.
  public let descriptor: Int32
  private var bytes: [UInt8] = []

  /// The other end has closed, or does not answer.
  public struct Closed: Error {}

  /// Connects to this machine's port.
  ///
  /// - Parameters:
  ///   - port: the port.
  ///   - receiveBuffer: how many bytes the system keeps for it; nil for as many as it likes.
  /// - Throws: `Closed`.
  public init(_ port: UInt16, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Closed() }
  }

  deinit { close(descriptor) }

  /// Sends bytes.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends a text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// What comes until the other end closes, or ten seconds are over.
  public func all() -> String {
    while let more = receive() { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func receive() -> [UInt8]? {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 10_000) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Shakes hands.
  public func open(_ path: String = "/live", headers: String = "") throws {
    send(
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(headers)"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    while true {
      if let end = bytes.indices.dropFirst(3).first(where: { Array(bytes[($0 - 3)...$0]) == [13, 10, 13, 10] }) {
        let head = String(decoding: bytes[...end], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 101") else { throw Closed() }
        bytes.removeFirst(end + 1)
        return
      }
      guard let more = receive() else { throw Closed() }
      bytes += more
    }
  }

  /// Sends a frame as a client does.
  public func send(frame opcode: UInt8, _ payload: [UInt8], isLast: Bool = true) {
    let mask: [UInt8] = [1, 2, 3, 4]
    let head: [UInt8] =
      switch payload.count {
      case ..<126: [UInt8(payload.count) | 0x80]
      case ..<65536: [126 | 0x80, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
      default: [127 | 0x80] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
      }
    send([(isLast ? 0x80 : 0) | opcode] + head + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] })
  }

  /// Sends a text message.
  public func send(message: String) { send(frame: 1, Array(message.utf8)) }

  /// The next frame from the server; nil where it has closed, or nothing comes.
  public func next() -> (opcode: UInt8, payload: [UInt8])? {
    while true {
      if bytes.count >= 2 {
        let more = bytes[1] == 126 ? 2 : bytes[1] == 127 ? 8 : 0
        if bytes.count >= 2 + more {
          let length = more == 0 ? Int(bytes[1]) : bytes[2..<2 + more].reduce(0) { $0 << 8 | Int($1) }
          if bytes.count >= 2 + more + length {
            defer { bytes.removeFirst(2 + more + length) }
            return (bytes[0] & 15, Array(bytes[2 + more..<2 + more + length]))
          }
        }
      }
      guard let received = receive() else { return nil }
      bytes += received
    }
  }

  /// The next text of a type; nil where none comes any more.
  public func next(_ type: String) -> [String: Any]? {
    while let (opcode, payload) = next() {
      guard opcode == 1 else { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any]
      if object?["type"] as? String == type { return object }
    }
    return nil
  }

  /// The next frame's bytes; nil where none comes any more.
  public func nextFrame() -> [UInt8]? {
    while let (opcode, payload) = next() { if opcode == 2 { return payload } }
    return nil
  }
}
