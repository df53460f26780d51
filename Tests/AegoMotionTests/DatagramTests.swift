import Testing

@testable import AegoMotion

@Suite struct DatagramTests {
  @Test(arguments: oneOfEach)
  func `every message but the machine's own is taken from a packet`(_ message: Message) {
    let isOfTheMachine = [.late, .stop, .state, .score].contains(message.address)
    let expected: [Result<Message, Refusal>] = [isOfTheMachine ? .failure(.unknownAddress) : .success(message)]
    #expect(results(of: Packet.of(message)) == expected)
  }

  @Test func `a bundle's messages come in their order, whatever its time`() {
    let inner = Packet.bundle([Packet.message("/aego/back", ""), Packet.message("/nobody", "i", [1])])
    let packet = Packet.bundle([Packet.message("/aego/go", ""), inner, Packet.message("/aego/rest", "")])
    let expected: [Result<Message, Refusal>] = [
      .success(Message(.go)), .success(Message(.back)), .failure(.unknownAddress), .success(Message(.rest)),
    ]
    #expect(results(of: packet) == expected)
    #expect(results(of: Packet.bundle([])).isEmpty)
  }

  @Test func `bundles are followed eight deep`() {
    var packet = Packet.message("/aego/go", "")
    for _ in 0..<8 { packet = Packet.bundle([packet]) }
    #expect(results(of: packet) == [.success(Message(.go))])
    #expect(results(of: Packet.bundle([packet])) == [.failure(.malformed)])
  }

  @Test func `what an address does not take is refused with the reason`() {
    let nan = Float.nan.bitPattern
    let cases: [([UInt8], Refusal)] = [
      (Packet.floats("/0/raw", [Float](repeating: 0, count: 19)), .wrongArguments),
      (Packet.floats("/0/raw", [Float](repeating: 0, count: 23)), .wrongArguments),
      (Packet.message("/0/raw", "iiiiiiiiiiif", [UInt32](repeating: 0, count: 12)), .wrongArguments),
      (Packet.floats("/0/quat", [1, 0, 0]), .wrongArguments),
      (Packet.message("/0/quat", "ffff", [nan, 0, 0, 0]), .notFinite),
      (Packet.floats("/0/euler", [0, .nan, 0, 0]), .notFinite),
      (Packet.floats("/reward", [.infinity]), .notFinite),
      (Packet.floats("/reward", []), .wrongArguments),
      (Packet.message("/reward", "s") + Packet.text("1"), .wrongArguments),
      (Packet.message("/reward", "T"), .wrongArguments),
      (Packet.floats("/sample_vst", []), .wrongArguments),
      (Packet.floats("/sample_vst", [Float](repeating: 0, count: 33)), .wrongArguments),
      (Packet.message("/aego/jump", "i", [0]), .wrongArguments),
      (Packet.message("/aego/jump", "s") + Packet.text("nowhere"), .unknownScene),
      (Packet.message("/aego/stop", ""), .unknownAddress),
      (Packet.message("/aego/seed", "h", [0, 7]), .unknownAddress),
      (Packet.message("/0/analogue", "ii", [1, 2]), .unknownAddress),
      (Packet.message("/1234567890/raw", "i", [1]), .unknownAddress),
      (Packet.message("//raw", "i", [1]), .unknownAddress),
      (Packet.text("/aego/go"), .malformed), (Packet.text("raw"), .malformed), ([], .malformed),
      ([0x2f, 0x61, 0x62], .malformed), (Packet.text("#bundle"), .malformed),
      (Packet.bundle([]) + [0, 0, 0, 8], .malformed), (Packet.bundle([]) + [0xff, 0xff, 0xff, 0xfc], .malformed),
    ]
    for (packet, reason) in cases { #expect(results(of: packet) == [.failure(reason)], "\(packet)") }
  }

  @Test func `a mark has a name of 1 to 128 bytes`() throws {
    func mark(_ name: String) -> [Result<Message, Refusal>] {
      results(of: Packet.message("/aego/mark", "s") + Packet.text(name))
    }
    let message = try #require(Message(.mark, name: "très beau"))
    #expect(mark("très beau") == [.success(message)] && mark("tr%C3%A8s%20beau") == [.success(message)])
    #expect(message.name == "très beau")
    #expect(mark("") == [.failure(.wrongArguments)])
    #expect(mark(String(repeating: "é", count: 65)) == [.failure(.wrongArguments)])
    #expect(results(of: Packet.message("/aego/return", "f", [0])) == [.failure(.wrongArguments)])
    // The longest name comes through whole, and is another one than its beginning.
    let longest = String(repeating: "é", count: 64)
    #expect(Message(.mark, name: longest)?.name == longest)
    #expect(Message(.mark, name: "ab") != Message(.mark, name: "a"))
  }

  @Test func `a model's name comes alone, or after the patch's folder`() throws {
    let message = try #require(Message(.saveModel, name: "evening"))
    let folder = Packet.text("/home/me/models")
    func save(_ types: String, _ arguments: [UInt8]) -> [Result<Message, Refusal>] {
      results(of: Packet.message("/save_model", types) + arguments)
    }
    #expect(save("s", Packet.text("evening")) == [.success(message)])
    #expect(save("ss", folder + Packet.text("evening")) == [.success(message)])
    #expect(save("si", Packet.text("evening") + [0, 0, 0, 1]) == [.failure(.wrongArguments)])
    #expect(save("sss", folder + folder + Packet.text("evening")) == [.failure(.wrongArguments)])
    #expect(
      results(of: Packet.message("/load_model", "ss") + folder + Packet.text("evening"))
        == [Message(.loadModel, name: "evening")].compactMap(\.self).map { .success($0) })
    #expect(save("s", Packet.text("/home/me/models/evening")) == [.success(message)])
    #expect(save("s", Packet.text("../..")) == [.failure(.wrongArguments)])
    #expect(save("s", Packet.text("/")) == [.failure(.wrongArguments)])
    // What the machine itself does is not for the network.
    #expect(results(of: Packet.message("/aego/state", "s") + Packet.text("a")) == [.failure(.unknownAddress)])
  }

