import AegoNetwork

/// A space of sounds: a network that turns a position into a magnitude spectrum, and back.
///
/// Immutable: loaded and checked once. A position has a number of 0...1 for each axis; 0.5 on each is home. The file is
/// described in `docs/composing.md`.
public final class LatentSpace: Sendable {
  /// Number of axes, 1...32, the one that carries most of the sound first.
  public let latent: Int
  /// Samples per second of the sounds that it was trained on.
  public let rate: Int
  /// Length of the analysis window (periodic Hann), samples.
  public let window: Int
  /// Length of the transform, samples.
  public let fft: Int
  /// Distance between frames, samples.
  public let hop: Int
  /// Number of bins in a spectrum, beginning with bin 0 of the transform.
  public let bins: Int
  /// The middle of the box, in z, per axis: the encoding of a real sustained sound.
  public let home: [Float]
  /// Half of the box's width, in z, per axis, above 0.
  public let range: [Float]
  /// Mean change of the spectrum (Euclidean, of square roots of magnitudes) per unit of position, per axis, above 0.
  public let sensitivity: [Float]
  /// Part of the held-out frames' variance that 1, 2, ... open axes explain.
  public let explainedVariance: [Float]
  /// Name of the data set.
  public let dataset: String
  /// Licence of the data set and the space.
  public let license: String
  /// SHA-256 of the data set's sound, hexadecimal.
  public let datasetSHA256: String
  /// Quality figures on held-out files, a JSON object.
  public let quality: String
  /// How it was trained, a JSON object.
  public let training: String
  /// The seed that the training drew from.
  public let seed: String
  /// The tensors and texts as they stand in the file.
  public let file: Safetensors
  /// How many numbers the decoder's weights are.
  public var decoderWeights: Int {
    decoder.reduce(0) { sum, layer in
      guard case .linear(let weights, _) = layer else { return sum }
      return sum + weights.count
    }
  }
  let decoder: [Layer]
  let encoder: [Layer]

  /// Reads a space and checks all of it.
  public static func load(path: String) throws(SpaceError) -> LatentSpace {
    do {
      return try LatentSpace(Safetensors.read(path: path), path: path)
    } catch let error as SafetensorsError {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason): throw .unreadable(path: path, reason: reason)
      case .damaged(_, let what): throw .damaged(path: path, what: what)
      }
    } catch let error as SpaceError {
      throw error
    } catch {
      preconditionFailure("only the errors above are thrown: \(error)")
    }
  }

  /// Checks tensors and texts and makes them a space.
  ///
  /// - Parameters:
  ///   - file: what a space's file holds.
  ///   - path: the name that errors speak of.
  /// - Throws: what contradicts the format.
  public init(_ file: Safetensors, path: String) throws(SpaceError) {
    let texts = SpaceMetadata(texts: file.metadata, path: path)
    try texts.checkFormat()
    latent = try texts.integer("latent", 1...32)
    rate = try texts.integer("rate", 8000...384_000)
    window = try texts.integer("window", 16...65536)
    fft = try texts.integer("fft", 16...65536)
    hop = try texts.integer("hop", 1...window)
    bins = try texts.integer("bins", 1...(fft / 2 + 1))
    home = try texts.numbers("home", count: latent, above: nil)
    range = try texts.numbers("range", count: latent, above: 0)
    sensitivity = try texts.numbers("sensitivity", count: latent, above: 0)
    explainedVariance = try texts.numbers("explained_variance", count: latent, above: nil)
    dataset = try texts.text("dataset")
    license = try texts.text("license")
    datasetSHA256 = try texts.text("dataset_sha256")
    quality = try texts.text("quality")
    training = try texts.text("training")
    seed = try texts.text("seed")
    try texts.checkSizes(window: window, fft: fft, hop: hop, bins: bins)
    let networks = Sequential(tensors: file.tensors, path: path)
    decoder = try networks.decoder(latent: latent, bins: bins)
    encoder = try networks.encoder(bins: bins, latent: latent)
    self.file = file
    try checkSpectra(path: path)
  }

  /// The same space without its networks: all that is left to know of it once a decoder has its copy of the weights.
  public func withoutNetworks() -> LatentSpace { LatentSpace(described: self) }

  private init(described space: LatentSpace) {
    (latent, rate, window) = (space.latent, space.rate, space.window)
    (fft, hop, bins) = (space.fft, space.hop, space.bins)
    (home, range, sensitivity) = (space.home, space.range, space.sensitivity)
    (explainedVariance, quality, training) = (space.explainedVariance, space.quality, space.training)
    (dataset, license, datasetSHA256, seed) = (space.dataset, space.license, space.datasetSHA256, space.seed)
    file = Safetensors(tensors: [:], metadata: space.file.metadata)
    (decoder, encoder) = ([], [])
  }

  /// Writes the space: whole or not at all.
  public func save(path: String, precision: Safetensors.Precision = .half) throws(SpaceError) {
    do {
      try file.write(path: path, precision: precision)
    } catch {
      switch error {
      case .unwritable(_, let reason), .unreadable(_, let reason): throw .unwritable(path: path, reason: reason)
      case .damaged(_, let what): throw .unwritable(path: path, reason: what)
      }
    }
  }
}
