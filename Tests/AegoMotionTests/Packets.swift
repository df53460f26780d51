import Foundation
import Glibc
import Synchronization

@testable import AegoMotion

/// OSC packets built byte by byte, as the OSC 1.0 specification has them.
enum Packet {
  static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8) + [0]
    return bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  static func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

  static func message(_ path: String, _ types: String, _ words: [UInt32] = []) -> [UInt8] {
    text(path) + text("," + types) + words.flatMap(word)
  }

  static func floats(_ path: String, _ values: [Float]) -> [UInt8] {
    message(path, String(repeating: "f", count: values.count), values.map(\.bitPattern))
  }

  static func bundle(_ elements: [[UInt8]]) -> [UInt8] {
    text("#bundle") + [0, 0, 0, 0, 0, 0, 0, 1] + elements.flatMap { word(UInt32($0.count)) + $0 }
  }

  /// The packet of a message, through its own line of text.
  static func of(_ message: Message, _ vocabulary: Vocabulary = Vocabulary()) -> [UInt8] {
    let words = MessageText.line(message, timetag: 0, vocabulary).split(separator: " ")
    if message.nameLength > 0 { return Packet.message(String(words[1]), "s") + Packet.text(message.name) }
    let types = message.count > 0 ? String(words[2]) : ""
    return Packet.message(String(words[1]), types, (0..<Int(message.count)).map { message.bits[$0] })
  }
}

/// What a datagram holds for us.
func results(of packet: [UInt8], _ vocabulary: Vocabulary = Vocabulary()) -> [Result<Message, Refusal>] {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(packet.count, 1), alignment: 16)
  defer { buffer.deallocate() }
  buffer.copyBytes(from: packet)
  var results: [Result<Message, Refusal>] = []
  withoutActuallyEscaping({ result, _ in results.append(result) }) { take in
    Datagram(vocabulary: vocabulary, take: take, takeCharge: { _ in })
      .read(UnsafeMutableRawBufferPointer(rebasing: buffer[..<packet.count]))
  }
  return results
}

/// A receiver on a free port of the loopback, and what it delivered.
final class Listener: Sendable {
  private let inbox = Inbox()
  private let storage = Mutex<Receiver?>(nil)
  let port: UInt16
  let counts: ReceiverCounts
  let charges: ModuleCharges

  init(scenes: [String] = [], motion: MotionSettings? = nil, listen: String = "127.0.0.1") throws {
    let inbox = inbox
    let receiver = try Receiver(
      listen: listen, port: 0, vocabulary: Vocabulary(scenes: scenes, motion: motion), deliver: inbox.take)
    port = receiver.port
    (counts, charges) = (receiver.counts, receiver.charges)
    storage.withLock { $0 = receiver }
  }

  /// Ends the receiver's thread.
  func stop() { storage.withLock { $0?.stop() } }

  /// All messages, once there are `count` or 20 s have passed.
  func messages(_ count: Int) -> [Message] { inbox.messages(count) }

  /// Sends a packet.
  func send(_ packet: [UInt8]) {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, packet, packet.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Messages that wait to be looked at.
private final class Inbox: Sendable {
  private let condition = NSCondition()
  private let delivered = Mutex<[Message]>([])

  func take(_ message: Message) {
    condition.lock()
    delivered.withLock { $0.append(message) }
    condition.broadcast()
    condition.unlock()
  }

  func messages(_ count: Int) -> [Message] {
    condition.lock()
    defer { condition.unlock() }
    let end = Date(timeIntervalSinceNow: 20)
    while delivered.withLock({ $0.count < count }), condition.wait(until: end) {}
    return delivered.withLock { $0 }
  }
}
