extension Portable {
  /// The exponential function of eight numbers. Relative error below 3e-7; clamped to arguments of -87...88.
  @_noLocks @inlinable public static func exp(_ argument: SIMD8<Float>) -> SIMD8<Float> {
    let above = argument.replacing(with: -87, where: argument .< -87)
    let x = above.replacing(with: 88, where: above .> 88)
    let shifted = x * 1.442695041 + roundingShift
    let n = shifted - roundingShift
    let r = (x - n * 0.693359375) + n * 2.12194440e-4
    var sum = SIMD8<Float>(repeating: 1.9875691500e-4)
    sum = sum * r + 1.3981999507e-3
    sum = sum * r + 8.3334519073e-3
    sum = sum * r + 4.1665795894e-2
    sum = sum * r + 1.6666665459e-1
    sum = sum * r + 5.0000001201e-1
    sum = sum * r * r + r + 1
    let exponent = integer(shifted) &+ 127
    return sum * unsafeBitCast(exponent &<< 23, to: SIMD8<Float>.self)
  }

  /// The natural logarithm of eight positive normal numbers. Absolute error below 2e-7 · (1 + |ln x|).
  @_noLocks @inlinable public static func log(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
    // The offset moves the mantissa's range from [1, 2) to [√½, √2).
    let offset = SIMD8<Int32>(repeating: 0x3f35_04f3)
    let exponent = (bits &- offset) &>> 23
    let m = unsafeBitCast(bits &- (exponent &<< 23), to: SIMD8<Float>.self)
    let f = (m - 1) / (m + 1)
    let s = f * f
    var sum = SIMD8<Float>(repeating: 0.2222222222)
    sum = sum * s + 0.2857142857
    sum = sum * s + 0.4
    sum = sum * s + 0.6666666667
    let e = float(exponent)
    return e * 0.693359375 + ((f * s * sum + f * 2) - e * 2.12194440e-4)
  }

  /// Sine and cosine of eight angles in radians, |angle| ≤ 8000. Absolute error below 5e-7 within ±2π.
  @_noLocks @inlinable public static func sincos(_ angle: SIMD8<Float>) -> (sin: SIMD8<Float>, cos: SIMD8<Float>) {
    let shifted = angle * 0.6366197724 + roundingShift
    let n = shifted - roundingShift
    let r = ((angle - n * 1.5703125) - n * 4.837512969970703125e-4) - n * 7.549789954891882e-8
    let s = r * r
    var sine = SIMD8<Float>(repeating: -1.9515295891e-4)
    sine = sine * s + 8.3321608736e-3
    sine = sine * s - 1.6666654611e-1
    sine = r + r * s * sine
    var cosine = SIMD8<Float>(repeating: 2.443315711809948e-5)
    cosine = cosine * s - 1.388731625493765e-3
    cosine = cosine * s + 4.166664568298827e-2
    cosine = (s * s * cosine - s * 0.5) + 1
    let quadrant = integer(shifted)
    let swapped = (quadrant & 1) .== 1
    let sineSign = (quadrant & 2) &<< 30
    let cosineSign = ((quadrant &+ 1) & 2) &<< 30
    let first = sine.replacing(with: cosine, where: swapped)
    let second = cosine.replacing(with: sine, where: swapped)
    return (flip(first, sineSign), flip(second, cosineSign))
  }

  /// One over the square roots of eight positive normal numbers. Relative error below 4e-7.
  ///
  /// Three of Newton's steps from a first guess of half the exponent (Lomont 2003).
  @_noLocks @inlinable public static func reciprocalSquareRoot(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
    var y = unsafeBitCast(SIMD8<Int32>(repeating: 0x5f37_5a86) &- (bits &>> 1), to: SIMD8<Float>.self)
    let half = x * 0.5
    y *= 1.5 - half * y * y
    y *= 1.5 - half * y * y
    y *= 1.5 - half * y * y
    return y
  }

  /// 1.5 · 2^23: adding it to a number below 2^21 leaves the nearest integer in the low bits.
  @usableFromInline static var roundingShift: Float { 12_582_912 }

  @inlinable static func integer(_ shifted: SIMD8<Float>) -> SIMD8<Int32> {
    unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4b40_0000
  }

  @inlinable static func float(_ integers: SIMD8<Int32>) -> SIMD8<Float> {
    unsafeBitCast(integers &+ 0x4b40_0000, to: SIMD8<Float>.self) - roundingShift
  }

  @inlinable static func flip(_ x: SIMD8<Float>, _ signs: SIMD8<Int32>) -> SIMD8<Float> {
    unsafeBitCast(unsafeBitCast(x, to: SIMD8<Int32>.self) ^ signs, to: SIMD8<Float>.self)
  }
}
