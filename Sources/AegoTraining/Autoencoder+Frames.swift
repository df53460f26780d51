import AegoNumerics

extension Autoencoder {
  /// The means that some frames of a data set are encoded to, `latent` numbers each.
  func encodings(of frames: [Int], in data: DataSet) -> [Float] {
    var encodings: [Float] = []
    encodings.reserveCapacity(frames.count * latent)
    forEachBatch(of: frames, in: data) { rows in
      encodings += UnsafeBufferPointer(start: means.base, count: rows * latent)
    }
    return encodings
  }

  /// Encodes frames batch by batch, and tells how many rows of `means` and `logVariances` are theirs.
  private func forEachBatch(of frames: [Int], in data: DataSet, _ use: (Int) -> Void) {
    let input = Storage<Float>(count: batch * bins, repeating: 0)
    for start in stride(from: 0, to: frames.count, by: batch) {
      let rows = min(batch, frames.count - start)
      data.copy(frames[start..<start + rows], into: input.base)
      encode(input.base, rows: rows)
      use(rows)
    }
  }

  /// The mean divergence of some frames from the standard normal distribution in nats, per axis.
  func divergences(of frames: [Int], in data: DataSet) -> [Float] {
    var sums = [Double](repeating: 0, count: latent)
    forEachBatch(of: frames, in: data) { rows in
      for index in 0..<rows * latent {
        let (m, v) = (means[index], logVariances[index])
        sums[index % latent] += 0.5 * Double(m * m + Portable.exp(v) - 1 - v)
      }
    }
    return sums.map { Float($0 / Double(max(frames.count, 1))) }
  }

  /// The spectra that some positions in z are decoded to, `bins` numbers each.
  func spectra(at positions: [Float]) -> [Float] {
    let count = positions.count / latent
    var spectra: [Float] = []
    spectra.reserveCapacity(count * bins)
    for start in stride(from: 0, to: count, by: batch) {
      let rows = min(batch, count - start)
      for index in 0..<rows * latent { z[index] = positions[start * latent + index] }
      decode(rows: rows)
      spectra += UnsafeBufferPointer(start: output.base, count: rows * bins)
    }
    return spectra
  }
}

extension DataSet {
  /// Copies frames one after the other.
  func copy(_ frames: some Sequence<Int>, into target: UnsafeMutablePointer<Float>) {
    spectra.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for (row, frame) in frames.enumerated() {
        (target + row * bins).update(from: base + frame * bins, count: bins)
      }
    }
  }

  /// The mean spectrum of some frames.
  func meanSpectrum(of frames: [Int]) -> [Float] {
    var sums = [Double](repeating: 0, count: bins)
    for frame in frames {
      for bin in 0..<bins { sums[bin] += Double(spectra[frame * bins + bin]) }
    }
    return sums.map { Float($0 / Double(max(frames.count, 1))) }
  }

  /// Σ |x - mean|² per frame.
  func variance(of frames: [Int], around mean: [Float]) -> Double {
    let sum = frames.reduce(0.0) { sum, frame in
      (0..<bins).reduce(sum) { sum, bin in
        let away = Double(spectra[frame * bins + bin] - mean[bin])
        return sum + away * away
      }
    }
    return sum / Double(max(frames.count, 1))
  }
}
