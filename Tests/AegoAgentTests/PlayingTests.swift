import AegoNumerics
import Testing

@testable import AegoAgent

private let axes = 4

private func agent(seed: UInt64 = 1) -> CoExplorer {
  CoExplorer(
    axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
    random: RandomStream(seed: seed, name: "agent"))
}

private func situation(_ index: Int, exploration: Float = 0) -> Situation {
  Situation(
    time: Int64(index) * 100_000_000, period: 100_000_000, openAxes: 0b1111, step: 0.01, exploration: exploration,
    settling: 60_000_000_000, curiosity: 0.1)
}

/// Acts, learns and is rewarded as if the performer liked high values on the first axis and low ones on the second.
private func teach(_ agent: inout CoExplorer, _ actions: Range<Int>, sign: Float = 1) {
  for index in actions {
    let before = (agent.position[0], agent.position[1])
    _ = agent.act(situation(index))
    agent.learn()
    let change = agent.position[0] - before.0 - (agent.position[1] - before.1)
    if index % 40 < 30 { agent.credit(sign * 50 * change, at: Int64(index) * 100_000_000 + 300_000_000) }
  }
}

/// What it expects at some places, to the bit.
private func expectations(_ agent: borrowing CoExplorer) -> [UInt32] {
  let slopes = Storage<Float>(count: axes, repeating: 0)
  let state = Storage<Float>(count: axes, repeating: 0)
  var found: [UInt32] = []
  for place in 0..<20 {
    for axis in 0..<axes { state[axis] = Float((place * 7 + axis * 13) % 19) / 9 - 1 }
    agent.field.slopes(at: state.base, into: slopes.base)
    for axis in 0..<axes { found.append(slopes[axis].bitPattern) }
  }
  return found
}

/// At how many of the first 300 places where it was it expects what `teach` taught: high on the first axis, low on the
/// second.
private func liked(_ agent: borrowing CoExplorer) -> Int {
  let slopes = Storage<Float>(count: axes, repeating: 0)
  return (0..<300).filter { index in
    agent.field.slopes(at: agent.history.states.base + index * axes, into: slopes.base)
    return slopes[0] > 0 && slopes[1] < 0
  }.count
}

@Suite struct PlayingTests {
  @Test func `what is taken back was never taught`() {
    var agent = agent()
    var other = PlayingTests.agentTaught()
    teach(&agent, 0..<400)
    // A second of silence, in which nothing is learnt, then a lesson that is as wrong as can be.
    let before = expectations(agent)
    #expect(before == expectations(other))
    for index in 410..<440 {
      _ = agent.act(situation(index))
      agent.credit(-1, at: Int64(index) * 100_000_000)
      agent.learn()
    }
    #expect(expectations(agent) != before)
    agent.takeBackLesson()
    #expect(expectations(agent) == before)
    // The memory that is rehearsed is the same too: with the same draws both learn the same from it.
    agent.random = RandomStream(seed: 5, name: "draws")
    other.random = RandomStream(seed: 5, name: "draws")
    for _ in 0..<50 {
      agent.learn()
      other.learn()
    }
    #expect(expectations(agent) == expectations(other))
    #expect(expectations(agent) != before)
  }

  private static func agentTaught() -> CoExplorer {
    var agent = agent()
    teach(&agent, 0..<400)
    return agent
  }

  @Test func `four lessons can be taken back, one by one, and no more`() {
    var agent = agent()
    teach(&agent, 0..<39)
    var known: [[UInt32]] = []
    for lesson in 0..<6 {
      known.append(expectations(agent))
      let first = 50 + 20 * lesson
      for index in first..<(first + 10) {
        _ = agent.act(situation(index))
        agent.credit(lesson % 2 == 0 ? -1 : 1, at: Int64(index) * 100_000_000)
        agent.learn()
      }
    }
    for lesson in [5, 4, 3, 2] {
      #expect(agent.lastLesson == Int64(50 + 20 * lesson) * 100_000_000)
      agent.takeBackLesson()
      #expect(expectations(agent) == known[lesson])
    }
    #expect(agent.lastLesson == nil)
    agent.takeBackLesson()
    #expect(expectations(agent) == known[2])
  }

