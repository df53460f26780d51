import Foundation
import Testing

@testable import AegoMotion

/// A hand that wears a module, heard packet by packet.
struct WornModule {
  let form: WireForm
  let vocabulary: Vocabulary
  var hands: Hands

  init(_ form: WireForm) {
    self.form = form
    vocabulary = Vocabulary(motion: form.settings)
    hands = Hands { $0 = form.settings }
  }

  /// What the engine gets of a sample.
  func messages(_ forearm: Forearm) -> [Message] {
    form.packets(forearm).flatMap { results(of: $0, vocabulary) }.compactMap { try? $0.get() }
  }

  /// Plays a movement, sampled once in each hop.
  mutating func play(_ seconds: Double, _ movement: (Double) -> Forearm) {
    let start = hands.hop
    let module = self
    hands.play(seconds) { t in
      var forearm = movement(t)
      forearm.milliseconds = Int32((Double(start) / 93.75 + t) * 1000) + 1000
      return module.messages(forearm)
    }
  }

  /// The three still seconds that the rest pose is taken from.
  mutating func rest(_ forearm: Forearm = Forearm()) { play(3.2) { _ in forearm } }
}

@Suite struct ModuleTests {
  @Test(arguments: WireForm.allCases)
  func `every module's own bytes give the angle within a tenth of a degree`(_ form: WireForm) {
    for roll in [-150.0, -95, -33.3, 60, 120] {
      var worn = WornModule(form)
      worn.rest(Forearm(yaw: -50, roll: 10))
      #expect(worn.hands.reward.hasRestPose(.right))
      worn.play(6) { Forearm(yaw: -50, roll: 10 + roll * min($0, 1), speed: $0 < 1 ? roll : 0) }
      #expect(abs(worn.hands.reward.angle(.right) - roll) < 0.1, "\(roll)")
    }
  }

  @Test(arguments: WireForm.allCases)
  func `a turning forearm gives the same curve of reward whatever it wears`(_ form: WireForm) {
    func curve(_ form: WireForm) -> [Float] {
      var worn = WornModule(form)
      worn.rest()
      worn.play(12) { t in
        // Waves, a hold, and a turn beyond the range.
        let angle: Double = 45 * sin(2 * t) + 20 * sin(0.7 * t)
        let speed: Double = 90 * cos(2 * t) + 14 * cos(0.7 * t)
        return Forearm(roll: angle, speed: speed)
      }
      return worn.hands.curve
    }
    let expected = curve(.bitalino22)
    #expect(expected.max() ?? 0 > 0.9 && expected.min() ?? 0 < -0.9)
    let worst = zip(curve(form), expected).map { abs($0 - $1) }.max() ?? 1
    #expect(worst <= 0.02)
  }

  @Test(arguments: WireForm.allCases)
  func `what a module sent is written to a stream and read back the same`(_ form: WireForm) throws {
    let worn = WornModule(form)
    let messages = worn.messages(Forearm(yaw: 1, pitch: 2, roll: 30.25, speed: 4))
    #expect(!messages.isEmpty)
    let folder = try Folder()
    let lines = messages.map { MessageText.line($0, timetag: 9, worn.vocabulary) + "\n" }.joined()
    let reader = try StreamReader(path: folder.write(lines, to: "a.osc"), vocabulary: worn.vocabulary)
    for message in messages { #expect(try reader.next()?.content == .message(message)) }
    #expect(try reader.next() == nil)
  }

  @Test func `a module that no arm wears is refused as such, another's words as unknown`() {
    let vocabulary = Vocabulary(motion: WireForm.comote.settings)
    func result(_ path: String) -> [Result<Message, Refusal>] {
      results(of: Packet.floats(path, [1, 0, 0]), vocabulary)
    }
    #expect(
      result("/comote/v3/left-hand/gravity") == [.success(Message(.comoteGravity, module: 0, floats: [1, 0, 0]))])
    #expect(result("/comote/v3/right-hand/gravity") == [.failure(.unexpectedModule)])
    #expect(result("/ZIGSIM/left-hand/gravity") == [.failure(.unexpectedModule)])
    #expect(result("/left-hand/gravity") == [.failure(.unexpectedModule)])
    #expect(result("/0/quat") == [.failure(.unexpectedModule)])
    #expect(result("/comote/v3/left-hand/magnetometer").isEmpty)
    #expect(result("/0/analog").isEmpty)
    #expect(result("/comote/v2/left-hand/gravity") == [.failure(.unknownAddress)])
    #expect(result("/my/imu") == [.failure(.unknownAddress)])
  }

