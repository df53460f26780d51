import Testing

@testable import AegoMotion

/// A R-IoT 3 on the left arm, an NGIMU on the right.
private var motion: MotionSettings {
  var motion = MotionSettings()
  motion.left = MotionSettings.Arm(module: 7)
  motion.wear(.ngimu, "")
  return motion
}

private func riot(_ module: Int, _ charge: Float) -> [UInt8] {
  Packet.message("/riot/v3/\(module)/battery", "fii", [charge.bitPattern, 0, 1500])
}

private func ngimu(_ percent: Float) -> [UInt8] {
  Packet.message("/battery", "ffffs", [percent, 30, 3.5, 120].map(\.bitPattern)) + Packet.text("Discharging")
}

@Suite(.serialized) struct ModuleChargesTests {
  @Test func `an arm's charge is what its module told last, and nothing of it is delivered or refused`() throws {
    let listener = try Listener(motion: motion)
    for packet in [riot(7, 0.5), ngimu(16), riot(7, 0.25), Packet.bundle([ngimu(15)])] { listener.send(packet) }
    listener.send(Packet.message("/aego/go", ""))
    #expect(listener.messages(1) == [Message(.go)])
    // A message is counted after it was delivered.
    listener.stop()
    #expect(listener.charges.charge(of: motion.left) == 0.25 && listener.charges.charge(of: motion.right) == 0.15)
    #expect(listener.counts.datagrams == 5 && listener.counts.messages == 1 && listener.counts.refused == 0)
  }

  @Test func `modules that no arm wears and damaged messages tell nothing`() throws {
    let listener = try Listener(motion: motion)
    listener.send(riot(8, 0.5))
    listener.send(riot(7, .nan))
    listener.send(Packet.floats("/riot/v3/7/battery", [0.5]))
    listener.send(Packet.floats("/battery", [15, 30]))
    listener.send(Packet.message("/battery", "s") + Packet.text("Discharging"))
    listener.send(Packet.message("/aego/go", ""))
    #expect(listener.messages(1) == [Message(.go)])
    #expect(listener.charges.charge(of: motion.left) == nil && listener.charges.charge(of: motion.right) == nil)
    #expect(listener.charges.charge(of: MotionSettings.Arm(module: 8)) == nil && listener.counts.refused == 0)
  }

  @Test func `an arm that is not there has no charge`() throws {
    let listener = try Listener(motion: motion)
    listener.send(riot(7, 0.5))
    listener.send(Packet.message("/aego/go", ""))
    #expect(listener.messages(1) == [Message(.go)])
    #expect(listener.charges.charge(of: MotionSettings.Arm(module: 7, isPresent: false)) == nil)
  }
}
