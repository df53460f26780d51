import AegoNumerics

/// How near decoded frames come to true ones.
public struct Reconstruction: Sendable, Equatable {
  /// Part of the frames' variance explained with the first 1, 2, ... axes open and the others 0.
  public var explainedVariance: [Float]
  /// 20 log10 of the relative error of the magnitudes, frames of unit energy, dB.
  public var spectralConvergence: Float = 0
  /// Mean over frames of the rms difference in dB over the bins within 60 dB of the frame's maximum.
  public var logSpectralDistance: Float = 0
  /// Part of the frames whose strongest bin is right within 1.
  public var strongestBin: Float = 0
  /// Standard deviation of the decoded frames' level, dB.
  public var loudnessError: Float = 0
  /// Number of frames.
  public var frames: Int

  /// Encodes and decodes frames; variance is counted from the training frames' mean spectrum.
  init(_ network: Autoencoder, data: DataSet, frames: [Int], mean: [Float]) {
    self.frames = frames.count
    let encodings = network.encodings(of: frames, in: data)
    let variance = Self.squares(frames, data) { _, bin in mean[bin] }
    explainedVariance = (1...network.latent).map { open in
      let closed = encodings.indices.map { $0 % network.latent < open ? encodings[$0] : 0 }
      let decoded = network.spectra(at: closed)
      let error = Self.squares(frames, data) { row, bin in decoded[row * data.bins + bin] }
      return variance > 0 ? Float(1 - error / variance) : 0
    }
    compare(network.spectra(at: encodings), data, frames)
  }

  /// Σ (guess - x)² over frames, given by row and bin.
  private static func squares(_ frames: [Int], _ data: DataSet, _ guess: (Int, Int) -> Float) -> Double {
    var sum = 0.0
    for (row, frame) in frames.enumerated() {
      for bin in 0..<data.bins {
        let missed = guess(row, bin) - data.spectra[frame * data.bins + bin]
        sum += Double(missed * missed)
      }
    }
    return sum
  }

  /// Compares decoded frames with the true ones as magnitudes.
  private mutating func compare(_ decoded: [Float], _ data: DataSet, _ frames: [Int]) {
    let bins = data.bins
    var (error, distance, right) = (0.0, 0.0, 0)
    var levels: [Double] = []
    for (row, frame) in frames.enumerated() {
      let truth = data.spectra[frame * bins..<(frame + 1) * bins].map { Double($0 * $0) }
      let raw = decoded[row * bins..<(row + 1) * bins].map { Double($0 * $0) }
      let norm = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let magnitudes = raw.map { $0 / max(norm, 1e-12) }
      levels.append(decibels(max(norm, 1e-12)))
      error += zip(truth, magnitudes).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let peak = truth.max() ?? 0
      let audible = truth.indices.filter { truth[$0] > peak * 1e-3 }
      let squares = audible.reduce(0.0) { sum, bin in
        let difference = decibels(truth[bin]) - decibels(max(magnitudes[bin], 1e-8))
        return sum + difference * difference
      }
      distance += (squares / Double(max(audible.count, 1))).squareRoot()
      if abs(strongest(truth) - strongest(magnitudes)) <= 1 { right += 1 }
    }
    let count = Double(max(frames.count, 1))
    // Each true frame has unit energy, so their sum is their number.
    spectralConvergence = Float(decibels(max((error / count).squareRoot(), 1e-9)))
    logSpectralDistance = Float(distance / count)
    strongestBin = Float(Double(right) / count)
    let level = levels.reduce(0, +) / count
    loudnessError = Float((levels.reduce(0) { $0 + ($1 - level) * ($1 - level) } / count).squareRoot())
  }
}

private func decibels(_ amplitude: Double) -> Double { 8.685889638065037 * Portable.log(max(amplitude, 1e-300)) }

private func strongest(_ magnitudes: [Double]) -> Int {
  magnitudes.indices.max { magnitudes[$0] < magnitudes[$1] } ?? 0
}
