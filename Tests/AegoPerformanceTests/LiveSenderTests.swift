import AegoMotion
import Glibc
import Testing

@testable import AegoPerformance

/// A socket on the loopback, and what has come to it.
private final class Ear {
  private let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
  private(set) var port: UInt16 = 0

  init() {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, length)
        _ = getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// The addresses of all messages that wait, each with its types.
  func addresses() -> [String] {
    var found: [String] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)), count > 0 {
      let words = buffer[..<count].split(separator: 0, omittingEmptySubsequences: true)
      found.append(words.prefix(2).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
    }
    return found
  }
}

@Suite struct LiveSenderTests {
  @Test func `scenes, actions and commands are told as they happen`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let engine = LiveEngine(piece, StartArguments(seed: 7))
    let ear = Ear()
    let sender = LiveSender(engine, piece.program, to: try Sender("127.0.0.1:\(ear.port)"))
    var samples = [Int32](repeating: 0, count: 1024)
    func play(_ hops: Int, _ messages: [Message] = []) -> [String] {
      for message in messages { engine.receive(message) }
      for _ in 0..<hops { _ = engine.renderHop(into: &samples, isLate: false) }
      sender.drain()
      return ear.addresses()
    }
    sender.begin(take: "takes/one")
    #expect(play(1) == ["/path ,s", "/aego/scene ,sssi"])
    let action = ["/params ,ffffffff", "/rand ,i", "/aego/action ,iiif", "/aego/reward ,f", "/aego/time ,ff"]
    #expect(play(9) == ["/time ,f", "/precision ,f"] + action)
    let played = play(
      1, [Message(.superLike, integers: [1]), Message(.pause, integers: [1]), Message(.previousState), Message(.go)])
    #expect(played == ["/superlike ,f", "/paused ,i", "/params ,ffffffff", "/previous_s ,i"])
    #expect(play(20, [Message(.pause, integers: [0]), Message(.reward, floats: [0.5])]).contains("/reward_in ,f"))
    #expect(sender.lost == 0)
  }
}
