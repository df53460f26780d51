import AegoNumerics
import AegoSpace

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
    for open in LatentSpace.doublings(of: network.latent) {
      let positions = places.flatMap { place in box.z(place.indices.map { $0 < open ? place[$0] : 0.5 }) }
      let decoded = network.spectra(at: positions)
      let spectra = (0..<count).map { row in
        UnitSpectrum(unit: Self.heard(decoded[row * network.bins..<(row + 1) * network.bins]))
      }
      variance.append(Self.variance(spectra.map(\.roots)))
      entropy.append(Float(spectra.medianEntropy))
    }
  }

  /// A decoded spectrum x brought to unit energy Σ x⁴ = 1, as the frames are that train it: level is no axis.
  ///
  /// In single precision, unlike `UnitSpectrum(decoded:)`: other last digits would make another file of the same sounds
  /// and seed.
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
}
