import Testing

@testable import AegoMotion

@Suite struct HostilePacketsTests {
  @Test(arguments: WireForm.allCases)
  func `whatever a module's packets are damaged to, the reward is a number within its limits`(_ form: WireForm) {
    var draw = Draw(state: 7)
    var worn = WornModule(form)
    worn.rest()
    let vocabulary = worn.vocabulary
    worn.hands.play(60) { t in
      (0..<2).flatMap { _ in
        var packets = form.packets(Forearm(roll: 60 * t, speed: 60, milliseconds: Int32(t * 1000) + 5000))
        for index in packets.indices where draw.below(4) > 0 {
          for _ in 0...draw.below(3) { draw.damage(&packets[index]) }
        }
        return packets.flatMap { results(of: $0, vocabulary) }.compactMap { try? $0.get() }
      }
    }
    #expect(worn.hands.curve.allSatisfy { $0.isFinite && abs($0) <= 1 })
    #expect(worn.hands.reward.angle(.right).isFinite)
  }

  @Test func `what would command a terminal is not printed`() {
    let packet = Packet.message("/\u{1B}[2J\u{7}é日\u{202E}/nobody", "")
    var told: [String] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 16)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: packet)
    withoutActuallyEscaping({ _, path in told.append(path?.printable ?? "") }) { take in
      Datagram(vocabulary: Vocabulary(), take: take, takeCharge: { _ in }).read(buffer)
    }
    #expect(told == ["/\u{FFFD}[2J\u{FFFD}é日\u{FFFD}/nobody"])
  }
}
