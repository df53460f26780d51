import AegoNumerics

/// The spectra heard at random places of a box, the first 1, 2, 4, ... axes open and the others at home.
struct OpenWalks {
  /// Variance of the spectra around their mean, per stage; each spectrum is of unit energy.
  var variance: [Double] = []
  /// Median entropy of the spectra's energies in nats, per stage.
  var entropy: [Float] = []

  /// Decodes `count` places, the same ones at each stage as far as axes are open.
  init(_ network: Autoencoder, _ box: Box, count: Int, seed: UInt64) {
    var random = RandomStream(seed: seed, name: "training/walk")
    let places = (0..<count).map { _ in (0..<network.latent).map { _ in random.unit() } }
    for open in [1, 2, 4, 8, 16, 32] where open <= network.latent {
      let positions = places.flatMap { place in box.z(place.indices.map { $0 < open ? place[$0] : 0.5 }) }
      let decoded = network.spectra(at: positions)
      let spectra = (0..<count).map { Self.heard(decoded[$0 * network.bins..<($0 + 1) * network.bins]) }
      variance.append(Self.variance(spectra))
      entropy.append(Self.medianEntropy(spectra))
    }
  }

  /// A decoded spectrum x brought to unit energy Σ x⁴ = 1, as the frames are that train it: level is no axis.
  private static func heard(_ spectrum: ArraySlice<Float>) -> [Float] {
    let energy = spectrum.reduce(Float(0)) { $0 + $1 * $1 * $1 * $1 }
    let factor = 1 / max(energy, 1e-20).squareRoot().squareRoot()
    return spectrum.map { $0 * factor }
  }

  private static func variance(_ spectra: [[Float]]) -> Double {
    let count = Double(spectra.count)
    return spectra[0].indices.reduce(0.0) { total, bin in
      var (sum, squares) = (0.0, 0.0)
      for spectrum in spectra {
        sum += Double(spectrum[bin])
        squares += Double(spectrum[bin]) * Double(spectrum[bin])
      }
      return total + squares / count - (sum / count) * (sum / count)
    }
  }

  /// The median over spectra of -Σ p ln p, p the parts of the energy x⁴: few strong bins give little, a smear much.
  static func medianEntropy(_ spectra: [[Float]]) -> Float {
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
