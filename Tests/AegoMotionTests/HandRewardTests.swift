import Foundation
import Testing

@testable import AegoMotion

/// A BITalino packet of 22 floats of a module that lies in the room as the angles say, in degrees.
func bitalino(_ module: Int32, yaw: Double = 0, pitch: Double = 0, roll: Double, quaternion: Bool = true) -> Message {
  let (y, p, r) = (yaw * .pi / 360, pitch * .pi / 360, roll * .pi / 360)
  let q = [
    cos(y) * cos(p) * cos(r) + sin(y) * sin(p) * sin(r), cos(y) * cos(p) * sin(r) - sin(y) * sin(p) * cos(r),
    cos(y) * sin(p) * cos(r) + sin(y) * cos(p) * sin(r), sin(y) * cos(p) * cos(r) - cos(y) * sin(p) * sin(r),
  ]
  var values = [Double](repeating: 0, count: 22)
  values[0] = -sin(2 * p)
  values[1] = sin(2 * r) * cos(2 * p)
  values[2] = cos(2 * r) * cos(2 * p)
  if quaternion { values.replaceSubrange(14..<18, with: q) }
  values.replaceSubrange(18..<21, with: [yaw, pitch, roll])
  return Message(.raw, module: module, floats: values.map { Float($0) })
}

/// A pair of hands, played hop by hop.
struct Hands {
  var reward: HandReward
  var hop: Int64 = 0
  /// The reward of each hop, range 60° and sense 1.
  var curve: [Float] = []
  var changes: [HandReward.Changes] = []

  init(_ edit: (inout MotionSettings) -> Void = { _ in }) {
    var settings = MotionSettings()
    edit(&settings)
    reward = HandReward(settings: settings)
  }

  /// Plays hops with the messages that a closure gives for each, from the seconds since it began.
  mutating func play(_ seconds: Double, _ messages: (Double) -> [Message]) {
    for index in 0..<Int(seconds * 93.75) {
      let time = nanoseconds(ofHop: hop)
      for message in messages(Double(index) / 93.75) { reward.receive(message, at: time) }
      changes.append(reward.advance(to: time, range: 60))
      curve.append(reward.reward(sense: 1))
      hop += 1
    }
  }

  /// The reward of the last hop at another range and sense.
  func reward(range: Double, sense: Double) -> Float {
    var hands = reward
    hands.advance(to: nanoseconds(ofHop: hop - 1), range: range)
    return hands.reward(sense: sense)
  }

  /// The greatest step of the reward between two hops.
  var greatestStep: Float { zip(curve, curve.dropFirst()).map { abs($1 - $0) }.max() ?? 0 }
}

/// The forms in which a module may tell that it has rolled, each as the messages of one hop.
enum Form: CaseIterable {
  case bitalino, bitalino21, ircam, gravity, version1Quaternion, version1Euler, version1Raw, negated, long

  func messages(_ module: Int32, yaw: Double, roll: Double) -> [Message] {
    let full = AegoMotionTests.bitalino(module, yaw: yaw, roll: roll)
    let values = (0..<22).map { full.number($0) }
    let q = Array(values[14..<18])
    let acceleration = values[0..<3].map { Int32(($0 * 4096).rounded()) }
    switch self {
    case .bitalino: return [full]
    case .bitalino21: return [Message(.raw, module: module, floats: Array(values.dropLast()))]
    case .ircam:
      return [Message(.raw, module: module, floats: [3.7, 0] + values[0..<9] + [30] + q + [0, 0, 0, 0])]
    case .gravity: return [AegoMotionTests.bitalino(module, yaw: yaw, roll: roll, quaternion: false)]
    case .version1Raw:
      return [Message(.raw, module: module, integers: [3600, 0] + acceleration + [0, 0, 0, 0, 0, 0, 300])]
    case .version1Quaternion:
      return Form.version1Raw.messages(module, yaw: yaw, roll: 0) + [Message(.quaternion, module: module, floats: q)]
    case .version1Euler: return [Message(.euler, module: module, floats: [Float(yaw), 0, Float(roll), 0])]
    case .negated: return [Message(.quaternion, module: module, floats: q.map { -$0 })]
    case .long: return [Message(.quaternion, module: module, floats: q.map { 37 * $0 })]
    }
  }
}

@Suite struct HandRewardTests {
  @Test(arguments: Form.allCases, [-170.0, -95, -60, -20, 33.3, 90, 135])
  func `every form of a packet gives the angle within a tenth of a degree`(_ form: Form, _ roll: Double) {
    var hands = Hands { $0.left = .none }
    hands.play(3.5) { _ in form.messages(1, yaw: -50, roll: 10) }
    #expect(hands.reward.hasRestPose(.right))
    hands.play(2) { form.messages(1, yaw: -50, roll: 10 + roll * min($0, 1)) }
    #expect(abs(hands.reward.angle(.right) - roll) < 0.1)
  }