  @Test func `a button that is let go commands nothing and is no mistake`() {
    #expect(results(of: Packet.message("/aego/go", "i", [0])).isEmpty)
    #expect(results(of: Packet.floats("/aego/undo", [0])).isEmpty)
    #expect(results(of: Packet.floats("/aego/undo", [.nan])) == [.failure(.notFinite)])
    #expect(results(of: Packet.message("/pause", "i", [0])) == [.success(Message(.pause, integers: [0]))])
  }

  @Test(arguments: oneOfEach)
  func `what an address takes is told in words where it takes something else`(_ message: Message) {
    let line = MessageText.line(message, timetag: 0).split(separator: " ")
    let isOfTheMachine = [.late, .stop, .state, .score].contains(message.address)
    #expect((ExpectedArguments.words(String(line[1]), Vocabulary()) == nil) == isOfTheMachine)
  }

  @Test func `a jump goes to the scene of its name`() {
    let jump = { (name: String) in
      results(of: Packet.message("/aego/jump", "s") + Packet.text(name), Vocabulary(scenes: ["a", "b c"]))
    }
    #expect(jump("b c") == [.success(Message(.jump, integers: [1]))])
    #expect(jump("b%20c") == [.success(Message(.jump, integers: [1]))])
  }

  @Test func `damaged packets are refused or taken, and nothing that is taken is wrong`() {
    var draw = Draw(state: 2024)
    let whole = oneOfEach.map { Packet.of($0) }
    for _ in 0..<60_000 {
      var packet = whole[draw.below(whole.count)]
      if draw.below(3) == 0 { packet = Packet.bundle([packet, whole[draw.below(whole.count)]]) }
      for _ in 0...draw.below(4) { draw.damage(&packet) }
      for result in results(of: packet) {
        if case .success(let message) = result { #expect(message.refusal == nil) }
      }
    }
  }
}
