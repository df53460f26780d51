/// What the score lets the agent do at one action.
public struct Situation: BitwiseCopyable, Sendable {
  /// Performance time of the action, in nanoseconds.
  public var time: Int64
  /// The action period in force, in nanoseconds.
  public var period: Int64
  /// Bit i is set where axis i, counted from 0, is open.
  public var openAxes: UInt32
  /// The displacement along an axis of scale 1, as a fraction of its range.
  public var step: Float
  /// The probability of an exploratory action when nothing has settled yet, 0...1.
  public var exploration: Float
  /// The time in which the agent settles to 1/e, in nanoseconds.
  public var settling: Int64
  /// The weight of novelty, 0 or more; rewards are -1...1.
  public var curiosity: Float

  /// The set of the first `count` axes.
  ///
  /// - Parameter count: 0...32.
  /// - Returns: one bit an axis, as in `openAxes`.
  @_noLocks public static func mask(_ count: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (1 as UInt64) << UInt64(count) - 1)
  }

  /// The situation of one action.
  public init(
    time: Int64, period: Int64, openAxes: UInt32, step: Float, exploration: Float, settling: Int64, curiosity: Float
  ) {
    self.time = time
    self.period = period
    self.openAxes = openAxes
    self.step = step
    self.exploration = exploration
    self.settling = settling
    self.curiosity = curiosity
  }
}

/// One step of the agent along one axis.
public struct Action: BitwiseCopyable, Sendable, Equatable {
  /// The axis, counted from 0.
  public var axis: Int
  /// +1 or -1.
  public var direction: Int
  /// Whether it was drawn rather than chosen.
  public var explored: Bool
  /// The reward that the agent expected of it, -1...1.
  public var expected: Float
}
