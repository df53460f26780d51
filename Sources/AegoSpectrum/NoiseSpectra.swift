import AegoNumerics

/// The short-time spectra of a seeded stream of white noise, one frame a hop, in a loop of 256 frames.
///
/// Bins between partials take their phase and their fluctuation from here, times the decoded magnitude, so that breath
/// and bow sound as noise. The frames overlap as those of a real signal do; independent random phases would cancel
/// each other in the overlap-add. Their magnitudes are the noise's square roots: half the fluctuation in decibels, so
/// that noise beside a partial makes it tremble less, and the decoded magnitude is met more closely.
struct NoiseSpectra: ~Copyable {
  static let frames = 256
  /// Makes the mean logarithm of the bins 0: that of a Rayleigh distribution's root is -1.25 dB.
  private static let level: Float = 1.155
  private let spectra: Storage<Float>
  private let stride: Int

  init(geometry: FrameGeometry, random: RandomStream) {
    stride = 2 * geometry.bins
    spectra = Storage(count: NoiseSpectra.frames * stride, repeating: 0)
    var random = random
    let noise = (0..<NoiseSpectra.frames * geometry.hop).map { _ in random.normal() }
    // A bin of windowed unit noise has the mean square Σ w² = 3/8 size; the window is scaled for a mean square of 1.
    let window = HannWindow.samples(size: geometry.size, times: 1 / (0.375 * Double(geometry.size)).squareRoot())
    let fft = RealFFT(size: geometry.size)
    let frame = Storage<Float>(count: geometry.size, repeating: 0)
    let bins = Storage<Float>(count: geometry.size + 2, repeating: 0)
    for index in 0..<NoiseSpectra.frames {
      for n in 0..<geometry.size { frame[n] = window[n] * noise[(index * geometry.hop + n) % noise.count] }
      fft.forward(frame.base, into: bins.base)
      for bin in 0..<geometry.bins {
        // The transform counts time from the frame's edge, the spectra from its centre.
        let sign: Float = bin % 2 == 0 ? 1 : -1
        let (real, imaginary) = (bins[2 * bin], bins[2 * bin + 1])
        let size = (real * real + imaginary * imaginary).squareRoot()
        let factor = sign * NoiseSpectra.level / max(size, 1e-12).squareRoot()
        spectra[index * stride + 2 * bin] = factor * real
        spectra[index * stride + 2 * bin + 1] = factor * imaginary
      }
    }
  }

  /// The complex bins of frame `index`, interleaved; the loop is entered at `index` modulo its length.
  func frame(_ index: Int) -> UnsafePointer<Float> {
    UnsafePointer(spectra.base + (index % NoiseSpectra.frames) * stride)
  }
}
