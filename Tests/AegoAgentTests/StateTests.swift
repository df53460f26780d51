import AegoNumerics
import Testing

@testable import AegoAgent

private func agent(seed: UInt64, axes: Int = 4) -> CoExplorer {
  CoExplorer(
    axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
    random: RandomStream(seed: seed, name: "agent"))
}

/// Plays so many actions with drawn rewards and everything else that a performer does; what the agent did.
private func play(_ agent: inout CoExplorer, actions: Int, from start: Int64, seed: UInt64) -> [Action] {
  var random = RandomStream(seed: seed, name: "performer")
  var done: [Action] = []
  for index in 0..<Int64(actions) {
    let situation = Situation(
      time: start + index * 50_000_000, period: 50_000_000, openAxes: 0b1111, step: 0.01, exploration: 0.2,
      settling: 20_000_000_000, curiosity: 0.1)
    if index % 10 < 7 { agent.credit(2 * random.unit() - 1, at: situation.time) }
    if index % 211 == 200 || index % 1000 == 999 { agent.judgeZone(1, situation) }
    if index % 307 == 300 { agent.tryAction() }
    if index % 401 == 400 { agent.changeZone(openAxes: 0b1111) }
    if let action = agent.act(situation) { done.append(action) }
    agent.learn()
  }
  return done
}

@Suite struct StateTests {
  @Test func `an agent that takes up a state does what the one that was kept goes on to do`() {
    var kept = agent(seed: 1)
    // Long enough that older rewards are kept by place.
    _ = play(&kept, actions: 4000, from: 0, seed: 2)
    let state = kept.state(at: 200_000_000_000)
    // In another performance, with another clock.
    var other = agent(seed: 99)
    _ = play(&other, actions: 300, from: 0, seed: 5)
    let isTaken = other.restore(state, at: 7_000_000_000)
    #expect(isTaken)
    let here = play(&kept, actions: 1000, from: 200_000_000_000, seed: 3)
    let there = play(&other, actions: 1000, from: 7_000_000_000, seed: 3)
    #expect(here == there)
    #expect(kept.state(at: 250_000_000_000) == other.state(at: 57_000_000_000))
  }

  @Test func `to keep a state changes nothing`() {
    var kept = agent(seed: 1)
    var other = agent(seed: 1)
    _ = play(&kept, actions: 300, from: 0, seed: 2)
    _ = play(&other, actions: 300, from: 0, seed: 2)
    _ = kept.state(at: 15_000_000_000)
    kept.takeBackLesson()
    other.takeBackLesson()
    #expect(
      play(&kept, actions: 300, from: 15_000_000_000, seed: 3)
        == play(&other, actions: 300, from: 15_000_000_000, seed: 3))
  }

  @Test func `a state of another agent, a cut and a damaged one are not taken`() {
    var kept = agent(seed: 1)
    _ = play(&kept, actions: 300, from: 0, seed: 2)
    let state = kept.state(at: 0)
    func takes(_ numbers: [Float], axes: Int = 4) -> Bool {
      var other = agent(seed: 2, axes: axes)
      return other.restore(numbers, at: 0)
    }
    #expect(takes(state))
    #expect(!takes(state, axes: 8) && !takes(state, axes: 2))
    #expect(!takes(state.dropLast()) && !takes(state + [0]) && !takes([]))
    // What lies after the weights are whole numbers: a half is none.
    var damaged = state
    damaged[state.count - 1] += 0.5
    #expect(!takes(damaged))
    #expect(!takes(state.map { $0 == $0.rounded() ? 65535 : $0 }))
    // A position outside of the box.
    var outside = state
    outside[0] = 1.5
    #expect(!takes(outside))
    outside[0] = .nan
    #expect(!takes(outside))
  }
}
