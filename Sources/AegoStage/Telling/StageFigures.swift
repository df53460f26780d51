/// What pages are told that is not in the engine's feed: what only the one who pulls the engine knows, and the receiver.
public struct StageFigures: Sendable {
  /// The longest that a hop took, in nanoseconds.
  public var worst: Int64 = 0
  /// How many hops were late.
  public var late = 0
  /// How often the sound's queue ran empty.
  public var underruns = 0
  /// What the left arm's module told of its charge beside the engine, 0...1 or volts above 1; nil where it did not.
  public var leftCharge: Double?
  /// The same of the right arm's module.
  public var rightCharge: Double?

  /// Figures of a performance that nothing has gone wrong with.
  public init() {}
}
