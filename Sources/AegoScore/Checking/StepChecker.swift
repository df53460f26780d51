/// Checks that a step of each action is not likely to be one of each second that lost its `/s`.
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
        guard let step, case .perAction(let size) = step.value, size >= Self.least else { continue }
        let crossing = (period.map { min($0.value.from, $0.value.to) } ?? Self.standard) / size
        guard crossing <= Self.leap, told.insert(step.span).inserted else { continue }
        let percent = decimal(size * 100) + "%"
        reading.report(
          .longStep, step.span,
          "a step of \(percent) for each action crosses an axis within \(DurationText.words(Int64(crossing))) in the scene "
            + "`\(scene.name)`: the sound leaps",
          help: "did you mean `\(percent)/s`? A walk crosses an axis in some seconds")
      }
    }
  }
}
