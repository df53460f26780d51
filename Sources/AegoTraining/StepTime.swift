import AegoNumerics

extension Training {
  /// How long a step of training takes, on drawn frames.
  ///
  /// - Parameters:
  ///   - settings: sizes of the network, the batch and the frames.
  ///   - runs: how many measurements.
  ///   - steps: steps in a measurement.
  /// - Returns: milliseconds per step, of each measurement.
  public static func stepTimes(settings: TrainingSettings, runs: Int, steps: Int) -> [Double] {
    let (bins, batch, latent) = (settings.analysis.bins, settings.batch, settings.dimensions)
    var random = RandomStream(seed: settings.seed, name: "training/step time")
    let network = Autoencoder(bins: bins, latent: latent, hidden: settings.hidden, batch: batch, random: &random)
    let optimizer = Optimizer(
      network.parameters, rate: settings.learningRate, steps: (runs + 1) * steps, clip: settings.clip)
    let x = (0..<batch * bins).map { _ in random.unit() * 0.1 }
    let noise = (0..<batch * latent).map { _ in random.normal() }
    let open = (0..<batch).map { 1 + $0 % latent }
    func measure() -> Double {
      let begin = ContinuousClock.now
      for _ in 0..<steps {
        _ = network.step(x, noise: noise, open: open, beta: settings.beta)
        _ = optimizer.move()
      }
      return (ContinuousClock.now - begin) / .milliseconds(1) / Double(steps)
    }
    _ = measure()
    return (0..<runs).map { _ in measure() }
  }
}
