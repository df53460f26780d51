import Testing

@testable import AegoPerformance

/// What the score's exploration, settling and curiosity do in whole performances, alone on eight axes.
@Suite struct ExplorationTests {
  /// How much the sound of a minute differs from one time to another.
  private static func variety(_ agent: String, seed: UInt64) throws -> Double {
    let text =
      scoreHead + """
        space: instruments
        dimensions: 8
        period: 50ms
        agent: {\(agent)}
        movements: [{scenes: [{for: 1m}]}]

        """
    return ThirdOctaves.variety(of: play(try piece(text, in: TestFolder()), StartArguments(seed: seed)).samples)
  }

  /// The variety of the sound with each of some values, which rise; the mean of three seeds.
  @Test(arguments: [
    ["exploration: 0", "exploration: 0.1", "exploration: 0.4"].map { $0 + ", curiosity: 0, settling: 24h" },
    ["settling: 5s", "settling: 30s", "settling: 5m"].map { $0 + ", curiosity: 0, exploration: 0.4" },
    ["curiosity: 0", "curiosity: 0.01", "curiosity: 0.1"],
  ])
  func `the more the score lets it explore, the more the sound differs`(agents: [String]) throws {
    let varieties = try agents.map { agent in
      try (1...3).reduce(0) { try $0 + Self.variety(agent, seed: UInt64($1)) / 3 }
    }
    print("variety of the sound in dB: \(zip(agents, varieties).map { "\($0) \($1)" })")
    #expect(varieties[0] * 1.05 < varieties[1] && varieties[1] * 1.05 < varieties[2])
  }
}
