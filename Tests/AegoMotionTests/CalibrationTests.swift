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

  @Test func `a sensor that sits askew is told so`() {
    let (_, calibration) = calibrated(
      left: quaternion("0", SIMD3(-0.8, 0.6, 0)), right: quaternion("1", SIMD3(1, 0, 0)))
    #expect(calibration.left?.axis == .roll && abs((calibration.left?.askew ?? 0) - 37) < 2)
    #expect((calibration.right?.askew ?? 90) < 2)
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
