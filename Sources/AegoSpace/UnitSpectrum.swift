import AegoNumerics

/// A spectrum as it sounds: square roots x of magnitudes at unit energy, Σ x⁴ = 1, to which the voice brings each one.
public struct UnitSpectrum: Sendable, Equatable {
  /// A number for each bin, Σ x⁴ = 1; all 0 of a silent spectrum.
  public let roots: [Float]

  /// Brings a decoded spectrum to unit energy: level is no axis.
  ///
  /// - Parameter decoded: square roots of magnitudes, of any energy.
  public init(decoded: [Float]) {
    let energy = decoded.reduce(0.0) { $0 + Double($1 * $1) * Double($1 * $1) }
    let scale = energy > 0 ? Float(1 / energy.squareRoot().squareRoot()) : 0
    roots = decoded.map { $0 * scale }
  }

  /// Takes what has unit energy already, such as the frame of a sound.
  ///
  /// - Parameter roots: square roots of magnitudes, Σ x⁴ = 1.
  public init(unit roots: [Float]) { self.roots = roots }

  /// -Σ p ln p over the bins' parts p of the energy Σ x⁴, in nats: 0 of one bin, larger the more the energy is spread.
  public var entropy: Double {
    let energies = roots.map { Double($0) * Double($0) * Double($0) * Double($0) }
    let total = max(energies.reduce(0, +), 1e-30)
    return energies.reduce(0.0) { sum, energy in
      let part = energy / total
      return part > 1e-12 ? sum - part * Portable.log(part) : sum
    }
  }

  /// The Euclidean distance to another spectrum.
  func distance(to other: UnitSpectrum) -> Double {
    let squares = zip(roots, other.roots).reduce(0.0) { sum, pair in
      let difference = Double(pair.0 - pair.1)
      return sum + difference * difference
    }
    return squares.squareRoot()
  }
}

extension [UnitSpectrum] {
  /// The median of the spectra's entropies, in nats; 0 of none.
  public var medianEntropy: Double { isEmpty ? 0 : map(\.entropy).sorted()[count / 2] }
}
