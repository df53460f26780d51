import AegoNumerics

/// An agent that plays with a simulated performer: actions 100 ms apart, steps of 0.01, and the gradient steps that the
/// engine makes in that time.
public struct AgentTrial: Sendable {
  /// How many axes the agent has.
  public var axes: Int
  /// How many actions it makes; in parts, how many in each.
  public var actions = 3000
  /// The part of the rewards that comes with the wrong sign.
  public var wrong: Float = 0
  /// Whether the performer rewards only one second in five.
  public var isSeldom = false
  /// How many actions late the performer sees what happens.
  public var delay = 3
  /// Whether the performer rewards at all.
  public var isRewarded = true
  /// Actions in which the rewards' signs are drawn.
  public var contradiction = 0..<0
  /// Parts with their open axes, each `actions` long; none for one part with all open.
  public var parts: [Int] = []
  /// Whether the goal is another one in each part after the first.
  public var goalMoves = false
  /// The written part of exploratory actions, 0...1.
  public var exploration: Float = 0.1
  /// How the step is scaled along each axis; none for alike on all. The performer hears one as far as another.
  public var stepScales: [Float] = []
  /// The written weight of novelty.
  public var curiosity: Float = 0.1
  /// The agent's numbers.
  public var settings = CoExplorerSettings()

  /// A trial with that many axes, all open and rewarded.
  public init(axes: Int) { self.axes = axes }

  /// What happened.
  public struct Course: Sendable {
    /// The position at each action.
    public var positions: [[Float]] = []
    /// The distance to the goal in force, along the open axes.
    public var distances: [Float] = []
    /// The first goal.
    public var goal: [Float] = []

    /// Which cells the agent was in, each axis in four parts.
    public func cells(_ actions: Range<Int>) -> Set<UInt64> {
      Set(positions[actions].map { $0.reduce(0) { 4 * $0 + UInt64(min(3, max(0, 4 * $1))) } })
    }
  }

  /// Plays it with a seed.
  public func run(seed: UInt64) -> Course {
    var random = RandomStream(seed: seed, name: "performer")
    var performer = SimulatedPerformer(axes: axes, random: &random)
    performer.delay = delay
    let scales = stepScales.isEmpty ? Array(repeating: 1, count: axes) : stepScales
    performer.hearing = scales.map { 1 / $0 }
    var agent = CoExplorer(
      axes: axes, stepScales: scales, settings: settings,
      random: RandomStream(seed: seed, name: "agent"))
    let parts = parts.isEmpty ? [axes] : parts
    var course = Course()
    course.goal = performer.goal
    for (part, open) in parts.enumerated() {
      if goalMoves && part > 0 { performer.changeMind(random: &random) }
      agent.beginScene(at: Int64(part * actions) * 100_000_000)
      for index in part * actions..<(part + 1) * actions {
        let (time, position) = (Int64(index) * 100_000_000, agent.position.array)
        course.positions.append(position)
        course.distances.append(performer.distance(position, axes: 0..<open))
        let reward = performer.hear(position, open: open)
        agent.credit(altered(reward, index, &random), at: time)
        _ = agent.act(situation(time, open: open))
        // The engine makes one each second hop of 10.667 ms.
        for _ in 0..<(index % 3 == 0 ? 4 : 5) { agent.learn() }
      }
    }
    return course
  }

  /// What the agent gets of a reward.
  private func altered(_ reward: Float, _ index: Int, _ random: inout RandomStream) -> Float {
    guard isRewarded, !isSeldom || index / 10 % 5 == 0 else { return 0 }
    if contradiction.contains(index) { return random.unit() < 0.5 ? -reward : reward }
    return random.unit() < wrong ? -reward : reward
  }

  private func situation(_ time: Int64, open: Int) -> Situation {
    Situation(
      time: time, period: 100_000_000, openAxes: Situation.mask(open), step: 0.01, exploration: exploration,
      settling: 60_000_000_000, curiosity: curiosity)
  }
}

extension Array where Element == AgentTrial.Course {
  /// The mean distance over the last 500 actions before an action, over the mean distance at another one. Both are means
  /// over the courses.
  ///
  /// - Parameters:
  ///   - end: the action that the 500 come before.
  ///   - start: where the distance is the whole.
  /// - Returns: the ratio: 0 is perfect, 1 has learnt nothing.
  public func ratio(before end: Int, from start: Int = 0) -> Double {
    let far = reduce(0) { $0 + Double($1.distances[start]) }
    let near = reduce(0) { $0 + $1.distances[end - 500..<end].reduce(0) { $0 + Double($1) } / 500 }
    return near / far
  }

  /// The same along the first axes alone, for the first goal, at the end of all.
  public func ratio(firstAxes count: Int) -> Double {
    func distance(_ position: [Float], _ goal: [Float]) -> Double {
      (0..<count).reduce(0) { $0 + Double((position[$1] - goal[$1]) * (position[$1] - goal[$1])) }.squareRoot()
    }
    let far = reduce(0) { $0 + distance($1.positions[0], $1.goal) }
    let near = reduce(0) { sum, course in
      sum + course.positions.suffix(500).reduce(0) { $0 + distance($1, course.goal) } / 500
    }
    return near / far
  }
}
