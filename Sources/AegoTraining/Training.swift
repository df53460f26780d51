import AegoNumerics
import AegoSpace

/// Trains a space on a data set: the same settings and sounds give the same space on the same machine, also when the
/// training was interrupted and resumed.
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
    /// Part of the held-out frames' variance explained with all axes open, at the last trial; nil before the first.
    public var explained: Float?
  }

  /// What to do after a step.
  public enum Wish: Sendable, Equatable {
    /// Take the next step.
    case goOn
    /// Leave it at the best so far.
    case stop
  }

  /// What a training gave.
  public struct Result {
    /// The space, its numbers rounded to half precision as in the file.
    public var space: LatentSpace
    /// How the training came to its end.
    public var ending: Ending
    /// The step after which the space was best on the held-out files: the space is that of this step.
    public var bestStep: Int
    /// Axes, counted from 1, that carry less than 0.05 nats of a sound.
    public var idleAxes: [Int]
  }

  /// How a training came to its end.
  public enum Ending: Sendable, Equatable {
    /// All steps were taken.
    case complete
    /// The held-out files had not become better for a quarter of the steps.
    case noBetter(step: Int)
    /// It was asked to stop; a checkpoint says how to go on.
    case stopped(step: Int)
  }

  let data: DataSet
  let folder: SoundFolder
  let settings: TrainingSettings
  let network: Autoencoder
  let steps: Int

  /// Prepares a training.
  public init(_ data: DataSet, folder: SoundFolder, settings: TrainingSettings) {
    precondition((1...32).contains(settings.dimensions), "a space has 1 to 32 axes")
    (self.data, self.folder, self.settings) = (data, folder, settings)
    network = Autoencoder(
      bins: data.bins, latent: settings.dimensions, hidden: settings.hidden, batch: settings.batch)
    let perEpoch = (data.training.count + settings.batch - 1) / settings.batch
    steps = settings.epochs.map { $0 * perEpoch } ?? (settings.steps + perEpoch - 1) / perEpoch * perEpoch
  }

  /// Trains, measures and makes the space.
  ///
  /// - Parameters:
  ///   - checkpoint: where the state is kept from time to time and when it is asked to stop; the file is removed when
  ///     the training is done.
  ///   - resuming: whether to go on from the checkpoint.
  ///   - watch: called after every step.
  /// - Returns: the space and how it came about.
  /// - Throws: if the numbers leave all bounds, the space tells nothing apart, or the checkpoint does not fit.
  public func run(
    checkpoint: String? = nil, resuming: Bool = false, watch: (Progress) -> Wish = { _ in .goOn }
  ) throws(TrainingError) -> Result {
    let candidates = try data.homeCandidates(settings.home, folder: folder.path)
    var course = try Course(self, checkpoint: checkpoint, resuming: resuming)
    let ending = try course.run(watch)
    course.best.copy(into: network.parameters)
    network.parameters.roundToHalf()
    let spread = Spread(network.encodings(of: data.training, in: data), latent: network.latent)
    let choice = HomeChoice(network: network, data: data, spread: spread, seed: settings.seed)
    let home = choice.among(candidates)
    let box = Box(home: network.encodings(of: [home], in: data), spread: spread)
    let measures = SpaceMeasures(network, data: data, box: box, seed: settings.seed)
    guard measures.trainingExplained > Self.collapsed else {
      throw .collapsed(explained: measures.trainingExplained)
    }
    if case .stopped = ending {} else { course.removeCheckpoint() }
    return Result(
      space: space(box, measures, home: home, bestStep: course.best.step), ending: ending, bestStep: course.best.step,
      idleAxes: measures.divergence.indices.filter { measures.divergence[$0] < 0.05 }.map { $0 + 1 })
  }

  /// A space that explains no more than this of its sounds' variance tells nothing apart.
  static let collapsed: Float = 0.02

  private func space(_ box: Box, _ measures: SpaceMeasures, home: Int, bestStep: Int) -> LatentSpace {
    let file = SpaceFile(
      network: network, box: box, measures: measures, data: data, folder: folder, settings: settings, home: home,
      steps: bestStep
    ).safetensors
    do {
      return try LatentSpace(file, path: "the trained space")
    } catch {
      preconditionFailure("a training makes valid spaces: \(error)")
    }
  }
}
