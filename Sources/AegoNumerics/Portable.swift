/// Elementary functions that give the same bits on every x86-64 processor.
///
/// The C library picks other code on processors with fused multiply-add, and its last bits differ with it. These
/// functions use only IEEE additions, multiplications and divisions in one fixed order. The `Float` scalar versions
/// round the `Double` ones; the `SIMD8<Float>` versions are in `Portable+SIMD8.swift`.
public enum Portable {
  /// The exponential function.
  ///
  /// Relative error below 4e-16. Below -745 the result is 0, above 709.78 infinity.
  ///
  /// Cody and Waite 1980, chapter 6: x = n ln 2 + r, |r| ≤ ln 2 / 2, then the Taylor series to r^13.
  @_noLocks public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.2 { return 0 }
    let n = roundToInteger(x * 1.4426950408889634)
    let r = (x - n * ln2High) - n * ln2Low
    var sum = 1.6059043836821613e-10
    sum = sum * r + 2.08767569878681e-9
    sum = sum * r + 2.505210838544172e-8
    sum = sum * r + 2.755731922398589e-7
    sum = sum * r + 2.7557319223985893e-6
    sum = sum * r + 2.48015873015873e-5
    sum = sum * r + 1.984126984126984e-4
    sum = sum * r + 1.3888888888888889e-3
    sum = sum * r + 8.333333333333333e-3
    sum = sum * r + 4.1666666666666664e-2
    sum = sum * r + 0.16666666666666666
    sum = sum * r + 0.5
    sum = sum * r * r + r + 1
    // Two factors, so that neither leaves the range of normal numbers.
    let exponent = Int(n)
    let half = exponent / 2
    return sum * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  /// The natural logarithm: NaN below 0, -infinity at 0.
  ///
  /// Relative error below 4e-16 outside of [0.99, 1.01], absolute error below 1e-17 inside. Denormals count as 0.
  ///
  /// x = 2^e m with m in [√½, √2), ln m = 2 artanh((m - 1) / (m + 1)) by its Taylor series.
  @_noLocks public static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x < Double.leastNormalMagnitude { return -.infinity }
    if x.isInfinite { return x }
    let bits = x.bitPattern
    var exponent = Int(bits >> 52) - 1023
    var m = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000)
    if m > 1.4142135623730951 {
      m *= 0.5
      exponent += 1
    }
    let f = (m - 1) / (m + 1)
    let s = f * f
    var sum = 1.0 / 25
    sum = sum * s + 1.0 / 23
    sum = sum * s + 1.0 / 21
    sum = sum * s + 1.0 / 19
    sum = sum * s + 1.0 / 17
    sum = sum * s + 1.0 / 15
    sum = sum * s + 1.0 / 13
    sum = sum * s + 1.0 / 11
    sum = sum * s + 1.0 / 9
    sum = sum * s + 1.0 / 7
    sum = sum * s + 1.0 / 5
    sum = sum * s + 1.0 / 3
    let e = Double(exponent)
    return e * ln2High + (2 * f + (2 * f * s * sum + e * ln2Low))
  }

  /// x to the power y, for x ≥ 0. The relative error grows with the result's logarithm: below 1e-15 · (1 + |y ln x|).
  @_noLocks public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 { return 1 }
    return exp(y * log(x))
  }

  /// Sine and cosine of an angle in radians, |angle| ≤ 1e6. Absolute error below 3e-16 up to 1e3, 1e-13 at 1e6.
  ///
  /// Three-part Cody-Waite reduction to |r| ≤ π/4 and the Taylor series.
  @_noLocks public static func sincos(_ angle: Double) -> (sin: Double, cos: Double) {
    let n = roundToInteger(angle * 0.6366197723675814)
    let r = ((angle - n * 1.5707963267341256) - n * 6.077100506303966e-11) - n * 2.0222662487959506e-21
    let s = r * r
    var sine = -8.22063524662433e-18
    sine = sine * s + 2.8114572543455206e-15
    sine = sine * s - 7.647163731819816e-13
    sine = sine * s + 1.6059043836821613e-10
    sine = sine * s - 2.505210838544172e-8
    sine = sine * s + 2.7557319223985893e-6
    sine = sine * s - 1.984126984126984e-4
    sine = sine * s + 8.333333333333333e-3
    sine = sine * s - 0.16666666666666666
    sine = r + r * s * sine
    var cosine = 4.110317623312165e-19
    cosine = cosine * s - 1.5619206968586225e-16
    cosine = cosine * s + 4.779477332387385e-14
    cosine = cosine * s - 1.1470745597729725e-11
    cosine = cosine * s + 2.08767569878681e-9
    cosine = cosine * s - 2.755731922398589e-7
    cosine = cosine * s + 2.48015873015873e-5
    cosine = cosine * s - 1.3888888888888889e-3
    cosine = cosine * s + 4.1666666666666664e-2
    cosine = 1 - s * 0.5 + s * s * cosine
    switch Int(n) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// Sine of an angle in radians, as accurate as `sincos`.
  @_noLocks public static func sin(_ angle: Double) -> Double { sincos(angle).sin }

  /// Cosine of an angle in radians, as accurate as `sincos`.
  @_noLocks public static func cos(_ angle: Double) -> Double { sincos(angle).cos }

  /// The angle of the point (x, y) in -π...π; 0 at the origin. Absolute error below 5e-16.
  @_noLocks public static func atan2(_ y: Double, _ x: Double) -> Double {
    let (ax, ay) = (abs(x), abs(y))
    if ax == 0 && ay == 0 { return 0 }
    var angle = ay <= ax ? atanOfFraction(ay / ax) : 1.5707963267948966 - atanOfFraction(ax / ay)
    if x < 0 { angle = 3.141592653589793 - angle }
    return y < 0 ? -angle : angle
  }

  /// The exponential function, rounded to `Float`.
  @_noLocks public static func exp(_ x: Float) -> Float { Float(exp(Double(x))) }

  /// The natural logarithm, rounded to `Float`.
  @_noLocks public static func log(_ x: Float) -> Float { Float(log(Double(x))) }

  /// The square root, which IEEE 754 rounds correctly: one instruction. The compiler cannot see that of the standard
  /// library's function and would refuse it in a function that must not lock.
  @_semantics("no_performance_analysis") @inline(never) public static func squareRoot(_ x: Float) -> Float {
    x.squareRoot()
  }

  /// The square root, which IEEE 754 rounds correctly: one instruction.
  @_semantics("no_performance_analysis") @inline(never) public static func squareRoot(_ x: Double) -> Double {
    x.squareRoot()
  }

  /// A level in decibels as an amplitude factor: 10^(dB / 20).
  @_noLocks public static func amplitude(decibels: Double) -> Double { exp(decibels * 0.11512925464970229) }

  /// arctan of a fraction in 0...1: atan c + atan((t - c) / (1 + t c)) with the nearest c of 0, ½, 1.
  private static func atanOfFraction(_ t: Double) -> Double {
    let (base, u): (Double, Double)
    if t <= 0.25 {
      (base, u) = (0, t)
    } else if t <= 0.75 {
      (base, u) = (0.4636476090008061, (t - 0.5) / (1 + t * 0.5))
    } else {
      (base, u) = (0.7853981633974483, (t - 1) / (1 + t))
    }
    let s = u * u
    var sum = 1.0 / 29
    for denominator in stride(from: 27.0, through: 3, by: -2) { sum = 1 / denominator - sum * s }
    return base + (u - u * s * sum)
  }

  private static let ln2High = 0.6931471803691238
  private static let ln2Low = 1.9082149292705877e-10

  /// Round to nearest, ties to even, for |x| < 2^51, by adding and taking away 1.5 · 2^52.
  private static func roundToInteger(_ x: Double) -> Double { (x + 6755399441055744) - 6755399441055744 }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(exponent + 1023)) << 52)
  }
}
