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
  public var walkVariance: [Float] = []
  /// Median entropy of those spectra's energies, nats.
  public var walkEntropy: [Float] = []
  /// Median entropy of the held-out frames' energies, nats.
  public var heldOutEntropy: Float

  /// Measures a network.
  init(_ network: Autoencoder, data: DataSet, box: Box, seed: UInt64) {
    let mean = data.meanSpectrum(of: data.training)
    heldOut = Reconstruction(network, data: data, frames: data.heldOut, mean: mean)
    let unseen = data.unseenPitch
    unseenPitch = unseen.isEmpty ? nil : Reconstruction(network, data: data, frames: unseen, mean: mean)
    let trained = DataSet.thinned(data.training, to: 2000)
    trainingExplained =
      Reconstruction(network, data: data, frames: trained, mean: mean).explainedVariance[network.latent - 1]
    divergence = network.divergences(of: data.heldOut, in: data)
    sensitivity = Self.sensitivity(network, box, seed: seed)
    heldOutEntropy = Self.entropy(data.heldOut.map { Array(data.spectra[$0 * data.bins..<($0 + 1) * data.bins]) })
    walk(network, box, variance: data.variance(of: trained, around: mean), seed: seed)
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

  /// Decodes 4096 drawn positions with the first 1, 2, 4, ... axes open and the others at home.
  private mutating func walk(_ network: Autoencoder, _ box: Box, variance: Double, seed: UInt64) {
    var random = RandomStream(seed: seed, name: "training/walk")
    let count = 4096
    for open in [1, 2, 4, 8, 16, 32] where open <= network.latent {
      let positions = (0..<count).flatMap { _ in
        box.z((0..<network.latent).map { $0 < open ? random.unit() : 0.5 })
      }
      let decoded = network.spectra(at: positions)
      let spectra = (0..<count).map { Self.heard(decoded[$0 * network.bins..<($0 + 1) * network.bins]) }
      let spread = (0..<network.bins).reduce(0.0) { sum, bin in
        let column = spectra.map { Double($0[bin]) }
        let mean = column.reduce(0, +) / Double(count)
        return sum + column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      }
      walkVariance.append(variance > 0 ? Float(spread / variance) : 0)
      walkEntropy.append(Self.entropy(spectra))
    }
  }

  /// A decoded spectrum x brought to unit energy Σ x⁴ = 1, as the frames are that train it: level is no axis.
  private static func heard(_ spectrum: ArraySlice<Float>) -> [Float] {
    let energy = spectrum.reduce(Float(0)) { $0 + $1 * $1 * $1 * $1 }
    let factor = 1 / max(energy, 1e-20).squareRoot().squareRoot()
    return spectrum.map { $0 * factor }
  }

  /// The median over spectra of -Σ p ln p, p the parts of the energy x⁴: few strong bins give little, a smear much.
  private static func entropy(_ spectra: [[Float]]) -> Float {
    let entropies = spectra.map { spectrum in
      let energies = spectrum.map { Double($0) * Double($0) * Double($0) * Double($0) }
      let total = max(energies.reduce(0, +), 1e-30)
      return energies.reduce(0.0) { sum, energy in
        let part = energy / total
        return part > 1e-12 ? sum - part * Portable.log(part) : sum
      }
    }
    return entropies.isEmpty ? 0 : Float(entropies.sorted()[entropies.count / 2])
  }
}
