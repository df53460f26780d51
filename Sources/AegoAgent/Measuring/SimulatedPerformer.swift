import AegoNumerics

/// A performer who wants the agent at a goal, to measure how well it learns.
///
/// The reward is the progress towards the goal over half a second, seen 0.3 s late: clip((d[t-8] - d[t-3]) / 0.035) at
/// each action of 100 ms, d the Euclidean distance heard along the open axes, and nothing where it is smaller than 0.1.
public struct SimulatedPerformer {
  /// Where the performer wants the agent to be: drawn from 0.1...0.9 on each axis.
  public private(set) var goal: [Float]
  /// How many actions late the performer sees what happens.
  public var delay = 3
  /// How far the performer hears the sound move with each axis: 1 for as far as it moves on paper.
  public var hearing: [Float]
  private var heard: [[Float]] = []

  /// Over how many actions progress is judged.
  private static let span = 5

  /// A performer with a drawn goal.
  public init(axes: Int, random: inout RandomStream) {
    goal = SimulatedPerformer.place(axes, &random)
    hearing = Array(repeating: 1, count: axes)
  }

  /// Wants something else.
  public mutating func changeMind(random: inout RandomStream) { goal = SimulatedPerformer.place(goal.count, &random) }

  private static func place(_ axes: Int, _ random: inout RandomStream) -> [Float] {
    (0..<axes).map { _ in 0.1 + 0.8 * random.unit() }
  }

  /// The performer hears the position at an action, with so many of the first axes open: the reward, -1...1.
  public mutating func hear(_ position: [Float], open: Int) -> Float {
    heard.append(position)
    let seen = heard.count - 1 - delay
    guard seen >= SimulatedPerformer.span else { return 0 }
    let before = distance(heard[seen - SimulatedPerformer.span], axes: 0..<open)
    let progress = max(-1, min(1, (before - distance(heard[seen], axes: 0..<open)) / 0.035))
    return abs(progress) < 0.1 ? 0 : progress
  }

  /// How far a position is from the goal along some axes.
  public func distance(_ position: [Float], axes: Range<Int>) -> Float {
    axes.reduce(into: Float(0)) { sum, axis in
      let way = hearing[axis] * (position[axis] - goal[axis])
      sum += way * way
    }.squareRoot()
  }
}
