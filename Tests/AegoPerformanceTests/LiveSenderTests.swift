import AegoMotion
import AegoNumerics
import AegoSpace
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

  /// The next packet that waits.
  func next() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// The addresses of all messages that wait, each with its types.
  func addresses() -> [String] {
    var found: [String] = []
    while let packet = next() {
      let words = packet.split(separator: 0, omittingEmptySubsequences: true)
      found.append(words.prefix(2).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
    }
    return found
  }
}

@Suite struct LiveSenderTests {
  @Test func `scenes, actions and commands are told as they happen`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let engine = try LiveEngine(piece, StartArguments(seed: 7))
    let ear = Ear()
    let sender = LiveSender(engine, to: try Sender("127.0.0.1:\(ear.port)"))
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
    #expect(
      played == [
        "/aego/command ,sf", "/superlike ,f", "/aego/command ,sf", "/paused ,i", "/params ,ffffffff",
        "/aego/command ,s",
        "/previous_s ,i", "/aego/refused ,ss",
      ])
    let mark = [Message(.mark, name: "near"), Message(.return, name: "far")].compactMap(\.self)
    #expect(play(1, mark) == ["/aego/command ,ss", "/aego/refused ,ss"])
    #expect(play(20, [Message(.pause, integers: [0]), Message(.reward, floats: [0.5])]).contains("/reward_in ,f"))
    #expect(sender.lost == 0)
  }

  @Test func `a flood of commands is told up to a limit, and what else happens all the same`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let engine = try LiveEngine(piece, StartArguments(seed: 7))
    let ear = Ear()
    let sender = LiveSender(engine, to: try Sender("127.0.0.1:\(ear.port)"))
    var samples = [Int32](repeating: 0, count: 1024)
    var told: [String] = []
    for _ in 0..<45 {
      for _ in 0..<100 { engine.receive(Message(.undo)) }
      _ = engine.renderHop(into: &samples, isLate: false)
      sender.drain()
      told += ear.addresses()
    }
    // 45 hops are 480 ms, and so five tenths of a second have begun.
    #expect(told.filter { $0 == "/aego/refused ,ss" }.count == 5 * LiveSender.mostCommands)
    #expect(sender.untold == 45 * 100 - 5 * LiveSender.mostCommands)
    #expect(told.filter { $0 == "/aego/action ,iiif" }.count >= 4)
    #expect(sender.lost == 0)
  }

  @Test func `a spectrum that was asked for is what sounds`() throws {
    let text = scoreHead + "space: instruments\nlevel: -6dB\ndimensions: 0\nmovements: [{scenes: [{for: 2s}]}]\n"
    let piece = try piece(text, in: TestFolder())
    let engine = try LiveEngine(piece, StartArguments(seed: 7))
    let ear = Ear()
    let sender = LiveSender(engine, to: try Sender("127.0.0.1:\(ear.port)"))
    var samples = [Int32](repeating: 0, count: 1024)
    func play(_ hops: Int) -> [[UInt8]] {
      for _ in 0..<hops { _ = engine.renderHop(into: &samples, isLate: false) }
      sender.drain()
      var packets: [[UInt8]] = []
      while let packet = ear.next() { packets.append(packet) }
      return packets
    }
    _ = play(30)
    engine.receive(Message(.spectrum, integers: [3]))
    let packets = play(9)
    #expect(packets.count == 3)
    #expect(packets.allSatisfy { $0.starts(with: Array("/aego/spectrum\0\0,b\0\0".utf8) + [0, 0, 16, 0]) })
    let told = stride(from: 24, to: packets[0].count, by: 4).map { place in
      Float(bitPattern: packets[0][place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) })
    }
    // The spectrum at home, at half of the amplitude.
    let decoder = SpaceDecoder(piece.program.spaces[1])
    var roots = [Float](repeating: 0, count: decoder.bins)
    decoder.decode(position: [Float](repeating: 0.5, count: decoder.latent), into: &roots)
    let gain = Float(Portable.amplitude(decibels: -6))
    let expected = roots.map { gain * $0 * $0 }
    #expect(told.count == 1024 && zip(told, expected).allSatisfy { abs($0 / $1 - 1) < 1e-6 })
    #expect(abs(told.reduce(0) { $0 + $1 * $1 } / (gain * gain) - 1) < 0.2)
    engine.receive(Message(.spectrum, floats: [0]))
    #expect(play(9).isEmpty)
  }
}
