import Testing

@testable import AegoMotion

@Suite struct SenderTests {
  @Test func `what is sent arrives`() throws {
    let listener = try Listener()
    let sender = try Sender("localhost:\(listener.port)")
    sender.send("/reward", [.float(0.25)])
    sender.send("/super_like", [.int(-1)])
    sender.send("/aego/mark", [.string("très beau")])
    let mark = try #require(Message(.mark, name: "très beau"))
    #expect(listener.messages(3) == [Message(.reward, floats: [0.25]), Message(.superLike, integers: [-1]), mark])
    #expect(sender.lost == 0)
  }

  @Test func `an IPv6 address stands in brackets`() throws {
    let sender = try Sender("[::1]:9")
    sender.send("/params", [.float(1)])
  }

  @Test(arguments: [
    ("localhost", "it has no port"), ("localhost:0", "it has no port"), (":8000", "it names no host"),
    ("no host:8000", "Name or service not known"),
  ])
  func `who cannot be sent to is an error with a remedy`(_ target: String, _ reason: String) {
    let error = #expect(throws: MotionError.self) { try Sender(target) }
    #expect(
      error?.description
        == "\"\(target)\" cannot be sent to: \(reason)\n  help: write host and port, such as --send localhost:8000")
  }
}
