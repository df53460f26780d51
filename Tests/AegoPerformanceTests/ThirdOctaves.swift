import AegoNumerics
import Foundation

/// The levels of a sound in third octaves from 60 Hz to 12 kHz, each sixth of a second.
enum ThirdOctaves {
  private static let size = 8192
  private static let edges: [Int] = (0...23).map { third in
    let frequency = 60 * exp2(Double(third) / 3)
    return Int(frequency / 48000 * Double(size))
  }

  /// How far the levels are from their means over the whole sound: root mean square over bands and times, in dB.
  ///
  /// - Parameter samples: two channels, interleaved, 24-bit numbers; the left one is looked at.
  /// - Returns: 0 for a sound that stays as it is.
  static func variety(of samples: [Int32]) -> Double {
    let levels = levels(of: samples)
    let bands = edges.count - 1
    var total = 0.0
    for band in 0..<bands {
      var mean = 0.0
      for level in levels { mean += level[band] / Double(levels.count) }
      for level in levels { total += (level[band] - mean) * (level[band] - mean) }
    }
    return (total / Double(levels.count * bands)).squareRoot()
  }

  private static func levels(of samples: [Int32]) -> [[Double]] {
    let transform = RealFFT(size: size)
    let window: [Float] = (0..<size).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(size))) }
    var bins = [Float](repeating: 0, count: size + 2)
    var signal = [Float](repeating: 0, count: size)
    var levels: [[Double]] = []
    for start in stride(from: 0, to: samples.count / 2 - size, by: size) {
      for index in 0..<size { signal[index] = Float(samples[2 * (start + index)]) * window[index] }
      transform.forward(signal, into: &bins)
      levels.append(zip(edges, edges.dropFirst()).map { low, high in level(bins, low..<max(high, low + 1)) })
    }
    return levels
  }

  /// Silence has a level too, far below.
  private static func level(_ bins: [Float], _ band: Range<Int>) -> Double {
    var power = 1e12
    for bin in band {
      let (real, imaginary) = (Double(bins[2 * bin]), Double(bins[2 * bin + 1]))
      power += real * real + imaginary * imaginary
    }
    return 10 * log10(power)
  }
}
