/// How long the rest will take, by the steps taken since the first look.
public struct TimeLeft {
  private var first: (step: Int, time: ContinuousClock.Instant)?

  /// Nothing is known yet.
  public init() {}

  /// How long it is from now on.
  ///
  /// - Parameter progress: how far the training is.
  /// - Returns: seconds; 0 at the first look.
  public mutating func after(_ progress: Training.Progress) -> Int {
    let now = ContinuousClock.now
    guard let first else {
      first = (progress.step, now)
      return 0
    }
    let done = max(progress.step - first.step, 1)
    return Int((now - first.time) / Duration.seconds(1) / Double(done) * Double(progress.steps - progress.step))
  }
}
