import AegoNumerics

/// Brings decoded frames to one loudness: magnitudes of unit K-weighted energy, the ends of the band faded.
struct FrameLevel: ~Copyable {
  /// The bins at the upper end that fade out, so that the band has no edge.
  private static let fadedBins = 32

  private let bins: Int
  private let fade: Storage<Float>
  private let weights: Storage<Float>

  init(geometry: FrameGeometry, rate: Int) {
    bins = geometry.bins
    fade = Storage((0..<geometry.bins).map { FrameLevel.fade(bin: $0, of: geometry.bins) })
    let curve = KWeighting(rate: rate)
    weights = Storage((0..<geometry.bins).map { Float(curve.power(at: Double($0) / Double(geometry.size))) })
  }

  /// What a bin is multiplied by: the band's upper end fades, and what lies below hearing, at 48 kHz under 20 Hz, is
  /// left out, since a decoder may put a steady pressure there that would take the room of the sound.
  private static func fade(bin: Int, of bins: Int) -> Float {
    switch (bin, bins - bin) {
    case (0...1, _): 0
    case (2, _): 0.5
    case (_, let left) where left <= fadedBins:
      Float(0.5 - 0.5 * Portable.cos(.pi * Double(left) / Double(fadedBins + 1)))
    default: 1
    }
  }

  /// - Parameters:
  ///   - roots: the square roots of `bins` magnitudes, on any common scale.
  ///   - magnitudes: set to `bins` magnitudes of unit K-weighted energy; zeros for a frame of zeros.
  func level(_ roots: UnsafePointer<Float>, into magnitudes: UnsafeMutablePointer<Float>) {
    var energy = SIMD8<Float>()
    var bin = 0
    while bin < bins {
      let root = Kernels.load(roots, bin)
      let magnitude = root * root * Kernels.load(fade.base, bin)
      Kernels.store(magnitude, magnitudes, bin)
      energy += magnitude * magnitude * Kernels.load(weights.base, bin)
      bin += 8
    }
    let total = Kernels.sum(energy)
    let scale = total > 1e-20 ? 1 / Portable.squareRoot(total) : 0
    bin = 0
    while bin < bins {
      Kernels.store(Kernels.load(magnitudes, bin) * scale, magnitudes, bin)
      bin += 8
    }
  }

  /// How much a place between the bins counts for loudness, in the bins' own measure: their K weights, joined by lines.
  @inline(__always) func weight(at place: Float) -> Float {
    let bin = max(0, min(bins - 2, Int(place)))
    return weights[bin] + (weights[bin + 1] - weights[bin]) * (place - Float(bin))
  }
}
