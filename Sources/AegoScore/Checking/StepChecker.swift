/// Checks that a step is not likely to have lost its `/s` or its `%`.
struct StepChecker {
  let reading: Reading

  /// Steps below this are taken for what they say, whatever the period.
  private static let least = 0.05
  /// The time in which they cross an axis, in nanoseconds, up to which larger ones leap.
  private static let leap = 1e9
  /// The period where none is written, in nanoseconds.
  private static let standard = 100e6

  /// Warns of each step that crosses an axis within a second, with the first scene in which it does.
  func check(_ score: Score) {
    var told: Set<SourceSpan> = []
    for movement in Set(score.order).sorted().map({ score.movements[$0] }) {
      for scene in movement.scenes {
        let step = scene.settings.step ?? movement.settings.step ?? score.settings.step
        let period = scene.settings.period ?? movement.settings.period ?? score.settings.period
        guard let step else { continue }
        let crossing: Double
        let (what, help): (String, String)
        switch step.value {
        case .perAction(let size) where size >= Self.least:
          crossing = (period.map { min($0.value.from, $0.value.to) } ?? Self.standard) / size
          what = decimal(size * 100) + "% for each action"
          help = "did you mean `\(decimal(size * 100))%/s`? A walk crosses an axis in some seconds"
        case .perAction: continue
        case .perSecond(let size):
          crossing = 1e9 / size
          what = decimal(size * 100) + "% a second"
          help = "a walk crosses an axis in some seconds: 10%/s in ten"
        }
        guard crossing <= Self.leap, told.insert(step.span).inserted else { continue }
        reading.report(
          .longStep, step.span,
          "a step of \(what) crosses an axis within \(DurationText.words(Int64(crossing))) in the scene `\(scene.name)`: "
            + "the sound leaps",
          help: help)
      }
    }
  }
}