  @Test func `both hands turned by the range give one, palm up positive on both`() {
    var hands = Hands()
    hands.play(3.2) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    #expect(hands.curve.allSatisfy { $0 == 0 })
    hands.play(1) { [bitalino(0, roll: -60 * min(1, $0 * 2)), bitalino(1, roll: 60 * min(1, $0 * 2))] }
    #expect(abs(hands.reward(range: 60, sense: 1) - 1) < 1e-3)
    #expect(abs(hands.reward(range: 120, sense: 1) - 55.0 / 115) < 1e-3)
    #expect(abs(hands.reward(range: 60, sense: -0.5) + 0.5) < 1e-3)
    #expect(hands.reward(range: 30, sense: 1) == 1)
    #expect(hands.reward(range: 60, sense: 0) == 0)
  }

  @Test func `one configured arm alone reaches one, one of two arms reaches half`() {
    var one = Hands { $0.left = .none }
    one.play(3.2) { _ in [bitalino(1, roll: 0)] }
    one.play(1) { [bitalino(1, roll: -60 * min(1, $0 * 2))] }
    #expect(abs(one.reward(range: 60, sense: 1) + 1) < 1e-3)
    var two = Hands()
    two.play(3.2) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    two.play(1) { [bitalino(0, roll: 0), bitalino(1, roll: -60 * min(1, $0 * 2))] }
    #expect(abs(two.reward(range: 60, sense: 1) + 0.5) < 1e-3)
  }

  @Test func `a rotation in the dead zone gives nothing`() {
    var hands = Hands()
    hands.play(3.2) { _ in [bitalino(0, roll: 3), bitalino(1, roll: 3)] }
    hands.play(3) { [bitalino(0, roll: 3 + 4.9 * sin($0 * 5)), bitalino(1, roll: 3 - 4.9 * sin($0 * 5))] }
    #expect(hands.curve.allSatisfy { $0 == 0 })
  }

  @Test func `the reward is nothing until the rest pose, which is the mean of three still seconds`() {
    var hands = Hands { $0.left = .none }
    hands.play(2) { [bitalino(1, roll: 40 * sin($0 * 3))] }
    #expect(!hands.reward.hasRestPose(.right))
    let settled = 40 * sin(6.0)
    hands.play(2.9) { [bitalino(1, roll: settled + 0.5 * sin($0 * 40))] }
    #expect(!hands.reward.hasRestPose(.right))
    #expect(hands.curve.allSatisfy { $0 == 0 })
    hands.play(0.2) { _ in [bitalino(1, roll: settled)] }
    #expect(hands.reward.hasRestPose(.right))
    #expect(abs(hands.reward.angle(.right)) < 0.1)
  }

  @Test func `the rest pose is taken anew when asked`() {
    var hands = Hands { $0.left = .none }
    hands.play(3.2) { _ in [bitalino(1, roll: 0)] }
    hands.play(1) { [bitalino(1, roll: 60 * min(1, $0 * 2))] }
    hands.reward.takeRestPose()
    hands.play(3.2) { _ in [bitalino(1, roll: 60)] }
    #expect(hands.curve.last == 0)
    hands.play(1) { [bitalino(1, roll: 60 + 60 * min(1, $0 * 2))] }
    #expect(abs((hands.curve.last ?? 0) - 1) < 1e-3)
    #expect(hands.greatestStep < 0.1)
  }

  @Test func `a turn of the body or a wandering magnetometer does not turn the forearm`() {
    var hands = Hands { $0.left = .none }
    hands.play(3.2) { _ in [bitalino(1, yaw: -50, pitch: 15, roll: 0)] }
    hands.play(5) { [bitalino(1, yaw: -50 + 80 * $0, pitch: 15, roll: 0)] }
    hands.play(3) { _ in [bitalino(1, yaw: 350, pitch: 15, roll: 0)] }
    #expect(hands.curve.allSatisfy { abs($0) < 0.1 })
    #expect(hands.curve.last == 0)
    hands.play(2) { [bitalino(1, yaw: 350, pitch: 15, roll: 60 * min(1, $0))] }
    #expect(abs(hands.reward.angle(.right) - 60) < 0.5)
  }

  @Test(arguments: [true, false])
  func `no pose of the arm makes the reward jump`(_ quaternion: Bool) {
    var hands = Hands()
    hands.play(3.2) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    hands.play(60) { t in
      let pitch = 100 * sin(t * 0.8)
      let (yaw, roll) = (140 * sin(t * 0.37), 200 * sin(t * 0.61))
      return [
        bitalino(0, yaw: yaw, pitch: pitch, roll: roll, quaternion: quaternion),
        bitalino(1, yaw: -yaw, pitch: pitch, roll: -roll, quaternion: quaternion),
      ]
    }
    // The hands themselves turn by up to 1.3° a hop, 0.024 of the reward.
    #expect(hands.greatestStep < 0.124)
  }

