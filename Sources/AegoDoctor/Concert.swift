public import AegoScore
public import AegoServing

/// The performance that the machine is to be ready for: a score, and what `aego play` would be started with.
public struct Concert: Sendable {
  /// The score.
  public var score: Score
  /// Where it lies.
  public var path: String
  /// The sound device; nil for none, played by the clock.
  public var device: String?
  /// The device's queue in nanoseconds; nil for the usual one.
  public var buffer: Int64?
  /// The UDP port.
  public var port: UInt16
  /// The address that is listened on.
  public var listen: String
  /// Whether the arms play, and no recorded stream.
  public var hasArms = true
  /// Where projection and console are served; nil for nowhere.
  public var stage: ServingSettings?
  /// The take's folder; nil for one of the usual name in `takes`.
  public var take: String?
  /// How long the performer is waited for at each step, in nanoseconds.
  public var patience: Int64 = 15_000_000_000

  /// A performance of a score as it is written.
  ///
  /// - Parameters:
  ///   - score: the score.
  ///   - path: where it lies.
  ///   - device: the sound device; nil for none.
  public init(_ score: Score, path: String, device: String?) {
    self.score = score
    self.path = path
    self.device = device
    (port, listen) = (UInt16(score.sensors.port), score.sensors.listen)
  }
}
