import AegoNumerics

/// Brings a sound to a K-weighted mean square of 1, slowly.
///
/// Spectra of equal energy do not sound equally loud when they move: partials less than a few bins apart beat, and the
/// frames of a gliding spectrum cancel each other in part. What was heard in the last tenth of a second tells
/// how much; partials that beat more slowly than that keep their beat in part, faster ones wholly.
struct Leveller: ~Copyable {
  /// The time constant of the mean, in seconds: long against a hop, short against what is heard as loudness.
  private static let time = 0.06
  /// The least and the largest mean square that is made up for: 4 dB either way.
  private static let reach = 0.4...2.5

  private let freshCurve: KWeighting
  private var curve: KWeighting
  private let keep: Double
  private var meanSquare = 1.0
  private var gain: Float = 1
  /// How many hops the sound still needs to rise to its level, in which nothing is made up for.
  private var rising: Int
  private let windowHops: Int

  /// A leveller of a voice at `rate` samples per second.
  init(rate: Int, geometry: FrameGeometry) {
    freshCurve = KWeighting(rate: rate)
    curve = freshCurve
    windowHops = geometry.size / geometry.hop
    rising = windowHops
    let hop = geometry.hop
    keep = Portable.exp(-Double(hop) / (Leveller.time * Double(rate)))
  }

  /// Begins anew, before a sound that rises from silence.
  mutating func pass(through copier: inout StateCopier) {
    copier.pass(&curve)
    copier.pass(&meanSquare)
    copier.pass(&gain)
    copier.pass(&rising)
  }

  mutating func reset() {
    curve = freshCurve
    (meanSquare, gain, rising) = (1, 1, windowHops)
  }

  /// Levels a hop; the gain goes from one hop's to the next's in a straight line.
  mutating func level(_ samples: UnsafeMutablePointer<Float>, count: Int) {
    var sum = 0.0
    for n in 0..<count {
      let weighted = curve.filter(Double(samples[n]))
      sum += weighted * weighted
    }
    if rising > 0 {
      rising -= 1
      return
    }
    level(samples, count: count, meanSquare: sum / Double(count))
  }

  /// Levels a hop whose K-weighted mean square is known rather than heard; silence leaves the gain as it is.
  mutating func level(_ samples: UnsafeMutablePointer<Float>, count: Int, meanSquare now: Double) {
    if now > 0 { meanSquare = keep * meanSquare + (1 - keep) * now }
    let reached = max(Leveller.reach.lowerBound, min(Leveller.reach.upperBound, meanSquare))
    let next = Float(1 / Portable.squareRoot(reached))
    let step = (next - gain) / Float(count)
    for n in 0..<count { samples[n] *= gain + step * Float(n + 1) }
    gain = next
  }
}
