import AegoNumerics

/// What a trained space does.
public struct SpaceMeasures: Sendable, Equatable {
  /// On the files that were held out, whose pitches the training had in other files.
  public var heldOut: Reconstruction
  /// On the files of pitches that the training never heard; nil if there are none.
  public var unseenPitch: Reconstruction?
  /// Part of the variance of frames that trained the space, all axes open: one that tells nothing apart has about 0.
  public var trainingExplained: Float
  /// Kullback-Leibler divergence of a held-out frame in nats, per axis: what the axis carries.
  public var divergence: [Float]
  /// Mean change of the spectrum per unit of position, per axis.
  public var sensitivity: [Float]
  /// Variance of the spectra heard along the first 1, 2, 4, ... axes from home, each of unit energy, in parts of the
  /// training frames' variance.
  public var walkVariance: [Float]
  /// Median entropy of those spectra's energies, nats.
  public var walkEntropy: [Float]
  /// Median entropy of the held-out frames' energies, nats.
  public var heldOutEntropy: Float

  /// Measures a network.
  init(_ network: Autoencoder, data: DataSet, box: Box, seed: UInt64) {
    let mean = data.meanSpectrum(of: data.training)
    heldOut = Reconstruction(network, data: data, frames: data.heldOut, mean: mean)
    let unseen = data.unseenPitch
    unseenPitch = unseen.isEmpty ? nil : Reconstruction(network, data: data, frames: unseen, mean: mean)
    let trained = data.training.thinned(to: 2000)
    trainingExplained =
      Reconstruction(network, data: data, frames: trained, mean: mean).explainedVariance[network.latent - 1]
    divergence = network.divergences(of: data.heldOut, in: data)
    sensitivity = Self.sensitivity(network, box, seed: seed)
    heldOutEntropy = data.medianEntropy(of: data.heldOut)
    let walks = OpenWalks(network, box, count: 4096, seed: seed)
    let variance = data.variance(of: trained, around: mean)
    walkVariance = walks.variance.map { variance > 0 ? Float($0 / variance) : 0 }
    walkEntropy = walks.entropy
  }

  /// Mean of |x(p + dp) - x(p)| / |dp| over 256 positions drawn from the box, dp = 1 % of an axis.
  private static func sensitivity(_ network: Autoencoder, _ box: Box, seed: UInt64) -> [Float] {
    var random = RandomStream(seed: seed, name: "training/sensitivity")
    let (count, step) = (256, Float(0.01))
    let positions = (0..<count).map { _ in (0..<network.latent).map { _ in 0.005 + 0.99 * random.unit() } }
    let around = network.spectra(at: positions.flatMap(box.z))
    return (0..<network.latent).map { axis in
      let moved = positions.map { position in
        var there = position
        there[axis] += there[axis] < 0.5 ? step : -step
        return there
      }
      let there = network.spectra(at: moved.flatMap(box.z))
      let total = (0..<count).reduce(0.0) { sum, row in
        let squares = (0..<network.bins).reduce(Float(0)) { squares, bin in
          let difference = there[row * network.bins + bin] - around[row * network.bins + bin]
          return squares + difference * difference
        }
        return sum + Double(squares.squareRoot())
      }
      return max(Float(total / Double(count)) / step, 1e-4)
    }
  }
}
