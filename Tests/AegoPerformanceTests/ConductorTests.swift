import AegoMotion
import AegoScore
import Testing

@testable import AegoPerformance

@Suite struct HopClockTests {
  @Test func `a hop begins at the floor of its nanoseconds`() {
    let clock = HopClock()
    #expect(clock.nanoseconds(0) == 0)
    #expect(clock.nanoseconds(1) == 10_666_666)
    #expect(clock.nanoseconds(3) == 32_000_000)
    #expect(clock.nanoseconds(8_100_000) == 86_400_000_000_000)
  }

  @Test(arguments: [0, 1, 10_666_666, 10_666_667, 99_999_999, 86_400_000_000_001] as [Int64])
  func `the first hop not before a time is found`(time: Int64) {
    let clock = HopClock()
    let hop = clock.firstHop(notBefore: time)
    #expect(clock.nanoseconds(hop) >= time)
    #expect(hop == 0 || clock.nanoseconds(hop - 1) < time)
  }
}

/// The conductor by itself, without agent and sound.
@Suite struct ConductorTests {
  private static func lines(_ timeline: Timeline, _ evening: Evening, hop: Int, start: Int64 = 0) -> [String] {
    var conducted = ConductedEvening(timeline, evening, start: start)
    conducted.play(hop: hop)
    return conducted.lines
  }

  @Test(arguments: 0..<10)
  func `drawn scores under drawn commands are played as an obvious conductor plays them, in hops of any length`(
    part: Int
  ) throws {
    for seed in 300 * part..<300 * (part + 1) {
      var random = TestRandom(seed)
      let score = RandomScore(&random)
      let evening = Evening(&random, scenes: score.scenes.count, length: 2560)
      var obvious = ObviousConductor(score, evening)
      let expected = obvious.play()
      let timeline = try score.timeline
      for hop in [1, 2, 16, 64] {
        let lines = ConductorTests.lines(timeline, evening, hop: hop)
        try #require(lines == expected, "seed \(seed), hops of \(hop) ms:\n\(score.text)")
      }
    }
  }

  @Test func `centuries into a performance everything happens as at its beginning`() throws {
    for seed in 0..<200 {
      var random = TestRandom(seed)
      let score = RandomScore(&random)
      let evening = Evening(&random, scenes: score.scenes.count, length: 2560)
      let timeline = try score.timeline
      let late = ConductorTests.lines(timeline, evening, hop: 16, start: .max - 10_000_000_000_000)
      #expect(late == ConductorTests.lines(timeline, evening, hop: 16))
    }
  }

  @Test func `a day of twenty thousand scenes is tiled without a hole`() throws {
    var random = TestRandom(1)
    var text = "score: 1\ntitle: a day\nspaces: {a: a.safetensors}\nmovements:\n"
    var lengths: [Int] = []
    for movement in 0..<20 {
      text += "  - name: m\(movement)\n    repeat: 10\n    scenes:\n"
      let written = (0..<100).map { _ in 100 + random.below(8000) }
      for (index, length) in written.enumerated() { text += "      - {name: s\(index), for: \(length)ms}\n" }
      for _ in 0..<10 { lengths += written }
    }
    let timeline = try #require(ScoreReader(path: "day.yaml", text: text).score).timeline()
    var conductor = Conductor(keptTables(ScoreVersion(timeline)))
    conductor.begin(at: 0)
    var now: Int64 = 0
    for length in lengths {
      #expect(conductor.scoreTime(now) == now)
      let end = conductor.sceneEnd
      try #require(end.time == now + Int64(length) * 1_000_000)
      now = end.time
      _ = conductor.leave(end)
    }
    #expect(conductor.phase == .ending && conductor.endingStart == timeline.duration)
  }
}
