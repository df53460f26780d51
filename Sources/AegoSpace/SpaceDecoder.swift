import AegoNetwork
import AegoNumerics

/// Turns positions into spectra. It owns a copy of the weights and its scratch memory: after `init` nothing allocates,
/// and the same position gives the same bits on every x86-64 processor. One thread at a time may use it.
public struct SpaceDecoder: ~Copyable, Sendable {
  /// Number of axes.
  public let latent: Int
  /// Number of bins in a spectrum.
  public let bins: Int
  private let network: FeedForward
  private let home: Storage<Float>
  private let range: Storage<Float>
  private let z: Storage<Float>

  /// Copies a space's decoder.
  public init(_ space: LatentSpace) {
    latent = space.latent
    bins = space.bins
    network = FeedForward(space.decoder, inputs: space.latent)
    home = Storage(space.home)
    range = Storage(space.range)
    z = Storage(count: space.latent * SpaceDecoder.most, repeating: 0)
  }

  /// The most positions that are decoded together.
  public static let most = FeedForward.most

  /// Decodes a position.
  ///
  /// - Parameters:
  ///   - position: `latent` numbers, 0...1.
  ///   - spectrum: `bins` square roots of magnitudes, all above or at 0, of a frame of about unit energy
  ///     (Σ x⁴ ≈ 1: whoever sounds it sets its level).
  @_noLocks public borrowing func decode(position: UnsafePointer<Float>, into spectrum: UnsafeMutablePointer<Float>) {
    decode(positions: position, count: 1, into: spectrum)
  }

  /// Decodes several positions in one pass over the weights, each to the bits that it has alone.
  ///
  /// - Parameters:
  ///   - positions: `count` times `latent` numbers, 0...1.
  ///   - count: how many, 1...`most`.
  ///   - spectra: set to `count` times `bins` square roots of magnitudes.
  @_noLocks public borrowing func decode(
    positions: UnsafePointer<Float>, count: Int, into spectra: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      for axis in 0..<latent {
        let place = positions[index * latent + axis]
        z[index * latent + axis] = home[axis] + (2 * place - 1) * range[axis]
      }
    }
    network.run(z.base, count: count, into: spectra)
  }
}
