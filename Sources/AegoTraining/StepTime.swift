import AegoNumerics

extension Training {
  /// How long a step of training takes, on a drawn batch.
  ///
  /// - Parameters:
  ///   - settings: sizes of the network, the batch and the frames.
  ///   - runs: how many measurements.
  ///   - steps: steps in a measurement.
  /// - Returns: milliseconds per step, of each measurement.
  public static func stepTimes(settings: TrainingSettings, runs: Int, steps: Int) -> [Double] {
    let bins = settings.analysis.bins
    let network = Autoencoder(bins: bins, latent: settings.dimensions, hidden: settings.hidden, batch: 1)
    var random = RandomStream(seed: settings.seed, name: "training/step time")
    network.initialize(meanSpectrum: [Float](repeating: 0.1, count: bins), &random)
    let descent = Descent(network, settings: settings, steps: (runs + 1) * steps)
    let batch = Batch(settings: settings, bins: bins, &random)
    let penalty = Penalty(beta: settings.beta, blur: settings.blur)
    func measure(_ run: Int) -> Double {
      let begin = ContinuousClock.now
      for step in 0..<steps { _ = descent.step(batch, penalty: penalty, step: run * steps + step) }
      return (ContinuousClock.now - begin) / .milliseconds(1) / Double(steps)
    }
    _ = measure(0)
    return (1...runs).map(measure)
  }
}

extension Batch {
  /// Spectra that are nobody's, for measuring how fast they are learnt.
  fileprivate init(settings: TrainingSettings, bins: Int, _ random: inout RandomStream) {
    self.init(frames: [], bins: bins, settings: settings)
    for index in 0..<spectra.count { spectra[index] = random.unit() * 0.1 }
    for index in 0..<noise.count { noise[index] = random.normal() }
    for row in 0..<rows { open[row] = 1 + row % settings.dimensions }
  }
}
