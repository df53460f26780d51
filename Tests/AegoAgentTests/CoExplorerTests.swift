import AegoNumerics
import Testing

@testable import AegoAgent

private func agent(axes: Int = 4, seed: UInt64 = 1) -> CoExplorer {
  CoExplorer(
    axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
    random: RandomStream(seed: seed, name: "agent"))
}

private func situation(_ index: Int, open: UInt32 = 0b1111, exploration: Float = 0.1) -> Situation {
  Situation(
    time: Int64(index) * 100_000_000, period: 100_000_000, openAxes: open, step: 0.01, exploration: exploration,
    settling: 60_000_000_000, curiosity: 0.1)
}

@Suite struct CoExplorerTests {
  @Test(arguments: [(1, 0.1), (2, 0.1), (4, 0.08), (8, 0.06)])
  func `it comes near what the performer wants`(axes: Int, limit: Double) {
    let courses = (0..<3).map { AgentTrial(axes: axes).run(seed: $0) }
    #expect(courses.ratio(before: 3000) < limit)
  }

  @Test func `closed axes stay where they are`() {
    var agent = agent()
    for index in 0..<300 { _ = agent.act(situation(index, open: 0b0101)) }
    #expect(agent.position[1] == 0.5 && agent.position[3] == 0.5)
    #expect(agent.position[0] != 0.5 || agent.position[2] != 0.5)
  }

  @Test func `with every axis closed it rests`() {
    var agent = agent()
    #expect(agent.act(situation(0, open: 0)) == nil)
  }

  @Test func `it never leaves its box`() {
    var agent = agent(axes: 1)
    for index in 0..<2000 {
      agent.credit(1, at: Int64(index) * 100_000_000)
      _ = agent.act(situation(index, open: 1))
      agent.learn()
      #expect(agent.position[0] >= 0 && agent.position[0] <= 1)
    }
  }

  @Test func `the same seed, situations and rewards give the same actions`() {
    func run() -> [Action] {
      var agent = agent(seed: 9)
      return (0..<400).compactMap { index in
        agent.credit(index % 7 < 3 ? 0.5 : -0.25, at: Int64(index) * 100_000_000)
        defer { agent.learn() }
        return agent.act(situation(index))
      }
    }
    #expect(run() == run())
  }

  @Test func `exploration falls as it settles`() {
    var agent = agent()
    agent.beginScene(at: 0)
    var explored = [0, 0]
    for index in 0..<3000 where agent.act(situation(index, exploration: 0.5))?.explored == true {
      explored[index / 1500] += 1
    }
    #expect(explored[0] > 200 && explored[1] < explored[0] / 3)
  }

  /// The courses of a trial with three seeds.
  private static func courses(_ axes: Int, _ alter: (inout AgentTrial) -> Void) -> [AgentTrial.Course] {
    var trial = AgentTrial(axes: axes)
    alter(&trial)
    return (0..<3).map { trial.run(seed: $0) }
  }

  @Test func `it bears rewards that are wrong`() {
    #expect(CoExplorerTests.courses(4) { $0.wrong = 0.3 }.ratio(before: 3000) < 0.2)
  }

  @Test func `it follows a performer who changes their mind`() {
    let courses = CoExplorerTests.courses(4) { ($0.parts, $0.goalMoves) = ([4, 4], true) }
    #expect(courses.ratio(before: 6000, from: 3000) < 0.1)
  }

  @Test func `what was learnt on the first axes is kept when others open`() {
    let courses = CoExplorerTests.courses(4) { ($0.actions, $0.parts) = (1500, [1, 2, 4]) }
    #expect(courses.ratio(firstAxes: 1) < 0.1 && courses.ratio(firstAxes: 4) < 0.1)
  }

  /// As in a trained space, where the first axes change the sound most and are gone in the smallest steps.
  private static let uneven: [Float] = [0.2, 0.35, 0.55, 0.75, 1.25, 1.65, 1.9, 2.8]

  @Test func `it comes near what the performer wants where steps are longer along one axis than along another`() {
    let courses = CoExplorerTests.courses(8) { $0.stepScales = CoExplorerTests.uneven }
    #expect(courses.ratio(before: 3000) < 0.06)
  }

  @Test(arguments: [([], 0.5), (uneven, 0.3)] as [([Float], Float)])
  func `without rewards curiosity leads it over its whole box`(scales: [Float], range: Float) {
    func cells(_ curiosity: Float) -> [AgentTrial.Course] {
      CoExplorerTests.courses(8) { ($0.isRewarded, $0.curiosity, $0.stepScales) = (false, curiosity, scales) }
    }
    func mean(_ courses: [AgentTrial.Course]) -> Int { courses.reduce(0) { $0 + $1.cells(0..<3000).count } / 3 }
    let (alone, drawn, curious) = (cells(0), cells(0.02), cells(0.1))
    #expect(mean(drawn) > mean(alone) && mean(curious) > mean(drawn) && mean(curious) > 2 * mean(alone))
    for course in curious {
      for axis in 0..<8 {
        let places = course.positions.map { $0[axis] }
        #expect((places.max() ?? 0) - (places.min() ?? 0) > range)
      }
    }
  }

  @Test func `rewards that contradict make it roam, and rewards that agree settle it again`() {
    let courses = CoExplorerTests.courses(8) { ($0.actions, $0.contradiction) = (3600, 1800..<2700) }
    func cells(_ part: Range<Int>) -> Int { courses.reduce(0) { $0 + $1.cells(part).count } }
    #expect(2 * cells(2100..<2400) > 3 * cells(1500..<1800))
    #expect(2 * cells(3300..<3600) < cells(2100..<2400) * 3 / 2)
  }
}
