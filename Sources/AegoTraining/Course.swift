import AegoNumerics

/// The course of a training: steps, now and then a trial on the held-out files, and the best numbers so far.
struct Course: ~Copyable {
  /// The numbers that did best on the held-out files.
  let best: Best
  private let training: Training
  private let descent: Descent
  private var batch: Batch
  private let trial: Trial
  private var now: Training.Progress
  private let checkpoint: Checkpoint?
  /// Steps from one trial to the next.
  private let interval: Int
  /// Trials without progress after which it ends.
  private static let patience = 10
  /// Trials from one checkpoint to the next.
  private static let trialsPerCheckpoint = 4

  /// The beginning, or where a checkpoint left off.
  init(_ training: Training, checkpoint path: String?, resuming: Bool) throws(TrainingError) {
    self.training = training
    let (data, settings, network) = (training.data, training.settings, training.network)
    let frames = data.training
    let mean = data.meanSpectrum(of: frames)
    var random = RandomStream(seed: settings.seed, name: "training/weights")
    network.initialize(meanSpectrum: mean, &random)
    descent = Descent(network, settings: settings, steps: training.steps)
    batch = Batch(frames: frames, bins: data.bins, settings: settings)
    trial = Trial(data, mean: mean, nesting: settings.nesting)
    best = Best(network.parameters)
    now = Training.Progress(step: 0, steps: training.steps, error: 0, divergence: 0)
    interval = max(50, (training.steps + 39) / 40)
    checkpoint = path.map { Checkpoint(path: $0, settings: settings, digest: data.digest, steps: training.steps) }
    if resuming, let checkpoint {
      now = try checkpoint.read(network.parameters, descent.optimizer, best, steps: training.steps)
    }
  }

  /// Takes the steps that are left.
  mutating func run(_ watch: (Training.Progress) -> Training.Wish) throws(TrainingError) -> Training.Ending {
    while now.step < now.steps {
      try step()
      if now.step % interval == 0 || now.step == now.steps { try weigh() }
      let ending: Training.Ending? =
        if now.step == now.steps {
          .complete
        } else if now.step - best.step > Self.patience * interval {
          .noBetter(step: now.step)
        } else if watch(now) == .stop {
          .stopped(step: now.step)
        } else {
          nil
        }
      guard let ending else { continue }
      if case .stopped = ending {
        try save()
        if best.step == 0 { best.take(training.network.parameters, step: now.step, error: .infinity) }
      } else {
        _ = watch(now)
      }
      return ending
    }
    return .complete
  }

  func removeCheckpoint() { checkpoint?.remove() }

  private mutating func step() throws(TrainingError) {
    let settings = training.settings
    batch.draw(training.data, step: now.step)
    let warmth = min(1, Double(now.step) / max(1, settings.warmUp * Double(now.steps)))
    let penalty = Penalty(beta: settings.beta * Float(warmth), blur: settings.blur)
    let (loss, norm) = descent.step(batch, penalty: penalty, step: now.step)
    guard loss.error.isFinite, norm.isFinite else { throw .diverged(step: now.step) }
    let share: Float = max(0.01, 1 / Float(now.step + 1))
    now.step += 1
    now.error += share * (loss.error - now.error)
    now.divergence += share * (loss.divergence - now.divergence)
  }

  /// Tries the network on the held-out files, and keeps it if it is the best so far.
  private mutating func weigh() throws(TrainingError) {
    let verdict = trial.weigh(training.network)
    now.explained = verdict.explained
    if verdict.error < best.error { best.take(training.network.parameters, step: now.step, error: verdict.error) }
    if verdict.explained < Training.collapsed && 4 * now.step > 3 * now.steps && best.error >= trial.blind {
      throw .collapsed(explained: verdict.explained)
    }
    if now.step / interval % Self.trialsPerCheckpoint == 0 && now.step < now.steps { try save() }
  }

  private func save() throws(TrainingError) {
    try checkpoint?.write(training.network.parameters, descent.optimizer, best, now)
  }
}
