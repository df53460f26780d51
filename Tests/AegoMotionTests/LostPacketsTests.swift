import Foundation
import Testing

@testable import AegoMotion

/// A hand that turns by up to 45° either way, and where the hand itself is at most 150 °/s fast.
private func waving(_ t: Double) -> Forearm {
  let angle: Double = 45 * sin(2 * t) + 20 * sin(0.7 * t)
  let speed: Double = 90 * cos(2 * t) + 14 * cos(0.7 * t)
  return Forearm(yaw: 20, pitch: 10, roll: angle, speed: speed)
}

/// The same hand before it moves.
private let lying = Forearm(yaw: 20, pitch: 10)

@Suite struct LostPacketsTests {
  @Test(arguments: WireForm.allCases)
  func `a third of the packets lost at random is hardly felt`(_ form: WireForm) {
    var draw = Draw(state: 5)
    let whole = { () -> [Float] in
      var worn = WornModule(form)
      worn.rest(lying)
      worn.play(20, waving)
      return worn.hands.curve
    }()
    var worn = WornModule(form)
    worn.rest(lying)
    let module = worn
    worn.hands.play(20) { t in
      var forearm = waving(t)
      forearm.milliseconds = Int32(t * 1000) + 5000
      return draw.below(10) < 3 ? [] : module.messages(forearm)
    }
    #expect(worn.hands.greatestStep < 0.1)
    // What is missing is at most a few hops old, and the smoothing goes on meanwhile.
    #expect(zip(worn.hands.curve, whole).map { abs($0 - $1) }.max() ?? 1 < 0.25)
  }

  @Test(arguments: WireForm.allCases)
  func `three seconds of silence fade out and in, and are told`(_ form: WireForm) {
    var worn = WornModule(form)
    worn.rest(lying)
    worn.play(4.4, waving)
    let module = worn
    worn.hands.play(7) { t in
      guard t > 3 else { return [] }
      var forearm = waving(t + 4.4)
      forearm.milliseconds = Int32(t * 1000) + 8600
      return module.messages(forearm)
    }
    #expect(worn.hands.greatestStep < 0.1)
    #expect(worn.hands.changes.filter { !$0.isEmpty } == [.rightSilent, .rightHeard])
    // Half a second until it counts as silent, and the fade.
    #expect(worn.hands.curve.suffix(656).dropFirst(68).prefix(210).allSatisfy { $0 == 0 })
    #expect(worn.hands.curve.suffix(200).map(abs).max() ?? 0 > 0.9)
  }

  @Test(arguments: WireForm.allCases)
  func `a module that is switched off and on takes up its rest pose again without a jump`(_ form: WireForm) {
    var worn = WornModule(form)
    worn.rest(lying)
    worn.play(4.4, waving)
    let module = worn
    // Its time and its heading begin anew, at once.
    worn.hands.play(6) { t in
      var forearm = waving(t + 4.4)
      forearm.milliseconds = Int32(t * 1000) + 3
      forearm.yaw += 77
      return module.messages(forearm)
    }
    #expect(worn.hands.greatestStep < 0.1)
    #expect(!worn.hands.reward.isSilent(.right))
    let tellsTime = [.riot3, .riot3Gravity, .riot3Accelerometer, .riot3Euler, .comote, .comoteAccelerometer].contains(
      form)
    #expect(worn.hands.changes.filter { !$0.isEmpty } == (tellsTime ? [.rightRestarted] : []))
    #expect(worn.hands.curve.suffix(300).map(abs).max() ?? 0 > 0.9)
  }