  @Test func `a lesson is what comes with one sign and without a gap, and an event is one of its own`() {
    var lessons = Lessons()
    let begins = [
      lessons.begins(0.5, at: 0, isEvent: false), lessons.begins(0.2, at: 400_000_000, isEvent: false),
      lessons.begins(-0.2, at: 500_000_000, isEvent: false), lessons.begins(-0.2, at: 1_100_000_000, isEvent: false),
      lessons.begins(-0.2, at: 1_200_000_000, isEvent: true), lessons.begins(-0.2, at: 1_210_666_666, isEvent: true),
      // What one hop consumed is one lesson, however much it was.
      lessons.begins(0.4, at: 1_210_666_666, isEvent: true),
    ]
    #expect(begins == [true, false, true, true, true, true, false])
  }

  @Test func `a zone that is taken back was never judged, also while it is being learnt`() {
    var agent = agent()
    var other = PlayingTests.agentTaught()
    teach(&agent, 0..<400)
    agent.judgeZone(1, situation(410))
    for _ in 0..<3 { agent.learn() }
    agent.takeBackLesson()
    other.random = RandomStream(seed: 5, name: "draws")
    agent.random = RandomStream(seed: 5, name: "draws")
    for _ in 0..<20 {
      agent.learn()
      other.learn()
    }
    #expect(expectations(agent) == expectations(other))
  }

  @Test func `where no axis is open, no zone is judged and there is nothing to take back`() {
    var agent = agent()
    var closed = situation(0)
    closed.openAxes = 0
    agent.judgeZone(1, closed)
    #expect(agent.lastLesson == nil && agent.field.rewardCount == 0)
  }

  @Test func `to be guided elsewhere is to be guided there at once`() {
    var agent = agent()
    func lead(_ target: [Float], _ time: Int64) {
      target.withUnsafeBufferPointer { if let target = $0.baseAddress { agent.guide(toward: target, at: time) } }
    }
    lead([1, 0.9, 0, 0], 0)
    for index in 0..<5 { _ = agent.act(situation(index)) }
    lead([0.1, 0, 0, 1], 500_000_000)
    let next = agent.act(situation(5))
    #expect(next?.axis == 3)
  }

