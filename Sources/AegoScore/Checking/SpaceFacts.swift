/// What a score must know about a latent space file.
public struct SpaceFacts: Sendable, Equatable {
  /// How many axes it has.
  public var latent: Int
  /// Samples per second.
  public var rate: Int
  /// Samples from one spectrum to the next.
  public var hop: Int

  /// Facts about a space.
  public init(latent: Int, rate: Int, hop: Int) {
    self.latent = latent
    self.rate = rate
    self.hop = hop
  }
}

/// Why a file that a score names is of no use.
public enum SpaceFault: Error, Sendable, Equatable {
  /// It cannot be read: the system's reason.
  case unreadable(reason: String)
  /// It is no latent space that can be played: what is wrong with it.
  case unsuitable(what: String)
}
