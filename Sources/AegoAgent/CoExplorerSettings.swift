/// The numbers of the Co-Explorer, after Scurto et al. 2019 (arXiv 1907.00824) where not said otherwise.
public struct CoExplorerSettings: BitwiseCopyable, Sendable, Equatable {
  /// Units in each of the two hidden layers.
  public var hidden = 100
  /// Adam's step size.
  public var learningRate: Float = 0.001
  /// The last rewards that are kept whole for learning (there: 700); of older ones a few of each place are.
  public var replay = 2048
  /// Rewards from which on the network learns.
  public var warmUp = 33
  /// Actions that are remembered for credit: at least the credit window over the shortest period.
  public var history = 1024
  /// How long before a reward the first credited action may lie, in nanoseconds.
  public var creditFrom: Int64 = 200_000_000
  /// How long before a reward the last credited action may lie, in nanoseconds.
  public var creditTo: Int64 = 1_200_000_000
  /// The time in which, after a reward, novelty comes back into play to 1 - 1/e, in nanoseconds.
  public var guidance: Int64 = 10_000_000_000
  /// How many times the written exploration is added where all rewards contradict what is expected.
  public var contradiction: Float = 3
  /// How many times the written curiosity is added there.
  public var roaming: Float = 2
  /// What an action's value gains for each standard deviation that the slope along its axis is uncertain by.
  public var optimism: Float = 1
  /// What an action's value gains for leading where the agent has hardly been, as a part of the written curiosity.
  public var pull: Float = 0.5
  /// What chance adds to the value of an action at most, in rewards.
  public var whim: Float = 0.2

  /// How long an exploratory excursion keeps its direction, in nanoseconds (there: one action).
  public var excursion: Int64 = 400_000_000
  /// How far it leads at most, as a fraction of an axis of scale 1.
  public var farthest: Float = 0.04

  /// The settings of the piece.
  public init() {}
}
