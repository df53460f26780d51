import AegoMotion
import Foundation
import Testing

@testable import AegoDoctor

/// Two forearms whose modules send quaternions a hundred times a second, and a performer who does what is asked.
private struct Performer {
  /// The modules' numbers; nil for one that is switched off.
  var modules: (left: Int?, right: Int?) = (0, 1)
  /// About which axis each turns palm up, and which way.
  var axes: (left: SIMD3<Float>, right: SIMD3<Float>) = ([-1, 0, 0], [1, 0, 0])
  /// Whether the hands turn at all, and ever come back.
  var turns = true
  var comesBack = true
  /// Each how many hundredths of a second a packet comes.
  var interval = 1
  var battery: Float?

  /// What was asked, and what was found at last.
  func meets(_ motion: MotionSettings, patience: Int64 = 10_000_000_000) -> (asked: [String], findings: String) {
    let watch = SensorWatch(motion)
    var dialogue = ArmsDialogue(motion, patience: patience, remedy: "switch it on")
    var (asked, time): ([String], Int64) = ([], 0)
    var (wanted, angles) = ((left: 0.0, right: 0.0), (left: 0.0, right: 0.0))
    for step in 0..<20_000 where !dialogue.isOver {
      angles.left += 0.05 * (wanted.left - angles.left)
      angles.right += 0.05 * (wanted.right - angles.right)
      if step % interval == 0 {
        if let left = modules.left { hear(watch, left, angles.left, axes.left, time) }
        if let right = modules.right { hear(watch, right, angles.right, axes.right, time) }
      }
      watch.advance(to: time)
      if let words = dialogue.advance(watch, at: time) {
        asked.append(words)
        if turns { wanted.left = words.contains("left palm") || !comesBack && wanted.left > 0 ? 80 : 0 }
        if turns { wanted.right = words.contains("right palm") ? 80 : 0 }
      }
      time += 10_000_000
    }
    #expect(dialogue.isOver)
    return (asked, words(dialogue.findings(watch.report(at: time))))
  }

  private func hear(_ watch: SensorWatch, _ id: Int, _ degrees: Double, _ axis: SIMD3<Float>, _ time: Int64) {
    let half = Float(degrees * .pi / 360)
    let turn = [cos(half), axis.x * sin(half), axis.y * sin(half), axis.z * sin(half)]
    var packets = [packet("/\(id)/quat", turn)]
    if let battery { packets.append(packet("/riot/v3/\(id)/battery", [battery, 0, 0])) }
    for packet in packets {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 16)
      defer { buffer.deallocate() }
      buffer.copyBytes(from: packet)
      watch.hear(buffer, at: time)
    }
  }

  /// An OSC message of floats.
  private func packet(_ path: String, _ values: [Float]) -> [UInt8] {
    func text(_ text: String) -> [UInt8] { Array(text.utf8) + Array(repeating: 0, count: 4 - text.utf8.count % 4) }
    let bytes = values.flatMap { value in withUnsafeBytes(of: value.bitPattern.bigEndian) { Array($0) } }
    return text(path) + text("," + String(repeating: "f", count: values.count)) + bytes
  }
}

