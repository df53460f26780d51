import AegoNumerics

extension Autoencoder {
  /// The means that some frames of a data set are encoded to, `latent` numbers each.
  func encodings(of frames: [Int], in data: DataSet) -> [Float] {
    let input = Storage<Float>(count: batch * bins, repeating: 0)
    var encodings: [Float] = []
    encodings.reserveCapacity(frames.count * latent)
    for start in stride(from: 0, to: frames.count, by: batch) {
      let rows = min(batch, frames.count - start)
      data.copy(frames[start..<start + rows], into: input.base)
      encode(input.base, rows: rows)
      encodings += UnsafeBufferPointer(start: means.base, count: rows * latent)
    }
    return encodings
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
}
