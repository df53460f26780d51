import AegoNumerics

/// What a trained space does, measured on the files that did not train it.
public struct SpaceMeasures: Sendable, Equatable {
  /// Part of the held-out frames' variance explained with the first 1, 2, ... axes open and the others 0.
  public var explainedVariance: [Float] = []
  /// The same of frames that trained the space, all axes open: a space that tells nothing apart has about 0.
  public var trainingExplained: Float = 0
  /// Mean change of the spectrum per unit of position, per axis.
  public var sensitivity: [Float] = []
  /// 20 log10 of the relative error of the magnitudes, frames of unit energy, dB.
  public var spectralConvergence: Float = 0
  /// Mean over frames of the rms difference in dB over the bins within 60 dB of the frame's maximum.
  public var logSpectralDistance: Float = 0
  /// Part of the frames whose strongest bin is right within 1.
  public var strongestBin: Float = 0
  /// Standard deviation of the decoded frames' level, dB.
  public var loudnessError: Float = 0

  /// Measures a network.
  init(_ network: Autoencoder, data: DataSet, box: Box, seed: UInt64) {
    let frames = data.heldOut
    let encodings = network.encodings(of: frames, in: data)
    let trained = DataSet.thinned(data.training, to: 2000)
    let mean = data.meanSpectrum(of: data.training)
    explainedVariance = (1...network.latent).map { open in
      Self.explained(network, data, frames, encodings, mean: mean, open: open)
    }
    trainingExplained = Self.explained(
      network, data, trained, network.encodings(of: trained, in: data), mean: mean, open: network.latent)
    compare(network.spectra(at: encodings), data, frames)
    sensitivity = Self.sensitivity(network, box, seed: seed)
  }

  /// 1 - Σ |x̂ - x|² / Σ |mean - x|² with some axes open.
  private static func explained(
    _ network: Autoencoder, _ data: DataSet, _ frames: [Int], _ encodings: [Float], mean: [Float], open: Int
  ) -> Float {
    let closed = encodings.indices.map { $0 % network.latent < open ? encodings[$0] : 0 }
    let decoded = network.spectra(at: closed)
    var (error, variance) = (0.0, 0.0)
    for (row, frame) in frames.enumerated() {
      for bin in 0..<data.bins {
        let x = data.spectra[frame * data.bins + bin]
        let (missed, spread) = (decoded[row * data.bins + bin] - x, mean[bin] - x)
        error += Double(missed * missed)
        variance += Double(spread * spread)
      }
    }
    return variance > 0 ? Float(1 - error / variance) : 0
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

  /// Mean of |x(p + dp) - x(p)| / |dp| over 256 positions drawn from the box, dp = 1 % of an axis.
  private static func sensitivity(_ network: Autoencoder, _ box: Box, seed: UInt64) -> [Float] {
    var random = RandomStream(seed: seed, name: "training/sensitivity")
    let (count, step) = (256, Float(0.01))
    let positions = (0..<count).map { _ in (0..<network.latent).map { _ in 0.005 + 0.99 * random.unit() } }
    let around = network.spectra(at: positions.flatMap(box.z))
    return (0..<network.latent).map { axis in
      let moved = positions.map { position in
        var there = position
        there[axis] += there[axis] < 0.5 ? step : -step
        return there
      }
      let there = network.spectra(at: moved.flatMap(box.z))
      let total = (0..<count).reduce(0.0) { sum, row in
        let squares = (0..<network.bins).reduce(Float(0)) { squares, bin in
          let difference = there[row * network.bins + bin] - around[row * network.bins + bin]
          return squares + difference * difference
        }
        return sum + Double(squares.squareRoot())
      }
      return max(Float(total / Double(count)) / step, 1e-4)
    }
  }
}

private func decibels(_ amplitude: Double) -> Double { 8.685889638065037 * Portable.log(max(amplitude, 1e-300)) }

private func strongest(_ magnitudes: [Double]) -> Int {
  magnitudes.indices.max { magnitudes[$0] < magnitudes[$1] } ?? 0
}
