import AegoNumerics
import AegoSpace

/// Trains a space on a data set: the same settings and sounds give the same space on the same machine.
public struct Training {
  /// How far it is.
  public struct Progress: Sendable, Equatable {
    /// Steps done.
    public var step: Int
    /// Steps in all.
    public var steps: Int
    /// Squared error of a frame, Σ (x̂ - x)², mean over the last hundred steps or so.
    public var error: Float
    /// Kullback-Leibler divergence of a frame in nats, mean over the last hundred steps or so.
    public var divergence: Float
  }

  private let data: DataSet
  private let folder: SoundFolder
  private let settings: TrainingSettings
  let network: Autoencoder
  private let steps: Int

  /// Prepares a training; the weights are drawn from the seed.
  public init(_ data: DataSet, folder: SoundFolder, settings: TrainingSettings) {
    precondition((1...32).contains(settings.dimensions), "a space has 1 to 32 axes")
    (self.data, self.folder, self.settings) = (data, folder, settings)
    var random = RandomStream(seed: settings.seed, name: "training/weights")
    network = Autoencoder(
      bins: data.bins, latent: settings.dimensions, hidden: settings.hidden, batch: settings.batch, random: &random)
    let perEpoch = (data.training.count + settings.batch - 1) / settings.batch
    steps = settings.epochs.map { $0 * perEpoch } ?? (12_000 + perEpoch - 1) / perEpoch * perEpoch
  }

  /// Trains, measures and makes the space.
  ///
  /// - Parameter progress: called now and then.
  /// - Returns: the space, its numbers rounded to half precision as in the file.
  /// - Throws: if the numbers leave all bounds, or the space tells nothing apart.
  public func run(progress: (Progress) -> Void = { _ in }) throws(TrainingError) -> LatentSpace {
    let candidates = try data.homeCandidates(settings.home, folder: folder.path)
    let frames = data.training
    network.setMeanSpectrum(data.meanSpectrum(of: frames))
    try descend(frames, progress: progress)
    network.parameters.roundToHalf()
    let spread = Spread(network.encodings(of: frames, in: data), latent: network.latent)
    let home = home(among: candidates, spread)
    let box = Box(home: network.encodings(of: [home], in: data), spread: spread)
    let measures = SpaceMeasures(network, data: data, box: box, seed: settings.seed)
    guard measures.trainingExplained > 0.02 else { throw .collapsed(explained: measures.trainingExplained) }
    return space(box, measures, home: home)
  }

  /// The steps of gradient descent.
  private func descend(_ frames: [Int], progress: (Progress) -> Void) throws(TrainingError) {
    let optimizer = Optimizer(network.parameters, rate: settings.learningRate, steps: steps, clip: settings.clip)
    var draws = Draws(frames: frames, settings: settings)
    var now = Progress(step: 0, steps: steps, error: 0, divergence: 0)
    for step in 0..<steps {
      draws.next(data)
      let warmth = min(1, Double(step) / max(1, settings.warmUp * Double(steps)))
      let loss = network.step(
        draws.spectra.base, noise: draws.noise.base, open: draws.open.base, beta: settings.beta * Float(warmth))
      let norm = optimizer.move()
      guard loss.error.isFinite, norm.isFinite else { throw .diverged(step: step) }
      let share: Float = max(0.01, 1 / Float(step + 1))
      now.step = step + 1
      now.error += share * (loss.error - now.error)
      now.divergence += share * (loss.divergence - now.divergence)
      if step % 50 == 49 || step + 1 == steps { progress(now) }
    }
  }

  /// The medoid of the candidates near the middle of every axis, so that the box around it stays where sounds are:
  /// those within half of the half-width, or the most central tenth if they are fewer.
  private func home(among candidates: [Int], _ spread: Spread) -> Int {
    let encodings = network.encodings(of: candidates, in: data)
    let latent = network.latent
    let ranked = candidates.indices
      .map { (frame: candidates[$0], far: spread.eccentricity(encodings[$0 * latent..<($0 + 1) * latent])) }
      .sorted { ($0.far, $0.frame) < ($1.far, $1.frame) }
    let near = ranked.count { $0.far <= 0.5 }
    return data.medoid(of: ranked.prefix(max(near, (ranked.count + 9) / 10)).map(\.frame))
  }

  private func space(_ box: Box, _ measures: SpaceMeasures, home: Int) -> LatentSpace {
    let file = SpaceFile(
      network: network, box: box, measures: measures, data: data, folder: folder, settings: settings, home: home,
      steps: steps
    ).safetensors
    do {
      return try LatentSpace(file, path: "the trained space")
    } catch {
      preconditionFailure("a training makes valid spaces: \(error)")
    }
  }
}
