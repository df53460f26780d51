import AegoNumerics

/// A performer who wants the agent at a goal, to measure how well it learns.
///
/// The reward is the progress towards the goal over half a second, seen 0.3 s late: clip((d[t-8] - d[t-3]) / 0.035) at
/// each action of 100 ms, d the Euclidean distance, and nothing where it is smaller than 0.1.
public struct SimulatedPerformer {
  /// Where the performer wants the agent to be: drawn from 0.1...0.9 on each axis.
  public let goal: [Float]
  private var distances: [Float] = []

  /// A performer with a drawn goal.
  public init(axes: Int, random: inout RandomStream) {
    goal = (0..<axes).map { _ in 0.1 + 0.8 * random.unit() }
  }

  /// The performer hears the position at an action: the reward, -1...1, and the distance to the goal.
  public mutating func hear(_ position: [Float]) -> (reward: Float, distance: Float) {
    let squares = zip(position, goal).map { ($0 - $1) * ($0 - $1) }
    distances.append(squares.reduce(0, +).squareRoot())
    let now = distances.count - 1
    guard now >= 8 else { return (0, distances[now]) }
    let progress = max(-1, min(1, (distances[now - 8] - distances[now - 3]) / 0.035))
    return (abs(progress) < 0.1 ? 0 : progress, distances[now])
  }

  /// How well an agent learns: the mean distance over the last 500 actions over the mean distance at the start, both
  /// means over the same seeds.
  ///
  /// - Parameters:
  ///   - axes: how many, all open.
  ///   - seeds: the seeds 0..<seeds are played.
  ///   - actions: how many, 100 ms apart, with steps of 0.01 and four gradient steps after each.
  /// - Returns: the ratio; 0 is perfect, 1 has learnt nothing.
  public static func distanceRatio(axes: Int, seeds: Int, actions: Int = 3000) -> Double {
    var (end, start) = (0.0, 0.0)
    for seed in 0..<seeds {
      var random = RandomStream(seed: UInt64(seed), name: "performer")
      var performer = SimulatedPerformer(axes: axes, random: &random)
      var agent = CoExplorer(
        axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
        random: RandomStream(seed: UInt64(seed), name: "agent"))
      for index in 0..<actions {
        let time = Int64(index) * 100_000_000
        let (reward, distance) = performer.hear(agent.position.array)
        agent.credit(reward, at: time)
        _ = agent.act(
          Situation(
            time: time, period: 100_000_000, openAxes: UInt32(truncatingIfNeeded: (1 as UInt64) << UInt64(axes) - 1),
            step: 0.01,
            exploration: 0.1, settling: 60_000_000_000, curiosity: 0.1))
        for _ in 0..<4 { agent.learn() }
        if index == 0 { start += Double(distance) }
        if index >= actions - 500 { end += Double(distance) / 500 }
      }
    }
    return end / start
  }
}
