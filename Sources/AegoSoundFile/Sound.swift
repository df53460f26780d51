/// A whole sound of one channel in memory.
public struct Sound: Sendable, Equatable {
  /// The samples, about -1...1.
  public var samples: [Float]
  /// Samples per second.
  public var rate: Int

  /// A sound made of samples.
  public init(samples: [Float], rate: Int) {
    self.samples = samples
    self.rate = rate
  }
}
