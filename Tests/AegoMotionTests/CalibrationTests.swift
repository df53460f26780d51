import Foundation
import Testing

@testable import AegoMotion

@Suite struct CalibrationTests {
  /// Calibrates with two hands whose modules lie as closures say, from each hand's turn in degrees, palm up positive.
  private func calibrated(
    left: ((Double) -> ModulePose)?, right: ((Double) -> ModulePose)?
  ) -> (steps: [Calibration.Step], calibration: Calibration) {
    var calibration = Calibration()
    var steps = [calibration.step]
    var (turns, wanted) = ([0.0, 0.0], [0.0, 0.0])
    for hop in 0..<10_000 where calibration.step != .done {
      switch calibration.step {
      case .turn(.left): wanted = [80, 0]
      case .turn(.right): wanted = [0, 80]
      default: wanted = [0, 0]
      }
      // Hands follow within half a second, and tremble.
      for hand in 0...1 { turns[hand] += 0.03 * (wanted[hand] - turns[hand]) + 0.2 * sin(Double(hop) * 0.9) }
      let poses = [left?(turns[0]), right?(turns[1])].compactMap(\.self)
      if calibration.advance(poses, at: Int64(hop) * 10_000_000) { steps.append(calibration.step) }
    }
    return (steps, calibration)
  }

  /// A module that turns about an axis of its own by the hand's turn, and lies somehow in the room.
  private func quaternion(_ id: String, _ axis: SIMD3<Double>) -> (Double) -> ModulePose {
    let lying = Quaternion(yaw: 40, pitch: 20, roll: -10)
    return { degrees in
      let half = degrees * .pi / 360
      let turn = Quaternion(w: cos(half), x: axis.x * sin(half), y: axis.y * sin(half), z: axis.z * sin(half))
      return ModulePose(family: .riot, id: id, orientation: .quaternion(lying * turn))
    }
  }

  @Test func `each arm's module, axis and sign are found from one turn of each hand`() {
    let (steps, calibration) = calibrated(
      left: quaternion("3", SIMD3(-1, 0, 0)), right: quaternion("8", SIMD3(0, 1, 0)))
    #expect(steps == [.rest, .turn(.left), .back, .turn(.right), .done])
    #expect(calibration.left?.id == "3" && calibration.left?.axis == .roll && calibration.left?.isInverted == true)
    #expect(calibration.right?.id == "8" && calibration.right?.axis == .pitch && calibration.right?.isInverted == false)
    #expect((calibration.left?.askew ?? 90) < 2)
  }

  @Test func `gravity shows the same`() {
    func gravity(_ id: String, _ sign: Double) -> (Double) -> ModulePose {
      { degrees in
        let turn = sign * degrees * .pi / 180
        return ModulePose(family: .comote, id: id, orientation: .gravity(SIMD3(0.5, sin(turn), cos(turn)) * 9.81))
      }
    }
    let (_, calibration) = calibrated(left: gravity("a", -1), right: gravity("b", 1))
    #expect(calibration.left?.id == "a" && calibration.left?.axis == .roll && calibration.left?.isInverted == true)
    #expect(calibration.right?.id == "b" && calibration.right?.axis == .roll && calibration.right?.isInverted == false)
  }

  @Test func `a hand that does not turn is not there`() {
    let (steps, calibration) = calibrated(left: nil, right: quaternion("1", SIMD3(1, 0, 0)))
    #expect(steps.last == .done)
    #expect(calibration.left == nil && calibration.right?.isInverted == false)
  }

