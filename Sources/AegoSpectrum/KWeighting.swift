import AegoNumerics

/// The K curve of Recommendation ITU-R BS.1770: how much each frequency counts for loudness.
///
/// A shelf raises what lies above 1.7 kHz by 4 dB, as a head does, and a high pass takes the lowest octaves away. The
/// Recommendation tabulates both filters at 48 kHz only; here they follow from the corner, quality and gain that its
/// tables imply, by the bilinear transform (De Man, "Evaluation of implementations of the EBU R128 loudness
/// measurement", AES convention 145, 2018), so that any rate has the same curve.
public struct KWeighting: BitwiseCopyable, Sendable {
  var shelf: Biquad
  var highPass: Biquad

  /// The curve at a rate in samples per second, 8000 or more.
  public init(rate: Int) {
    precondition(rate >= 8000, "the shelf's corner lies well below half the rate")
    shelf = KWeighting.shelf(rate: Double(rate))
    highPass = KWeighting.highPass(rate: Double(rate))
  }

  /// Filters one sample.
  @_noLocks @inline(__always) public mutating func filter(_ sample: Double) -> Double {
    highPass.filter(shelf.filter(sample))
  }

  /// What the power of a sine is multiplied by, its frequency in cycles per sample, 0...0.5.
  public func power(at frequency: Double) -> Double { shelf.power(at: frequency) * highPass.power(at: frequency) }

  /// The loudness in LUFS of a K-weighted mean square, summed over the channels: -0.691 + 10 log10 (equation 2 there).
  public static func loudness(meanSquare: Double) -> Double { -0.691 + 4.342944819032518 * Portable.log(meanSquare) }

  /// The K-weighted mean square, summed over the channels, of a loudness in LUFS.
  public static func meanSquare(loudness: Double) -> Double { Portable.exp((loudness + 0.691) / 4.342944819032518) }

  /// The first filter: gain 3.99984 dB above 1681.97 Hz.
  private static func shelf(rate: Double) -> Biquad {
    let k = warped(1681.974450955533, rate)
    let quality = 0.7071752369554196
    let high = Portable.amplitude(decibels: 3.999843853973347)
    let middle = Portable.pow(high, 0.4996667741545416)
    let scale = 1 / (1 + k / quality + k * k)
    return Biquad(
      b0: (high + middle * k / quality + k * k) * scale, b1: 2 * (k * k - high) * scale,
      b2: (high - middle * k / quality + k * k) * scale, a1: 2 * (k * k - 1) * scale,
      a2: (1 - k / quality + k * k) * scale)
  }

  /// The second filter: 38.1355 Hz and up. Its zeros are not scaled, as in the Recommendation.
  private static func highPass(rate: Double) -> Biquad {
    let k = warped(38.13547087602444, rate)
    let quality = 0.5003270373238773
    let scale = 1 / (1 + k / quality + k * k)
    return Biquad(b0: 1, b1: -2, b2: 1, a1: 2 * (k * k - 1) * scale, a2: (1 - k / quality + k * k) * scale)
  }

  /// A corner in hertz for the bilinear transform: tan(π f / rate).
  private static func warped(_ frequency: Double, _ rate: Double) -> Double {
    let (sine, cosine) = Portable.sincos(.pi * frequency / rate)
    return sine / cosine
  }
}
