import AegoNetwork
import AegoNumerics

/// Finds the position of a spectrum. One thread at a time may use it.
public struct SpaceEncoder: ~Copyable, Sendable {
  private let network: FeedForward
  private let home: [Float]
  private let range: [Float]
  private let bins: Int

  /// Copies a space's encoder.
  public init(_ space: LatentSpace) {
    bins = space.bins
    network = FeedForward(space.encoder, inputs: space.bins)
    (home, range) = (space.home, space.range)
  }

  /// Encodes a spectrum.
  ///
  /// - Parameter spectrum: `bins` square roots of magnitudes of a frame of unit energy (Σ x⁴ = 1).
  /// - Returns: a number per axis: 0...1 inside of the box, less or more outside.
  public borrowing func encode(spectrum: [Float]) -> [Float] {
    precondition(spectrum.count == bins, "a spectrum has as many bins as the space")
    var z = [Float](repeating: 0, count: home.count)
    network.run(spectrum, into: &z)
    return z.indices.map { ((z[$0] - home[$0]) / range[$0] + 1) / 2 }
  }
}