@Suite struct ArmsDialogueTests {
  @Test func `both arms are waited for, rest, and turn one after the other`() {
    let (asked, findings) = Performer().meets(MotionSettings())
    #expect(
      asked == [
        "Waiting for left arm (riot 0) and right arm (riot 1).", "Hold the arms where neutral is, and still.",
        "Turn the left palm up, as far as it goes.", "And back to neutral.",
        "Turn the right palm up, as far as it goes.",
      ])
    #expect(
      findings == """
        ok      left arm: riot 0, 100 a second, longest gap 10 ms, turned about its roll
        ok      right arm: riot 1, 100 a second, longest gap 10 ms, turned about its roll
        """)
  }

  @Test func `a piece for one arm asks for that one alone`() {
    var motion = MotionSettings()
    motion.left = .none
    let (asked, findings) = Performer(modules: (nil, 1)).meets(motion)
    #expect(asked.count == 3 && asked.last == "Turn the right palm up, as far as it goes.")
    #expect(findings == "ok      right arm: riot 1, 100 a second, longest gap 10 ms, turned about its roll")
  }

  @Test func `an arm that is not heard has a remedy, and the other is asked all the same`() {
    let (asked, findings) = Performer(modules: (nil, 1)).meets(MotionSettings())
    #expect(asked.last == "Turn the right palm up, as far as it goes.")
    #expect(
      findings == """
        error   left arm: nothing is heard of riot 0
          help: switch it on
        ok      right arm: riot 1, 100 a second, longest gap 10 ms, turned about its roll
        """)
  }

  @Test func `nothing at all is waited for no longer than patience has it`() {
    let (asked, findings) = Performer(modules: (nil, nil)).meets(MotionSettings(), patience: 2_000_000_000)
    #expect(asked.count == 1)
    #expect(findings.split(separator: "\n").count == 4 && findings.contains("error   right arm: nothing is heard"))
  }

  @Test func `modules that are others than the score's are named`() {
    let (_, findings) = Performer(modules: (5, 1)).meets(MotionSettings(), patience: 2_000_000_000)
    #expect(
      findings.hasPrefix(
        """
        error   left arm: nothing is heard of riot 0; heard is riot 5, on no arm
          help: aego sensors --calibrate finds which module each arm wears
        """))
  }

  @Test func `modules changed over, turned the other way or about another axis are found`() {
    let changed = Performer(modules: (1, 0), axes: ([1, 0, 0], [-1, 0, 0])).meets(MotionSettings()).findings
    #expect(
      changed == """
        error   left arm: riot 1 turned, and the score has riot 0 there
          help: change the modules over
        error   right arm: riot 0 turned, and the score has riot 1 there
          help: change the modules over
        """)
    let turned = Performer(axes: ([-1, 0, 0], [-1, 0, 0])).meets(MotionSettings()).findings
    #expect(turned.hasSuffix("; palm up counts as down\n  help: write invert: true for this arm"))
    let askew = Performer(axes: ([-1, 0, 0], [0, 1, 0])).meets(MotionSettings()).findings
    #expect(
      askew.hasSuffix(
        "; it turned about its pitch, and the score has about its roll\n"
          + "  help: aego sensors --calibrate finds what to write in the score"))
  }

  @Test func `hands that do not turn, or do not come back, are waited for in vain`() {
    let still = Performer(turns: false).meets(MotionSettings(), patience: 2_000_000_000)
    #expect(still.asked.count == 5)
    #expect(still.findings.split(separator: "\n").filter { $0.hasSuffix("; no turn was seen") }.count == 2)
    let stuck = Performer(comesBack: false).meets(MotionSettings(), patience: 2_000_000_000)
    #expect(stuck.asked.last == "And back to neutral.")
    #expect(stuck.findings.hasPrefix("ok      left arm") && stuck.findings.contains("error   right arm"))
  }

  @Test func `a weak link is told`() {
    let seldom = Performer(interval: 5).meets(MotionSettings()).findings
    #expect(
      seldom.hasPrefix("warning left arm: riot 0, 20 a second, longest gap 50 ms, turned about its roll: seldom\n"))
    let gaps = Performer(interval: 20).meets(MotionSettings()).findings
    #expect(gaps.contains(": gaps that are felt\n  help: bring the access point nearer"))
  }

  @Test func `batteries are told where modules tell of them`() {
    let full = Performer(battery: 0.9).meets(MotionSettings()).findings
    #expect(full.hasSuffix("ok      battery: riot 0, 90 %\nok      battery: riot 1, 90 %"), "\(full)")
    let low = Performer(battery: 3.4).meets(MotionSettings()).findings
    #expect(low.hasSuffix("warning battery: riot 1, 3.40 V\n  help: charge it"), "\(low)")
  }
}
