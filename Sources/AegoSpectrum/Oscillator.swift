import AegoNumerics

/// A sine whose amplitude and frequency go in straight lines, its phase without a break.
struct Oscillator: BitwiseCopyable, Sendable {
  /// In cycles per sample.
  var frequency: Double
  var amplitude: Float
  /// In turns, within half a turn of 0.
  var phase: Double

  /// How many samples are reached by turning from one to the next; the sine and cosine of the next ones are taken anew,
  /// before the turns' rounding adds up.
  private static let stretch = 128
  private static var lanes: SIMD8<Float> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }

  /// Adds `count` samples, a multiple of 8, over which frequency and amplitude go to new ones.
  ///
  /// With the frequency f and its change c a sample, the phase is φ + f n + c n² / 2. Eight samples are turned to the
  /// next eight by the phase's difference, which itself turns by 64 c.
  @inline(__always) mutating func glide(
    toFrequency target: Double, amplitude loudness: Float, adding samples: UnsafeMutablePointer<Float>, count: Int
  ) {
    let length = Double(count)
    let change = (target - frequency) / length
    let rise = (loudness - amplitude) / Float(count)
    let bend = Float(16 * Double.pi * change)
    // How much further lane l turns than lane 0, by 8 c l, and each lane from turn to turn.
    let (laneSine, laneCosine) = Portable.sincos(Oscillator.lanes * bend)
    let (sine, cosine) = Portable.sincos(128 * .pi * change)
    let further = (real: Float(cosine), imaginary: Float(sine))
    var start = 0
    while start < count {
      let end = min(start + Oscillator.stretch, count)
      let now = frequency + change * Double(start)
      let turn = Portable.sincos(2 * .pi * Oscillator.wrapped(8 * now + 32 * change))
      let (turnReal, turnImaginary) = (Float(turn.cos), Float(turn.sin))
      var stepReal = laneCosine * turnReal - laneSine * turnImaginary
      var stepImaginary = laneCosine * turnImaginary + laneSine * turnReal
      let angle = Float(2 * .pi * phase(after: Double(start), change))
      let curve = Oscillator.lanes * Oscillator.lanes * (bend / 16)
      var (imaginary, real) = Portable.sincos(curve + Oscillator.lanes * Float(2 * .pi * now) + angle)
      var level = Oscillator.lanes * rise + (amplitude + rise * Float(start))
      var n = start
      while n < end {
        Kernels.store(Kernels.load(samples, n) + imaginary * level, samples, n)
        level += 8 * rise
        (real, imaginary) = (
          real * stepReal - imaginary * stepImaginary, real * stepImaginary + imaginary * stepReal
        )
        (stepReal, stepImaginary) = (
          stepReal * further.real - stepImaginary * further.imaginary,
          stepReal * further.imaginary + stepImaginary * further.real
        )
        n += 8
      }
      start = end
    }
    phase = phase(after: length, change)
    (frequency, amplitude) = (target, loudness)
  }

  private func phase(after samples: Double, _ change: Double) -> Double {
    Oscillator.wrapped(phase + (frequency + 0.5 * change * samples) * samples)
  }

  /// Turns without the whole ones: what adding and taking away 1.5 · 2^52 rounds to.
  private static func wrapped(_ turns: Double) -> Double {
    turns - ((turns + 6_755_399_441_055_744) - 6_755_399_441_055_744)
  }
}
