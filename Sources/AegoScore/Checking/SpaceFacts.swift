/// What a score must know about a latent space file.
public struct SpaceFacts: Sendable, Equatable {
  /// How many axes it has.
  public var latent: Int
  /// Samples per second.
  public var rate: Int
  /// Samples from one spectrum to the next.
  public var hop: Int
  /// Samples in the frame of a spectrum.
  public var frame: Int
  /// Numbers in a spectrum.
  public var bins: Int

  /// Facts about a space.
  public init(latent: Int, rate: Int, hop: Int, frame: Int, bins: Int) {
    self.latent = latent
    self.rate = rate
    self.hop = hop
    self.frame = frame
    self.bins = bins
  }
}
