/// Since when the agent has expected and chosen the same few actions.
///
/// An action is an axis and a direction. Few are as many as axes are open, at least two and at most four. Each of them
/// has been expected to earn the same: what was expected of it stays within a range of 0.2. Drawn actions do not count,
/// and an agent that nobody has taught expects nothing.
struct SettledActions: BitwiseCopyable {
  /// The distance between the least and the greatest expectation that are the same.
  static let tolerance: Float = 0.2

  private struct Choice: BitwiseCopyable {
    var output: Int32 = 0
    var low: Float = 0
    var high: Float = 0
  }

  private var choices = InlineArray<4, Choice>(repeating: Choice())
  private var count = 0
  /// When the first of them was chosen, in ns; `.max` where there is none.
  private(set) var since = Int64.max

  /// How many actions are few where so many axes are open.
  static func few(openAxes: Int) -> Int { max(2, min(4, openAxes)) }

  /// Nothing has been chosen.
  mutating func reset() {
    count = 0
    since = .max
  }

  /// The agent has chosen an action.
  ///
  /// - Parameters:
  ///   - axis: along which.
  ///   - direction: +1 or -1.
  ///   - expected: the reward that it expects of it.
  ///   - openAxes: how many axes are open.
  ///   - time: when, in ns.
  mutating func take(axis: Int, direction: Int, expected: Float, openAxes: Int, at time: Int64) {
    let output = Int32(2 * axis + (direction > 0 ? 0 : 1))
    if !keep(output, expected, most: SettledActions.few(openAxes: openAxes)) {
      reset()
      _ = keep(output, expected, most: 1)
    }
    if since == .max { since = time }
  }

  /// Takes a choice in among the few; false where it is one too many, or expects something else than before.
  private mutating func keep(_ output: Int32, _ expected: Float, most: Int) -> Bool {
    for index in 0..<count where choices[index].output == output {
      choices[index].low = min(choices[index].low, expected)
      choices[index].high = max(choices[index].high, expected)
      return choices[index].high - choices[index].low <= SettledActions.tolerance
    }
    guard count < most else { return false }
    choices[count] = Choice(output: output, low: expected, high: expected)
    count += 1
    return true
  }
}
