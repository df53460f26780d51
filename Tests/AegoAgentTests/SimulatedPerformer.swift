import AegoNumerics

@testable import AegoAgent

/// A performer who wants the agent at a goal and rewards progress over half a second, seen 0.3 s late.
struct SimulatedPerformer {
  let goal: [Float]
  private var distances: [Float] = []

  init(axes: Int, random: inout RandomStream) {
    goal = (0..<axes).map { _ in 0.1 + 0.8 * random.unit() }
  }

  mutating func reward(position: [Float]) -> (reward: Float, distance: Float) {
    let squares = zip(position, goal).map { ($0 - $1) * ($0 - $1) }
    distances.append(squares.reduce(0, +).squareRoot())
    let now = distances.count - 1
    guard now >= 8 else { return (0, distances[now]) }
    let progress = max(-1, min(1, (distances[now - 8] - distances[now - 3]) / 0.035))
    return (abs(progress) < 0.1 ? 0 : progress, distances[now])
  }
}

/// Mean distance of the last 500 of 3000 actions over the mean distance at the start, over seeds.
func distanceRatio(
  axes: Int, seeds: Int, curiosity: Float = 0.1, exploration: Float = 0.1, actions: Int = 3000
) -> Double {
  var (end, start) = (0.0, 0.0)
  for seed in 0..<seeds {
    var random = RandomStream(seed: UInt64(seed), name: "performer")
    var performer = SimulatedPerformer(axes: axes, random: &random)
    var agent = CoExplorer(
      axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
      random: RandomStream(seed: UInt64(seed), name: "agent"))
    for index in 0..<actions {
      let time = Int64(index) * 100_000_000
      let (reward, distance) = performer.reward(position: agent.position.array)
      agent.credit(reward, at: time)
      _ = agent.act(
        Situation(
          time: time, openAxes: (1 << UInt32(axes)) - 1, step: 0.01, exploration: exploration,
          settling: 60_000_000_000, curiosity: curiosity))
      for _ in 0..<4 { agent.learn() }
      if index == 0 { start += Double(distance) }
      if index >= actions - 500 { end += Double(distance) / 500 }
    }
  }
  return end / start
}
