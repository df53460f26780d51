import AegoNumerics

/// The fluctuation of a quantity over time: what its spectrum holds between two frequencies.
struct Modulation {
  /// Power at each frequency, of one side, in parts of the mean's square; index k stands for k · `resolution` Hz.
  private let power: [Double]
  private let resolution: Double

  /// - Parameters:
  ///   - values: one after the other, 16 or more; the mean is not 0.
  ///   - rate: values in a second.
  init(of values: [Double], rate: Double) {
    var size = 16
    while size < values.count { size *= 2 }
    let mean = values.reduce(0, +) / Double(values.count)
    var signal = [Float](repeating: 0, count: size)
    var energy = 0.0
    for (n, value) in values.enumerated() {
      let weight = 0.5 - 0.5 * Portable.cos(2 * .pi * (Double(n) + 0.5) / Double(values.count))
      signal[n] = Float(weight * (value / mean - 1))
      energy += weight * weight
    }
    var bins = [Float](repeating: 0, count: size + 2)
    RealFFT(size: size).forward(signal, into: &bins)
    power = (0...size / 2).map { bin in
      let (real, imaginary) = (Double(bins[2 * bin]), Double(bins[2 * bin + 1]))
      return 2 * (real * real + imaginary * imaginary) / (Double(size) * energy)
    }
    resolution = rate / Double(size)
  }

  /// The root mean square of the fluctuation between two frequencies in Hz, over the mean.
  func depth(_ range: ClosedRange<Double>) -> Double {
    let (low, high) = (Int((range.lowerBound / resolution).rounded(.up)), Int(range.upperBound / resolution))
    guard low <= min(high, power.count - 1) else { return 0 }
    return power[low...min(high, power.count - 1)].reduce(0, +).squareRoot()
  }
}