  @Test func `a model that is kept comes back whole, and the agent stays where it stands`() {
    var agent = agent()
    teach(&agent, 0..<300)
    let known = expectations(agent)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: agent.modelSize(), alignment: 64)
    defer { memory.deallocate() }
    agent.keepModel(in: memory)
    let rewards = agent.field.rewardCount
    teach(&agent, 300..<600, sign: -1)
    #expect(expectations(agent) != known)
    let place = agent.position.array
    agent.takeModel(from: memory)
    #expect(expectations(agent) == known && agent.field.rewardCount == rewards)
    #expect(agent.position.array == place && agent.lastLesson == nil)
    // Another agent with as many axes knows it too, and learns on alike.
    var other = PlayingTests.agentTaught()
    other.takeModel(from: memory)
    agent.random = RandomStream(seed: 5, name: "draws")
    other.random = RandomStream(seed: 5, name: "draws")
    for _ in 0..<20 {
      agent.learn()
      other.learn()
    }
    #expect(expectations(agent) == expectations(other) && expectations(agent) != known)
  }

  /// How an agent that was taught something else and then judges a zone expects to be rewarded for coming to it: along
  /// the axes that nothing was taught about, from both sides.
  private static func slopesToZone(_ liking: Float, seed: UInt64) -> [Float] {
    var agent = agent(seed: seed)
    teach(&agent, 0..<300)
    let before = liked(agent)
    #expect(before > 250)
    let replayed = agent.field.rewardCount
    let zone: [Float] = [0.3, 0.6, 0.4, 0.7]
    zone.withUnsafeBufferPointer { if let zone = $0.baseAddress { agent.place(at: zone) } }
    agent.judgeZone(liking, situation(302))
    for _ in 0..<100 { agent.learn() }
    #expect(agent.field.rewardCount == replayed + 4 * axes)
    // High on the first axis, low on the second is still what is liked where it was.
    #expect(liked(agent) >= before * 9 / 10, "\(liked(agent)) of \(before) places")
    let slopes = Storage<Float>(count: axes, repeating: 0)
    let state = Storage<Float>(count: axes, repeating: 0)
    var found: [Float] = []
    for axis in 2..<axes {
      for side in [Float(-1), 1] {
        for other in 0..<axes { state[other] = 2 * zone[other] - 1 }
        state[axis] += side * 0.2
        agent.field.slopes(at: state.base, into: slopes.base)
        found.append(-side * slopes[axis])
      }
    }
    return found
  }

  @Test(arguments: [Float(1), -1])
  func `a liked zone draws from all sides, a disliked one repels, and what was taught elsewhere stays`(liking: Float) {
    let slopes = (0..<10).flatMap { PlayingTests.slopesToZone(liking, seed: $0) }
    #expect(slopes.filter { $0 * liking > 0 }.count >= 36, "\(slopes)")
  }

  @Test func `another zone is one that was hardly visited`() {
    var agent = agent()
    for index in 0..<2000 { _ = agent.act(situation(index)) }
    let here = agent.density.count(agent.position.base)
    agent.changeZone(openAxes: 0b0011)
    #expect(agent.density.count(agent.position.base) < here / 10)
    #expect(agent.position[0] != 0.5)
  }

  @Test func `a trial is an action that explores`() {
    var agent = agent()
    teach(&agent, 0..<300)
    agent.tryAction()
    let trial = agent.act(situation(300))
    #expect(trial?.explored == true)
  }

  @Test func `the history is walked back and forth, and ends on both sides`() {
    var agent = agent()
    var places: [[Float]] = [(0..<axes).map { agent.position[$0] }]
    for index in 0..<5 {
      _ = agent.act(situation(index))
      places.append((0..<axes).map { agent.position[$0] })
    }
    func ends(forth: Bool) -> Bool { !agent.canWalkHistory(forth: forth) }
    #expect(ends(forth: true))
    func isAt(_ index: Int) -> Bool { (0..<axes).allSatisfy { abs(agent.position[$0] - places[index][$0]) < 1e-6 } }
    for index in [4, 3, 2, 1, 0] {
      agent.walkHistory(forth: false)
      #expect(isAt(index))
    }
    #expect(ends(forth: false))
    for index in 1...5 {
      agent.walkHistory(forth: true)
      #expect(isAt(index))
    }
    #expect((0..<axes).map { agent.position[$0] } == places[5])
    #expect(ends(forth: true))
  }

  @Test func `a reward is not about what was done before a leap`() {
    var agent = agent()
    for index in 0..<20 { _ = agent.act(situation(index)) }
    agent.changeZone(openAxes: 0b1111)
    let before = expectations(agent)
    agent.credit(1, at: 2_100_000_000)
    #expect(expectations(agent) == before)
  }

  @Test func `a paused agent is taught step by step`() throws {
    var agent = agent()
    var steps: [Action] = []
    for index in 0..<60 {
      let wanted = agent.position[2] < 0.8
      let action = agent.answer(0, situation(index))
      steps.append(try #require(action))
      let reward: Float = steps[index].axis == 2 && (steps[index].direction > 0) == wanted ? 1 : -1
      _ = agent.answer(reward, situation(index))
    }
    #expect(agent.position.base[2] != 0.5 && steps.count == 60)
  }

  @Test func `a guided agent goes where it is told, each axis by its share, for a second`() {
    var agent = agent()
    let target: [Float] = [1, 0, -0.5, 0]
    target.withUnsafeBufferPointer { if let target = $0.baseAddress { agent.guide(toward: target, at: 0) } }
    var moved = [0, 0, 0, 0]
    for index in 0..<9 {
      if let action = agent.act(situation(index)) { moved[action.axis] += action.direction }
    }
    #expect(moved == [6, 0, -3, 0])
    _ = agent.act(situation(10))
    let guided = agent.guidedOutput(situation(11))
    #expect(guided == nil)
  }
}
