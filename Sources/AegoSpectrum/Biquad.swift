import AegoNumerics

/// A filter of second order: y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2].
public struct Biquad: BitwiseCopyable, Sendable, Equatable {
  var b0, b1, b2, a1, a2: Double
  private var first = 0.0
  private var second = 0.0

  init(b0: Double, b1: Double, b2: Double, a1: Double, a2: Double) {
    (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
  }

  /// Filters one sample: the transposed second direct form, which needs two numbers of memory.
  @inline(__always) mutating func filter(_ x: Double) -> Double {
    let y = b0 * x + first
    first = b1 * x - a1 * y + second
    second = b2 * x - a2 * y
    return y
  }

  /// What the power of a sine is multiplied by, its frequency in cycles per sample, 0...0.5.
  ///
  /// |H|² of the transfer function at z = e^(2πi f): |b0 + b1 z⁻¹ + b2 z⁻²|² / |1 + a1 z⁻¹ + a2 z⁻²|².
  func power(at frequency: Double) -> Double {
    let (sin1, cos1) = Portable.sincos(2 * .pi * frequency)
    let (sin2, cos2) = Portable.sincos(4 * .pi * frequency)
    let (re, im) = (b0 + b1 * cos1 + b2 * cos2, b1 * sin1 + b2 * sin2)
    let (poleRe, poleIm) = (1 + a1 * cos1 + a2 * cos2, a1 * sin1 + a2 * sin2)
    return (re * re + im * im) / (poleRe * poleRe + poleIm * poleIm)
  }
}
