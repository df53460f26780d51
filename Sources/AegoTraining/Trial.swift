/// How well a network does on the held-out files while it is trained.
struct Trial {
  /// What it is weighed on.
  private let data: DataSet
  private let frames: [Int]
  private let mean: [Float]
  private let nesting: Float
  /// The error of always decoding the mean spectrum.
  let blind: Float

  /// - Parameters:
  ///   - data: at most 2048 of its held-out frames are tried.
  ///   - mean: the training frames' mean spectrum.
  ///   - nesting: the part of the error that counts with only the first axes open.
  init(_ data: DataSet, mean: [Float], nesting: Float) {
    (self.data, self.mean, self.nesting) = (data, mean, nesting)
    frames = data.heldOut.thinned(to: 2048)
    let always = [Float]([[Float]](repeating: mean, count: frames.count).joined())
    blind = Self.error(always, data, frames)
  }

  /// The mean squared error per frame, in the parts that the training's loss has it, and the part of the variance
  /// explained with all axes open.
  func weigh(_ network: Autoencoder) -> (error: Float, explained: Float) {
    let encodings = network.encodings(of: frames, in: data)
    let whole = Self.error(network.spectra(at: encodings), data, frames)
    // Row by row one axis more is open, then again from one.
    let nested = encodings.indices.map { index in
      let (row, axis) = (index / network.latent, index % network.latent)
      return axis <= row % network.latent ? encodings[index] : 0
    }
    let first = Self.error(network.spectra(at: nested), data, frames)
    return (nesting * first + (1 - nesting) * whole, blind > 0 ? 1 - whole / blind : 0)
  }

  private static func error(_ decoded: [Float], _ data: DataSet, _ frames: [Int]) -> Float {
    var sum = 0.0
    for (row, frame) in frames.enumerated() {
      for bin in 0..<data.bins {
        let missed = decoded[row * data.bins + bin] - data.spectra[frame * data.bins + bin]
        sum += Double(missed * missed)
      }
    }
    return Float(sum / Double(max(frames.count, 1)))
  }
}