  @Test(arguments: [(WireForm.riot1, WireForm.riot1Quaternion), (.zigsimGravity, .zigsim), (.ngimuSensors, .ngimu)])
  func `whichever source is heard first after a silence, it shows the hand's own angle`(
    _ worse: WireForm, _ better: WireForm
  ) {
    var worn = WornModule(better)
    let (first, second) = (WornModule(worse), worn)
    func play(_ seconds: Double, _ roll: Double, isWhole: Bool = true) {
      worn.hands.play(seconds) { _ in
        let forearm = Forearm(yaw: 20, pitch: 5, roll: roll)
        return first.messages(forearm) + (isWhole ? second.messages(forearm) : [])
      }
    }
    play(3.2, 0)
    for step in 1...40 { play(0.02, 0.75 * Double(step)) }
    play(1, 30)
    worn.hands.play(3) { _ in [] }
    // The hand has turned meanwhile, and of the first packets only the worse source comes.
    play(0.1, -30, isWhole: false)
    play(2, -30)
    #expect(abs(worn.hands.reward.angle(.right) + 30) < 0.5)
    for step in 1...40 { play(0.02, -30 + 0.75 * Double(step)) }
    play(1, 0)
    #expect(abs(worn.hands.reward.angle(.right)) < 0.5)
    // Only the better one is lost, for a second, while the hand turns.
    for step in 1...50 { play(0.02, 1.2 * Double(step), isWhole: false) }
    play(1, 60, isWhole: false)
    #expect(abs(worn.hands.reward.angle(.right) - 60) < 0.5)
    play(1, 60)
    #expect(abs(worn.hands.reward.angle(.right) - 60) < 0.5)
    #expect(worn.hands.greatestStep < 0.1)
  }

  @Test(arguments: [0.15, 0.3, 0.4, 0.49, 0.6])
  func `whatever a gap's length, the hand's way in it makes no jump`(_ gap: Double) {
    var hands = Hands { $0.left = .none }
    hands.play(3.2) { _ in [bitalino(1, roll: 0)] }
    hands.play(4) { t in
      let roll: Double = 75 * sin(2 * t)
      return t > 1.4 && t < 1.4 + gap ? [] : [bitalino(1, roll: roll)]
    }
    #expect(hands.greatestStep < 0.1)
    #expect(abs((hands.curve.last ?? 0) - Float(min(1, (75 * sin(8.0) - 5) / 55))) < 0.1)
  }

  @Test(arguments: [WireForm.riot1, .riot3Accelerometer, .ngimuSensors, .comoteAccelerometer])
  func `an arm that is turned round altogether makes no jump where a gyroscope helps`(_ form: WireForm) {
    for turn in [300.0, -400, 720] {
      var worn = WornModule(form)
      worn.rest()
      worn.play(8) { t in
        let part = min(1, t / 5)
        return Forearm(roll: turn * part, speed: part < 1 ? turn / 5 : 0)
      }
      #expect(worn.hands.greatestStep < 0.1, "\(turn)")
    }
  }

  @Test(arguments: [WireForm.riot3, .riot3Gravity, .comote])
  func `packets that were overtaken or come twice change nothing`(_ form: WireForm) {
    var plain = WornModule(form)
    plain.rest()
    plain.play(10, waving)
    var worn = WornModule(form)
    worn.rest()
    let (module, start) = (worn, Double(worn.hands.hop) / 93.75)
    func sample(_ t: Double) -> [Message] {
      var forearm = waving(max(t, 0))
      forearm.milliseconds = Int32((start + t) * 1000) + 1000
      return module.messages(forearm)
    }
    // Each hop's packet comes, and after it that of three hops ago and the same again.
    worn.hands.play(10) { t in sample(t) + sample(t - 3 / 93.75) + sample(t) }
    #expect(worn.hands.curve == plain.hands.curve)
    #expect(worn.hands.reward.overtaken(.right) > 900)
  }

  @Test func `the other arm plays on while one is lost`() {
    var hands = Hands()
    hands.play(3.2) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    hands.play(4) { t in
      let turn: Double = 60 * min(1, t * 2)
      let right = bitalino(1, roll: turn)
      return t < 2 ? [bitalino(0, roll: -turn), right] : [right]
    }
    #expect(abs((hands.curve.last ?? 0) - 0.5) < 1e-3)
    #expect(hands.greatestStep < 0.1)
  }

  @Test(arguments: [100.0, 200, 270])
  func `an arm that is turned far fades as softly as any`(_ turn: Double) {
    var hands = Hands { $0.left = .none }
    hands.play(3.2) { _ in [bitalino(1, roll: 0)] }
    hands.play(8) { [bitalino(1, roll: turn * min(1, $0 / 4))] }
    hands.play(1) { _ in [] }
    #expect(hands.reward.isSilent(.right) && hands.curve.last == 0)
    #expect(hands.greatestStep < 0.1)
  }
}
