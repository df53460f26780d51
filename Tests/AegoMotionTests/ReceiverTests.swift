import Foundation
import Testing

@testable import AegoMotion

/// A stream of a few hundredths of a second with every message that may come from outside.
private func stream(_ messages: [Message]) -> String {
  messages.enumerated().map { MessageText.line($1, timetag: UInt64($0) << 22) + "\n" }.joined()
}

private let fromOutside = oneOfEach.filter { ![.late, .stop, .state, .score].contains($0.address) }

@Suite(.serialized) struct ReceiverTests {
  @Test func `packets are delivered in order, with their bits`() throws {
    let listener = try Listener()
    for message in fromOutside { listener.send(Packet.of(message)) }
    #expect(listener.messages(fromOutside.count) == fromOutside)
  }

  @Test func `what is refused is counted by reason`() throws {
    let listener = try Listener()
    listener.send(Packet.message("/nobody", "i", [1]))
    listener.send(Packet.message("/0/quat", "ffff", [Float.nan.bitPattern, 0, 0, 0]))
    listener.send(Packet.floats("/0/quat", [1, 2]))
    listener.send([1, 2, 3])
    listener.send(Packet.message("/aego/jump", "s") + Packet.text("nowhere"))
    listener.send(Packet.message("/aego/stop", ""))
    listener.send(Packet.message("/aego/go", ""))
    #expect(listener.messages(1) == [Message(.go)])
    let counts = listener.counts
    #expect(counts.datagrams == 7)
    #expect(Refusal.allCases.map(counts.refused) == [1, 2, 1, 1, 1, 0])
    #expect(counts.refused == 6)
  }

  @Test func `oscsendfile plays what we write and the same floats arrive`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let listener = try Listener(scenes: ["first", "the last"])
    let path = try folder.write(
      stream(fromOutside + [Message(.jump, integers: [0])]).replacingOccurrences(of: "\"\"", with: "\"the%20last\""),
      to: "all.osc")
    guard try output(of: "oscsendfile", ["osc.udp://127.0.0.1:\(listener.port)", path]) != nil else { return }
    let expected = fromOutside + [Message(.jump, integers: [1])]
    #expect(listener.messages(expected.count) == expected)
  }

  @Test func `oscsend reaches us`() throws {
    let listener = try Listener(scenes: ["the last"])
    let port = "\(listener.port)"
    guard try output(of: "oscsend", ["127.0.0.1", port, "/reward", "f", "0.25"]) != nil else { return }
    _ = try output(of: "oscsend", ["127.0.0.1", port, "/aego/jump", "s", "the last"])
    #expect(listener.messages(2) == [Message(.reward, floats: [0.25]), Message(.jump, integers: [0])])
  }

  @Test func `oscdump prints what oscsendfile sends, and we read it as it was`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    // oscdump rounds floats to six decimals: these have no more.
    let messages = (0..<40).map { Message(.quaternion, module: 1, floats: [1, Float($0) / 64, -0.5, Float($0)]) }
    let path = try folder.write(
      "00000000.00000000 /aego/take si \"a%20b\" 1\n" + stream(messages + fromOutside.filter { $0.count == 0 }),
      to: "sent.osc")
    let port = try { try UDPSocket(address: "127.0.0.1", port: 0).port }()
    let program = """
      oscdump -L \(port) 2> /dev/null > '\(folder.path("dump.osc"))' & dump=$!
      for i in $(seq 500); do
        oscsend 127.0.0.1 \(port) /ready i 1; grep -q ready '\(folder.path("dump.osc"))' && break
      done
      oscsendfile osc.udp://127.0.0.1:\(port) '\(path)'
      for i in $(seq 500); do
        oscsend 127.0.0.1 \(port) /over i 1; grep -q over '\(folder.path("dump.osc"))' && break
      done
      kill -9 $dump; command -v oscdump
      """
    guard try output(of: "bash", ["-c", program])?.isEmpty == false else { return }
    let heard = try entries(at: folder.path("dump.osc")).map(\.content).filter {
      if case .unknown = $0 { false } else { true }
    }
    let expected = try entries(at: path).map(\.content)
    #expect(heard == expected)
  }

  @Test func `a busy port is told with its holder`() throws {
    let listener = try Listener()
    let port = listener.port
    let error = #expect(throws: MotionError.self) {
      try Receiver(port: port, deliver: { _ in })
    }
    let name = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8).trimmingCharacters(in: .newlines)
    #expect(
      error?.description == "UDP port \(port) is in use by \(name) (process \(getpid()))\n"
        + "  help: end that program, or choose another port with --port")
    #expect(
      MotionError.portBusy(port: 8888, holder: nil).description
        == "UDP port 8888 is in use by another program\n"
        + "  help: end that program, or choose another port with --port")
  }

  @Test(arguments: ["stage.local", "203.0.113.7", ""])
  func `an address that is not this machine's is told`(_ address: String) {
    let error = #expect(throws: MotionError.self) { try Listener(listen: address) }
    let known = SocketAddress.ofThisMachine()
    #expect(known.contains("127.0.0.1"))
    #expect(
      error?.description == "\"\(address)\" is not an address of this machine\n"
        + "  help: write one of \(known.joined(separator: ", ")), or any")
  }

  @Test(arguments: ["any", "localhost", "127.0.0.1"])
  func `every kind of own address is bound and its port comes free`(_ address: String) throws {
    var port: UInt16 = 0
    do {
      let listener = try Listener(listen: address)
      port = listener.port
      listener.send(Packet.message("/aego/go", ""))
      #expect(listener.messages(1).count == 1)
      listener.stop()
      listener.stop()
    }
    #expect(port > 0)
    _ = try Receiver(listen: address, port: port, deliver: { _ in })
  }

  @Test func `the loopback alone is bound unless the score asks`() throws {
    let listener = try Listener()
    let tables = try String(contentsOfFile: "/proc/net/udp", encoding: .utf8)
    let port = String(listener.port, radix: 16, uppercase: true)
    #expect(tables.contains("0100007F:\(String(repeating: "0", count: 4 - port.count))\(port)"))
  }

  @Test func `other failures have their texts`() {
    #expect(
      MotionError.portForbidden(port: 80).description
        == "UDP port 80 is not allowed to this user\n  help: choose a port from 1024 on with --port")
    #expect(
      MotionError.unavailable("Too many open files").description
        == "OSC cannot be received: Too many open files\n"
        + "  help: close programs that hold many files or threads, and start again")
  }
}
