import AegoMotion
import AegoScore
import Testing

@testable import AegoPerformance

/// A scene's end as it is written, what the hands do, and what the journal says then.
struct EndingCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var scene: String
  /// The hops of each go.
  var goes: [Int64] = []
  var hands: Hands = .still
  /// The scenes after the first one: when each began, and what its journal's line says after its name.
  var expected: [String]

  /// What the hands do: still; still and then turned by 60° at two seconds; not heard from one second on.
  enum Hands { case still, up, down, lost }
}

/// Whole performances whose scenes end by conditions and commands.
@Suite struct ConductingTests {
  private static let head =
    scoreHead + """
      period: 50ms
      space: additive
      dimensions: 1
      sensors: {reward: {rest: 500ms, smoothing: 0ms}}

      """

  /// Two hands of a hop.
  private static func hands(_ hands: EndingCase.Hands, _ hop: Int64) -> [Message] {
    if hands == .lost && hop >= 94 { return [] }
    let turned = hop < 188 || hands == .still ? 0 : hands == .up ? Float.pi / 6 : -Float.pi / 6
    return (0..<2).map { arm in
      Message(.quaternion, module: arm, floats: [cos(turned), sin(arm == 0 ? -turned : turned), 0, 0])
    }
  }

  private static func cos(_ x: Float) -> Float { x == 0 ? 1 : 0.866_025_4 }
  private static func sin(_ x: Float) -> Float { x == 0 ? 0 : x > 0 ? 0.5 : -0.5 }

  static let cases = [
    EndingCase(testDescription: "a scene of fixed length", scene: "for: 2s", expected: ["2000000000 b"]),
    EndingCase(
      testDescription: "nothing happens", scene: "for: {nominal: 1s, max: 3s}, until: go", expected: ["3000000000 b"]),
    EndingCase(
      testDescription: "a go", scene: "for: {nominal: 1s, max: 3s}, until: go", goes: [150],
      expected: ["1600000000 b go"]),
    EndingCase(
      testDescription: "a go before the least length is not kept", scene: "for: {min: 2s, max: 3s}, until: go",
      goes: [150], expected: ["1600000000 refused go not-awaited", "3000000000 b"]),
    EndingCase(
      testDescription: "a go in a scene that does not list it",
      scene: "for: {max: 3s}, until: {reward: above 1, for: 1s}",
      goes: [150], expected: ["1600000000 refused go not-awaited", "3000000000 b"]),
    EndingCase(
      testDescription: "two goes within the guard", scene: "for: {nominal: 1s, max: 3s}, until: go", goes: [150, 180],
      expected: ["1600000000 b go", "1920000000 refused go guarded"]),
    EndingCase(
      testDescription: "stillness", scene: "for: {max: 5s}, until: {stillness: 1500ms}",
      expected: ["1500000000 b stillness"]),
    EndingCase(
      testDescription: "stillness before the least length",
      scene: "for: {min: 1777ms, max: 5s}, until: {stillness: 1s}",
      expected: ["1777000000 b stillness"]),
    EndingCase(
      testDescription: "a moved arm is still from then on", scene: "for: {max: 5s}, until: {stillness: 2100ms}",
      hands: .up, expected: ["4105333333 b stillness"]),
    EndingCase(
      testDescription: "a silent arm is not a still one", scene: "for: {max: 5s}, until: {stillness: 2s}", hands: .lost,
      expected: ["5000000000 b"]),
    EndingCase(
      testDescription: "a silent arm's reward is not below",
      scene: "for: {max: 5s}, until: {reward: below 0.5, for: 2s}",
      hands: .lost, expected: ["5000000000 b"]),
    EndingCase(
      testDescription: "the first that holds",
      scene: "for: {max: 5s}, until: [{stillness: 2s}, {reward: below 0.5, for: 1s}]",
      expected: ["1000000000 b reward"]),
    EndingCase(
      testDescription: "of two at one instant the first in the list",
      scene: "for: {min: 1s, max: 5s}, until: [{stillness: 500ms, then: c}, {reward: below 0.5, for: 500ms}]",
      expected: ["1000000000 c stillness"]),
    EndingCase(
      testDescription: "to the scene of a name", scene: "for: {max: 5s}, until: {stillness: 1s, then: c}",
      expected: ["1000000000 c stillness"]),
    EndingCase(
      testDescription: "to the piece's end", scene: "for: {max: 5s}, until: {stillness: 1s, then: end}",
      expected: ["1500000000 end"]),
    EndingCase(
      testDescription: "back, in the first scene", scene: "for: {max: 5s}, until: {stillness: 2500ms, then: back}",
      hands: .lost, expected: ["5000000000 b"]),
    EndingCase(
      testDescription: "an agent that nobody taught has not settled", scene: "for: {max: 3s}, until: {settled: 1s}",
      expected: ["3000000000 b"]),
  ]

  @Test(arguments: cases) func `a scene ends by the first condition that holds`(_ ending: EndingCase) throws {
    let text =
      Self.head + "movements: [{scenes: [{name: a, \(ending.scene)}, {name: b, for: 9s}, {name: c, for: 9s}]}]\n"
    let told = try Self.told(text) { hop in
      Self.hands(ending.hands, hop) + (ending.goes.contains(hop) ? [Message(.go)] : [])
        + (hop == 560 ? [Message(.stop)] : [])
    }
    #expect(told.dropFirst().prefix(ending.expected.count) == ending.expected[...])
  }

  /// The journal's lines but actions and faults, in short.
  private static func told(_ text: String, _ messages: (Int64) -> [Message]) throws -> [String] {
    try JournalLine.all(play(try piece(text, in: TestFolder()), messages: messages).lines).compactMap { line in
      switch line.event {
      case "scene": "\(line.t) \(line.scene ?? "")" + (line.by.map { " \($0)" } ?? "")
      case "refused": "\(line.t) refused \(line.name ?? "") \(line.why ?? "")"
      case "end": "\(line.t) end"
      default: nil
      }
    }
  }

  @Test(arguments: [("up", "above 0.9"), ("down", "below -0.9")])
  func `a reward that stays on one side ends a scene`(side: String, reward: String) throws {
    let text =
      Self.head + "movements: [{scenes: [{for: {max: 9s}, until: {reward: \(reward), for: 1s}}, {name: b, for: 1s}]}]\n"
    let told = try Self.told(text) { Self.hands(side == "up" ? .up : .down, $0) }
    let next = try #require(told.dropFirst().first)
    // Turned at two seconds, held for one, and what the arm's fade takes between.
    #expect(next.hasSuffix(" b reward"))
    let time = try #require(Int64(next.prefix { $0.isNumber }))
    #expect(time > 3_000_000_000 && time < 3_700_000_000)
  }

  @Test func `a taught agent that keeps to few actions has settled`() throws {
    let text =
      Self.head + "agent: {exploration: 0, curiosity: 0}\n"
      + "movements: [{scenes: [{for: {max: 20s}, until: {settled: 2s}}, {name: b, for: 1s}]}]\n"
    let told = try Self.told(text) { $0 == 100 ? [Message(.reward, floats: [0.3])] : [] }
    let next = try #require(told.dropFirst().first)
    #expect(next.hasSuffix(" b settled"))
    #expect(try #require(Int64(next.prefix { $0.isNumber })) > 3_066_666_666)
  }

  @Test func `in the last scene an awaited go ends the piece, which then fades out`() throws {
    let text = Self.head + "movements: [{scenes: [{for: {max: 9s}, until: go}]}]\n"
    #expect(try Self.told(text) { $0 == 150 ? [Message(.go)] : [] }.last == "2100000000 end")
  }
}