  @Test func `what keeps a calibration from going on is known`() {
    let (left, right) = (quaternion("3", SIMD3(1, 0, 0)), quaternion("8", SIMD3(1, 0, 0)))
    var calibration = Calibration()
    #expect(calibration.isDeaf && calibration.restless(at: 0).isEmpty)
    // The right hand is restless for two seconds.
    for hop in 0..<400 where calibration.step == .rest {
      let tremble: Double = hop < 200 && hop % 2 == 0 ? 10 : 0
      _ = calibration.advance([left(0), right(tremble)], at: Int64(hop) * 10_000_000)
      if hop == 180 { #expect(calibration.restless(at: 1_800_000_000).map(\.id) == ["8"]) }
      if hop == 180 { #expect(calibration.waits(at: 1_800_000_000) == nil) }
    }
    #expect(calibration.step == .turn(.left) && !calibration.isDeaf)
    let wait = (0...40).compactMap { calibration.waits(at: 3_500_000_000 + Int64($0) * 1_000_000_000) }
    #expect(
      wait[0] > 19_900_000_000 && wait[0] <= 20_000_000_000 && wait[0] - wait[1] == 1_000_000_000 && wait[40] == 0)
    #expect(CalibrationText.words(.turn(.left), wait: wait[5]).hasSuffix("(No left arm: wait 15 s.)"))
  }

  /// What a calibration finds where the score has riot 3 on the left arm and riot 8 on the right one.
  private func findings(_ calibration: Calibration, heard ids: [(String, [HandReward.Side])]) -> CalibrationFindings {
    var motion = MotionSettings()
    (motion.left, motion.right, motion.axis) = (.init(module: 3), .init(module: 8), .yaw)
    let heard = ids.map { id, arms in
      SensorReport.Module(
        family: .riot, id: id, arms: arms, messages: 9, rate: 100, jitter: 0, longestGap: 10, battery: nil, angle: 0,
        speed: 0, hasRestPose: true, isSilent: false, buttons: [], overtaken: 0)
    }
    return CalibrationFindings(calibration, motion, heard: heard)
  }

  @Test func `what was found is told and written, an arm at a time`() {
    let (_, calibration) = calibrated(left: quaternion("5", SIMD3(-1, 0, 0)), right: quaternion("6", SIMD3(0, 1, 0)))
    let found = findings(calibration, heard: [("5", []), ("6", [])])
    #expect(found.left == "{source: riot, id: 5, invert: true}" && found.axis == .roll)
    #expect(found.right == "{source: riot, id: 6, invert: false, axis: pitch}")
    #expect(
      found.words == [
        "The left arm wears riot 5 and turns about its roll axis, inverted.",
        "The right arm wears riot 6 and turns about its pitch axis.",
      ])
  }

  @Test func `an arm that did not turn keeps its line where its module is heard, and is written off where it is not`() {
    let (_, calibration) = calibrated(left: nil, right: quaternion("8", SIMD3(1, 0, 0)))
    let kept = findings(calibration, heard: [("3", [.left]), ("8", [.right])])
    // The line that stays turns about what the score says, so the other one says that it does not.
    #expect(kept.left == nil && kept.axis == .yaw && kept.right == "{source: riot, id: 8, invert: false, axis: roll}")
    #expect(
      kept.words == [
        "The left arm: nothing turned for 20 s, but its module is heard; its line stays as it was.",
        "The right arm wears riot 8 and turns about its roll axis.",
      ])
    let gone = findings(calibration, heard: [("8", [.right])])
    #expect(gone.left == "none" && gone.axis == .roll)
    #expect(
      gone.words.first == "The left arm: nothing turned for 20 s, and no module of its own is heard: none.")
    // A module that is found on the other arm is not this one's.
    #expect(findings(calibration, heard: [("8", [.left, .right])]).left == "none")
  }

  @Test func `where nothing turned the score stays as it was`() {
    let found = findings(calibrated(left: nil, right: nil).calibration, heard: [("3", [.left])])
    #expect(found.isEmpty && found.left == nil && found.right == nil)
    #expect(
      found.words == ["No module turned, so the score stays as it was. See that the modules are heard, and try again."])
  }

  @Test func `a sensor that sits askew is told so`() {
    let (_, calibration) = calibrated(
      left: quaternion("0", SIMD3(-0.8, 0.6, 0)), right: quaternion("1", SIMD3(1, 0, 0)))
    #expect(calibration.left?.axis == .roll && abs((calibration.left?.askew ?? 0) - 37) < 2)
    #expect((calibration.right?.askew ?? 90) < 2)
    #expect(
      findings(calibration, heard: []).words[1]
        == "The left sensor sits 37° askew on the forearm: turn it, so that an axis points along it.")
  }

  @Test func `turns of mirrored hands add with the lines that were found`() {
    // The left module is worn the other way round: palm up turns it by -1.
    let (_, calibration) = calibrated(
      left: quaternion("0", SIMD3(-1, 0, 0)), right: quaternion("1", SIMD3(1, 0, 0)))
    var hands = Hands {
      $0.left.isInverted = calibration.left?.isInverted ?? false
      $0.right.isInverted = calibration.right?.isInverted ?? true
    }
    hands.play(3.2) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    hands.play(1) { [bitalino(0, roll: -60 * min(1, $0 * 2)), bitalino(1, roll: 60 * min(1, $0 * 2))] }
    #expect(abs((hands.curve.last ?? 0) - 1) < 1e-3)
  }
}
