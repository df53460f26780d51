import CKissFFT
import Glibc

/// The discrete Fourier transform of real signals of one even length, by KissFFT, for the analysis of sounds.
///
/// Its roots of unity are the C library's, which is right for a training, whose result is a file; the engine has its
/// own `RealFFT`. Neither direction scales: `inverse` after `forward` gives the signal times its length. One thread at
/// a time may use a transform, since both directions have scratch memory.
final class KissTransform: @unchecked Sendable {
  // Sendable so that it can be made on one thread and used on another; never shared.

  /// The signal's length, even.
  let size: Int
  private let forwardPlan: kiss_fftr_cfg
  private let inversePlan: kiss_fftr_cfg

  /// Plans transforms of signals of `size` samples, an even number of 4 or more.
  init(size: Int) {
    precondition(size >= 4 && size % 2 == 0, "a real transform needs an even length")
    guard let forward = kiss_fftr_alloc(Int32(size), 0, nil, nil),
      let inverse = kiss_fftr_alloc(Int32(size), 1, nil, nil)
    else { preconditionFailure("no memory for a transform of \(size) samples") }
    self.size = size
    forwardPlan = forward
    inversePlan = inverse
  }

  deinit {
    free(UnsafeMutableRawPointer(forwardPlan))
    free(UnsafeMutableRawPointer(inversePlan))
  }

  /// From `size` samples to size / 2 + 1 complex bins, interleaved real and imaginary.
  func forward(_ signal: UnsafePointer<Float>, into bins: UnsafeMutablePointer<Float>) {
    bins.withMemoryRebound(to: kiss_fft_cpx.self, capacity: size / 2 + 1) { kiss_fftr(forwardPlan, signal, $0) }
  }

  /// From size / 2 + 1 complex bins, interleaved real and imaginary, to `size` samples.
  func inverse(_ bins: UnsafePointer<Float>, into signal: UnsafeMutablePointer<Float>) {
    bins.withMemoryRebound(to: kiss_fft_cpx.self, capacity: size / 2 + 1) { kiss_fftri(inversePlan, $0, signal) }
  }
}