  @Test func `an arm that falls silent fades to neutral in 200 ms, and back`() {
    var hands = Hands { $0.left = .none }
    hands.play(3.2) { _ in [bitalino(1, roll: 0)] }
    hands.play(1) { [bitalino(1, roll: 60 * min(1, $0 * 2))] }
    let before = hands.curve.count
    hands.play(0.49) { _ in [] }
    #expect(hands.curve[(before + 10)...].allSatisfy { abs($0 - 1) < 1e-3 })
    hands.play(0.25) { _ in [] }
    #expect(hands.curve.last == 0)
    #expect(hands.reward.isSilent(.right) && hands.reward.angle(.right) == 0)
    hands.play(1) { _ in [] }
    #expect(hands.reward.stillness == 0)
    hands.play(0.3) { _ in [bitalino(1, roll: 60)] }
    #expect(abs((hands.curve.last ?? 0) - 1) < 1e-3)
    #expect(hands.greatestStep < 0.1)
    #expect(hands.changes.filter { !$0.isEmpty } == [.rightSilent, .rightHeard])
  }

  @Test func `an arm that never speaks is silent after the time-out`() {
    var hands = Hands()
    hands.play(0.6) { _ in [bitalino(1, roll: 0)] }
    #expect(hands.changes.firstIndex(of: .leftSilent) == 47)
    #expect(!hands.reward.isSilent(.right))
  }

  @Test func `a burst of packets counts once, and the packet rate does not change the smoothing`() {
    let turn = { (t: Double) in [bitalino(1, roll: t < 0.1 ? 0 : 60)] }
    var once = Hands { $0.left = .none }
    var burst = Hands { $0.left = .none }
    for hands in [0, 1] {
      let play = { (h: inout Hands, times: Int) in
        h.play(3.2) { _ in [bitalino(1, roll: 0)] }
        h.play(0.5) { t in (0..<times).flatMap { _ in turn(t) } }
      }
      if hands == 0 { play(&once, 1) } else { play(&burst, 9) }
    }
    #expect(once.curve == burst.curve)
  }

  @Test func `smoothing follows with its time constant`() {
    var hands = Hands {
      $0.left = .none
      $0.deadzone = 0
      $0.smoothing = 100_000_000
    }
    hands.play(3.2) { _ in [bitalino(1, roll: 0)] }
    hands.play(0.1) { _ in [bitalino(1, roll: 30)] }
    let hops = Double(Int(0.1 * 93.75))
    let expected = 30 * (1 - exp(-hops * 32.0 / 3 / 100))
    #expect(abs(hands.reward.angle(.right) - expected) < 1e-3)
  }

  @Test func `stillness counts from the last movement of either arm`() {
    var hands = Hands()
    hands.play(2) { [bitalino(0, roll: 0), bitalino(1, roll: 30 * sin($0 * 4))] }
    #expect(hands.reward.stillness < 500_000_000)
    hands.play(5) { [bitalino(0, roll: 0.8 * sin($0)), bitalino(1, roll: 30 * sin(8.0))] }
    #expect((4_500_000_000...5_000_000_000).contains(hands.reward.stillness))
    hands.play(0.2) { [bitalino(0, roll: 100 * $0), bitalino(1, roll: 30 * sin(8.0))] }
    #expect(hands.reward.stillness < 200_000_000)
  }

  @Test func `a slow drift is still for as long as two degrees take`() {
    var hands = Hands { $0.left = .none }
    hands.play(30) { [bitalino(1, roll: $0)] }
    #expect((1_700_000_000...2_000_000_000).contains(hands.reward.stillness))
  }

  @Test func `two real modules lying still give no reward and are still from the second second on`() throws {
    var hands = Hands()
    let stream = try entries(at: fixture("two-riot-idle.osc"))
    let last = try #require(stream.last)
    var index = 0
    for hop in 0...Timetag.hop(consuming: last.timetag) {
      var messages: [Message] = []
      while index < stream.count, Timetag.hop(consuming: stream[index].timetag) <= hop {
        guard case .message(let message) = stream[index].content else {
          Issue.record("line \(index + 1) is no message")
          return
        }
        messages.append(message)
        index += 1
      }
      hands.play(1.001 / 93.75) { _ in messages }
      #expect(hop < 188 || hands.reward.stillness >= 1_000_000_000)
    }
    #expect(hands.hop > 450)
    #expect(hands.reward.hasRestPose(.left) && hands.reward.hasRestPose(.right))
    #expect(hands.curve.allSatisfy { $0 == 0 })
  }

  @Test func `nothing that is not a module's message moves the hands`() {
    var hands = Hands()
    hands.play(4) { _ in [bitalino(0, roll: 0), bitalino(1, roll: 0)] }
    let before = hands.reward.angle(.right)
    hands.play(0.2) { _ in
      [bitalino(0, roll: 0), bitalino(1, roll: 0), Message(.reward, floats: [1]), bitalino(7, roll: 90)]
    }
    #expect(hands.reward.angle(.right) == before)
  }
}
