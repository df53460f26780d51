import AegoNumerics
import AegoSpectrum

/// Short-time magnitude spectra of a sound, as the spaces are trained on: frame after frame, `bins` numbers each.
struct SoundSpectra {
  let geometry: FrameGeometry
  /// Bin by bin, frame by frame.
  private(set) var magnitudes: [[Float]] = []

  /// Spectra that are known.
  init(_ magnitudes: [[Float]], geometry: FrameGeometry) {
    self.magnitudes = magnitudes
    self.geometry = geometry
  }

  /// The spectra of samples: a frame each hop, from the first whole one on.
  init(of samples: [Float], geometry: FrameGeometry) {
    self.geometry = geometry
    let transform = RealFFT(size: geometry.size)
    let window = HannWindow.samples(size: geometry.size)
    var frame = [Float](repeating: 0, count: geometry.size)
    var bins = [Float](repeating: 0, count: geometry.size + 2)
    var start = 0
    while start + geometry.size <= samples.count {
      for n in 0..<geometry.size { frame[n] = window[n] * samples[start + n] }
      transform.forward(frame, into: &bins)
      let magnitudes = (0..<geometry.bins).map { bin -> Float in
        let (real, imaginary) = (bins[2 * bin], bins[2 * bin + 1])
        return (real * real + imaginary * imaginary).squareRoot()
      }
      self.magnitudes.append(magnitudes)
      start += geometry.hop
    }
  }

  /// The distance from wanted spectra over their size, in decibels, each frame first brought to the same energy: the
  /// spectral convergence of Sturmel and Daudet 2011. Frames stand in pairs.
  func convergence(to wanted: SoundSpectra) -> Double {
    var (distance, size) = (0.0, 0.0)
    for (heard, other) in zip(magnitudes, wanted.magnitudes) {
      let (a, b) = (SoundSpectra.norm(heard), SoundSpectra.norm(other))
      guard a > 1e-9 && b > 1e-9 else { continue }
      for bin in heard.indices {
        let gap = Double(heard[bin]) / a - Double(other[bin]) / b
        distance += gap * gap
      }
      size += 1
    }
    return 10 * Portable.log(distance / max(size, 1)) / Portable.log(10.0)
  }

  /// The mean over frames of the root mean square of the difference in decibels, over the bins at most 60 dB below the
  /// wanted frame's greatest; each frame first brought to the same energy.
  func logDistance(to wanted: SoundSpectra) -> Double {
    var (total, frames) = (0.0, 0.0)
    for (heard, other) in zip(magnitudes, wanted.magnitudes) {
      let (a, b) = (SoundSpectra.norm(heard), SoundSpectra.norm(other))
      let floor = (other.max() ?? 0) * 1e-3
      guard a > 1e-9 && b > 1e-9 else { continue }
      var (squares, count) = (0.0, 0.0)
      for bin in heard.indices where other[bin] > floor {
        let ratio = (Double(heard[bin]) / a + 1e-12) / (Double(other[bin]) / b)
        let decibels = 20 * Portable.log(ratio) / Portable.log(10.0)
        squares += decibels * decibels
        count += 1
      }
      total += (squares / max(count, 1)).squareRoot()
      frames += 1
    }
    return total / max(frames, 1)
  }

  /// How far each frame is from the one before it: the distance of their spectra's roots, frames of unit energy.
  var flux: [Double] {
    let roots = magnitudes.map { frame in
      let norm = SoundSpectra.norm(frame)
      return frame.map { (Double($0) / max(norm, 1e-12)).squareRoot() }
    }
    return zip(roots, roots.dropFirst()).map { pair in
      zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }

  private static func norm(_ frame: [Float]) -> Double {
    frame.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
