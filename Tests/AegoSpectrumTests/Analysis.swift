import Foundation

@testable import AegoNumerics

/// Short-time magnitudes of a signal, 4096/512, the first 1024 bins, as the spaces are trained on.
func magnitudes(of signal: [Float], size: Int = 4096, hop: Int = 512, bins: Int = 1024) -> [[Float]] {
  let fft = RealFFT(size: size)
  let window = (0..<size).map { Float(0.5 - 0.5 * Foundation.cos(2 * Double.pi * Double($0) / Double(size))) }
  var result: [[Float]] = []
  var spectrum = [Float](repeating: 0, count: size + 2)
  for start in stride(from: 0, through: signal.count - size, by: hop) {
    let frame = (0..<size).map { window[$0] * signal[start + $0] }
    fft.forward(frame, into: &spectrum)
    result.append((0..<bins).map { hypotf(spectrum[2 * $0], spectrum[2 * $0 + 1]) })
  }
  return result
}

/// Spectral convergence in decibels: the distance of `heard` from `wanted` over the size of `wanted`, each frame first
/// brought to the same energy.
func spectralConvergence(_ heard: [[Float]], _ wanted: [[Float]]) -> Double {
  var (distance, size) = (0.0, 0.0)
  for (a, b) in zip(heard, wanted) {
    let scaleA = 1 / max(1e-12, a.reduce(0) { $0 + Double($1 * $1) }.squareRoot())
    let scaleB = 1 / max(1e-12, b.reduce(0) { $0 + Double($1 * $1) }.squareRoot())
    for (x, y) in zip(a, b) {
      distance += pow(Double(x) * scaleA - Double(y) * scaleB, 2)
      size += pow(Double(y) * scaleB, 2)
    }
  }
  return 10 * log10(distance / size)
}

func rootMeanSquare(_ samples: ArraySlice<Float>) -> Double {
  (samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)).squareRoot()
}
