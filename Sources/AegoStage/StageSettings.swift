import AegoServing

/// Where the stage is served, and its bounds.
public struct StageSettings: Sendable {
  /// Where, to whom, and within which bounds.
  public var serving = ServingSettings()
  /// How long the sound takes from the engine to the loudspeaker's plug, in seconds; so much later frames are shown, until
  /// a page says otherwise.
  public var soundLatency = 0.0
  /// For how long a page that holds the fader may say nothing before it is let go, in seconds.
  public var faderPatience = 1.5

  /// This machine alone, at port 8080.
  public init() {}
}
