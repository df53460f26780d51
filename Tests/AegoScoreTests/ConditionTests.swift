import Testing

@testable import AegoScore

struct ConditionTests {
  private func until(_ text: String) throws -> [SceneCondition] {
    try score(movements: "  - scenes: [{name: line, for: {max: 60s}, until: \(text)}]").timeline().scenes[0].until
  }

  @Test func `conditions come in all their forms`() throws {
    #expect(try until("go") == [SceneCondition(.go)])
    #expect(try until("{go}") == [SceneCondition(.go)])
    #expect(try until("{go: true, then: end}") == [SceneCondition(.go, then: .end)])
    #expect(try until("{stillness: 8s}") == [SceneCondition(.stillness(8 * second))])
    #expect(try until("{settled: 15s, then: next}") == [SceneCondition(.settled(15 * second))])
    #expect(try until("{reward: above 0.6, for: 10s}") == [SceneCondition(.reward(.above, 0.6, for: 10 * second))])
    #expect(
      try until("[go, {reward: below -20%, for: 8s}, {stillness: 20s, then: back}, {settled: 5s, then: line}]") == [
        SceneCondition(.go), SceneCondition(.reward(.below, -0.2, for: 8 * second)),
        SceneCondition(.stillness(20 * second), then: .back),
        SceneCondition(.settled(5 * second), then: .scene("line")),
      ])
  }

  @Test(arguments: [
    ("{reward: 0.6, for: 8s}", Diagnostic.Code.unknownWord), ("{reward: above 2, for: 8s}", .fractionRange),
    ("{reward: above 0.6}", .missingKey), ("{stillness: 8}", .missingUnit), ("{stilness: 8s}", .unknownKey),
    ("{stillness: 8s, then: nowhere}", .unknownScene), ("{}", .missingKey), ("[]", .missingValue), ("8s", .unknownWord),
    ("{go: true, stillness: 8s}", .conflictingKeys), ("[[go]]", .wrongKind),
  ])
  func `a wrong condition is one problem`(_ text: String, _ code: Diagnostic.Code) {
    let found = faults(movements: "  - scenes: [{name: line, for: {max: 60s}, until: \(text)}]")
    #expect(found.map(\.code) == [code])
  }

  @Test func `an open scene has three lengths`() throws {
    func lengths(_ text: String) throws -> [Int64] {
      let scene = try score(movements: "  - scenes: [{for: \(text), until: go}]").timeline().scenes[0]
      return [scene.minimum, scene.nominal, scene.maximum].map { $0 / second }
    }
    #expect(try lengths("{min: 60s, nominal: 90s, max: 3m}") == [60, 90, 180])
    #expect(try lengths("{max: 3m}") == [0, 180, 180])
    #expect(try lengths("{min: 10s, max: 3m}") == [10, 180, 180])
  }

  @Test func `starts, seeds and controls come in all their forms`() throws {
    let one = "  - scenes: [{for: 60s}]"
    #expect(try score("start: {stillness: 3s}", movements: one).start == .stillness(3 * second))
    #expect(try score("start: go", movements: one).start == .go)
    #expect(try score("seed: new", movements: one).seed == .new)
    #expect(try score("seed: 18446744073709551615", movements: one).seed == .number(.max))
    let controls = try score(
      "controls: {left.button: go, right.button: undo, midi cc 64: hold, midi note 60: like, key space: panic}",
      movements: one
    ).controls
    #expect(
      controls == [
        Control(input: .button(.left, number: 1, .pressed), command: .go),
        Control(input: .button(.right, number: 1, .pressed), command: .undo),
        Control(input: .midi(.controller(64, .momentary), channel: nil), command: .hold),
        Control(input: .midi(.note(60), channel: nil), command: .like),
        Control(input: .key("space"), command: .panic),
      ])
  }

  @Test func `sensors and spaces are read whole`() throws {
    let piece = ScoreReader(
      path: "pieces/one/score.yaml",
      text: """
        score: 1
        title: t
        spaces: {a: spaces/a.safetensors, b: {file: /srv/b.safetensors, gain: -3dB}}
        agent: {credit: 20ms..120ms, start: learned.state}
        sensors: {port: 9000, listen: any, left: none, right: {id: 7, invert: yes}, reward: {axis: pitch, timeout: 1s}}
        movements: [{scenes: [{for: 60s}]}]
        """)
    let score = try #require(piece.score, "\(piece.text)")
    #expect(score.spaces.map(\.path) == ["pieces/one/spaces/a.safetensors", "/srv/b.safetensors"])
    #expect(score.spaces.map(\.gain) == [0, -3])
    #expect(score.agent.start?.value == "pieces/one/learned.state")
    #expect((score.agent.creditFrom, score.agent.creditTo) == (20 * millisecond, 120 * millisecond))
    #expect(score.sensors.left == nil)
    #expect(score.sensors.right == SensorSettings.Sensor(source: .riot, id: "7", invert: true))
    #expect((score.sensors.port, score.sensors.listen, score.sensors.axis) == (9000, "any", .pitch))
    #expect(score.sensors.timeout == second)
  }
}
