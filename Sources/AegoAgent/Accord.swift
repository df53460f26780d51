import AegoNumerics

/// How well the performer's rewards agree with what the agent expects of them, over the last seconds.
///
/// The products of expectation and reward over the products of their magnitudes, both averaged over time: 1 where every
/// reward agrees, 0 where as many contradict. Small products say little, such as those about the last steps at a goal, and
/// leave the accord whole; where hardly anything is expected, rewards say that the performer is not understood.
struct Accord: BitwiseCopyable {
  /// The time in which older rewards count for 1/e, in nanoseconds.
  private static let memory = 6e9
  /// The magnitude that an expectation has at least.
  private static let least: Float = 0.15
  /// The size of products that say little.
  private static let small: Float = 0.01

  private var agreement: Float = 0
  private var size: Float = 0
  private var lastTime: Int64 = 0

  /// 0...1.
  var value: Float { max(0, min(1, (agreement + Accord.small) / (size + Accord.small))) }

  /// Takes in a reward for what was expected.
  mutating func take(expected: Float, reward: Float, at time: Int64) {
    let elapsed = Double(max(0, min(1_000_000_000, time - lastTime)))
    let part = Float(1 - Portable.exp(-elapsed / Accord.memory))
    agreement += part * (expected * reward - agreement)
    size += part * (max(abs(expected), Accord.least) * abs(reward) - size)
    lastTime = time
  }

  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(&agreement)
    coder.pass(&size)
    coder.pass(time: &lastTime)
  }
}
