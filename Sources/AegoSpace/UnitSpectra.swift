import AegoNumerics

/// Spectra as they sound: decoded, and brought to unit energy as the voice does.
struct UnitSpectra: ~Copyable {
  private let decoder: SpaceDecoder
  /// The spectrum that was decoded last: square roots of magnitudes, Σ x⁴ = 1.
  let roots: Storage<Float>

  init(_ space: LatentSpace) {
    decoder = SpaceDecoder(space)
    roots = Storage(count: space.bins, repeating: 0)
  }

  /// Decodes a position, 0...1 on each axis.
  borrowing func decode(_ position: [Float]) {
    decoder.decode(position: position, into: roots.base)
    var energy = 0.0
    for bin in 0..<roots.count { energy += Double(roots[bin] * roots[bin]) * Double(roots[bin] * roots[bin]) }
    let scale = energy > 0 ? Float(1 / energy.squareRoot().squareRoot()) : 0
    for bin in 0..<roots.count { roots[bin] *= scale }
  }

  /// The Euclidean distance to another spectrum.
  borrowing func distance(to other: [Float]) -> Double {
    var squares = 0.0
    for bin in 0..<roots.count {
      let difference = Double(roots[bin] - other[bin])
      squares += difference * difference
    }
    return squares.squareRoot()
  }

  /// -Σ p ln p over the bins' parts p = x⁴ of the energy, in nats: 0 of one bin, larger the more the energy is spread.
  borrowing func entropy() -> Double {
    var sum = 0.0
    for bin in 0..<roots.count {
      let energy = Double(roots[bin] * roots[bin]) * Double(roots[bin] * roots[bin])
      if energy > 0 { sum -= energy * Portable.log(energy) }
    }
    return sum
  }
}