  @Test func `an own module's messages need the columns that the score names`() {
    let vocabulary = Vocabulary(motion: WireForm.customAccelerometer.settings)
    #expect(results(of: Packet.floats("/my/imu", [0, 0, 1, 0, 0]), vocabulary) == [.failure(.wrongArguments)])
    #expect(results(of: Packet.floats("/my/imu", [0, 0, 1, 0, 0, .nan]), vocabulary) == [.failure(.notFinite)])
    let doubles = Packet.message("/my/imu", "dddddd", [0, 0, 0, 0, 0x3ff0_0000, 0, 0, 0, 0, 0, 0, 0])
    let expected = Message(.custom, module: 0, floats: [0, 0, 1, 0, 0, 0])
    #expect(results(of: doubles, vocabulary) == [.success(expected)])
  }

  @Test func `a described module may send words between its numbers`() throws {
    let form = WireForm.customQuaternion
    let vocabulary = Vocabulary(motion: form.settings)
    let packet =
      Packet.text("/my/imu") + Packet.text(",sffffT") + Packet.text("hello")
      + [0, 0, 0, 1].flatMap { Packet.word(Float($0).bitPattern) }
    var expected = Message(.custom, module: 0)
    expected.append(Int32(0))
    for number in [0, 0, 0, 1] { expected.append(Float(number)) }
    expected.append(Int32(0))
    #expect(results(of: packet, vocabulary) == [.success(expected)])
    let folder = try Folder()
    let line = "00000000.00000000 /my/imu sffffT \"hello you\" 0 0 0 1 #T\n"
    let reader = try StreamReader(path: folder.write(line, to: "a.osc"), vocabulary: vocabulary)
    #expect(try reader.next()?.content == .message(expected))
  }

  @Test func `a gyroscope alone is summed up from its own zero, and forgets slowly`() {
    var settings = WireForm.customGravity.settings
    settings.right.source.gravity = nil
    settings.right.source.gyroscope = SIMD3(0, 1, 2)
    var hands = Hands { $0 = settings }
    func rate(_ x: Float) -> [Message] { [Message(.custom, module: 0, floats: [x, 0, 0])] }
    // A module that lies still tells 3.5 °/s.
    hands.play(3.5) { rate(3.5 + Float(sin($0 * 50))) }
    #expect(hands.reward.hasRestPose(.right))
    hands.play(10) { rate(3.5 + Float(sin($0 * 50))) }
    #expect(abs(hands.reward.angle(.right)) < 2)
    hands.play(1) { _ in rate(63.5) }
    #expect(abs(hands.reward.angle(.right) - 58) < 3)
    hands.play(30) { _ in rate(3.5) }
    #expect((15...28).contains(hands.reward.angle(.right)))
  }

  @Test func `an accelerometer with a gyroscope beside it does not take a shaken hand for a turned one`() {
    func play(_ withGyroscope: Bool) -> Double {
      var hands = Hands { $0.left = .none }
      // A hand that goes to and fro sideways by 0.4 g, three times a second, and does not turn.
      func packet(_ t: Double, _ g: Double) -> [Message] {
        let values = [0, 0.4 * sin(t * 19) * g, 1, 0.0003, 0, 0].map { Float($0) } + [Float](repeating: 0, count: 16)
        let bare = [values[1] * 9.80665, values[2] * 9.80665]
        let accelerometer = Message(.riot3Accelerometer, module: 1, floats: [0] + bare + [0])
        return withGyroscope ? [Message(.raw, module: 1, floats: values)] : [accelerometer]
      }
      hands.play(3.2) { packet($0, 0) }
      var most = 0.0
      for _ in 0..<300 {
        let t = Double(hands.hop) / 93.75
        hands.play(1.001 / 93.75) { _ in packet(t, 1) }
        most = max(most, abs(hands.reward.angle(.right)))
      }
      return most
    }
    let (alone, beside) = (play(false), play(true))
    #expect(alone > 10 && beside < 2, "\(alone) \(beside)")
  }
}
