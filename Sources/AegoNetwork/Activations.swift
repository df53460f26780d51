import AegoNumerics

/// The nonlinear steps of a network in place on vectors, in one fixed order and without libm.
public enum Activations {
  /// x · σ(x) on `count` numbers, a multiple of 8.
  @_noLocks public static func silu(_ x: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
      let lanes = Kernels.load(x, index)
      Kernels.store(lanes / (1 + Portable.exp(-lanes)), x, index)
      index += 8
    }
  }

  /// ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|) on `count` numbers, a multiple of 8. Absolute error below 5e-7.
  @_noLocks public static func softplus(_ x: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
      let lanes = Kernels.load(x, index)
      let positive = lanes.replacing(with: 0, where: lanes .< 0)
      let magnitude = lanes.replacing(with: -lanes, where: lanes .< 0)
      Kernels.store(positive + Portable.log(1 + Portable.exp(-magnitude)), x, index)
      index += 8
    }
  }

  /// Mean 0 and variance 1 over `count` numbers, then a factor and an offset each (Ba, Kiros and Hinton 2016).
  ///
  /// Reads and writes whole vectors of 8; what is beyond `count` must be 0 and holds no meaning afterwards.
  @_noLocks public static func layerNorm(
    _ x: UnsafeMutablePointer<Float>, scale: UnsafePointer<Float>, offset: UnsafePointer<Float>, count: Int
  ) {
    let whole = count / 8 * 8
    var total = SIMD8<Float>()
    var index = 0
    while index < count {
      total += Kernels.load(x, index)
      index += 8
    }
    let mean = Kernels.sum(total) / Float(count)
    var squares = SIMD8<Float>()
    index = 0
    while index < whole {
      let centred = Kernels.load(x, index) - mean
      squares += centred * centred
      index += 8
    }
    var variance = Kernels.sum(squares)
    while index < count {
      variance += (x[index] - mean) * (x[index] - mean)
      index += 1
    }
    let factor = 1 / Portable.squareRoot(variance / Float(count) + 1e-5)
    index = 0
    while index < count {
      let lanes = (Kernels.load(x, index) - mean) * factor
      Kernels.store(lanes * Kernels.load(scale, index) + Kernels.load(offset, index), x, index)
      index += 8
    }
  }
}
