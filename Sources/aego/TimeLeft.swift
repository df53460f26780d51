import AegoTraining

/// How long the rest will take, by the steps taken since the first look.
struct TimeLeft {
  private var first: (step: Int, time: ContinuousClock.Instant)?

  /// Seconds.
  mutating func after(_ progress: Training.Progress) -> Int {
    let now = ContinuousClock.now
    guard let first else {
      first = (progress.step, now)
      return 0
    }
    let done = max(progress.step - first.step, 1)
    return Int((now - first.time) / Duration.seconds(1) / Double(done) * Double(progress.steps - progress.step))
  }
}
