/// Checks that a reward finds an action that it can be about.
struct CreditChecker {
  let reading: Reading

  /// Warns of the first scene whose actions are farther apart than a reward reaches back.
  ///
  /// - Parameters:
  ///   - score: The score.
  ///   - credit: Where it writes its credit; nil for the default.
  func check(_ score: Score, credit: SourceSpan?) {
    let scenes = Set(score.order).sorted().map { score.movements[$0] }.flatMap { movement in
      movement.scenes.map { scene in
        (name: scene.name, period: scene.settings.period ?? movement.settings.period ?? score.settings.period)
      }
    }
    let far = scenes.filter { scene in
      let period = scene.period?.value ?? WrittenRamp(from: Self.standard, to: Self.standard)
      return max(period.from, period.to) > Double(score.agent.creditTo)
    }
    guard let first = far.first, let place = first.period?.span ?? credit else { return }
    let others = far.count > 1 ? " and \(far.count - 1) more" : ""
    let note = credit.flatMap { $0 == place ? nil : Diagnostic.Note("`credit` stands", at: $0.start) }
    reading.report(
      .shortCredit, place,
      "in the scene `\(first.name)`\(others) actions are farther apart than the \(DurationText.words(score.agent.creditTo))"
        + " that a reward reaches back: rewards teach little or nothing there",
      help: "act more often, or let rewards reach further back: `agent: {credit: 0.2s..\(reach(of: far))}`", note: note)
  }

  /// The period where none is written, in nanoseconds.
  private static let standard = 100e6

  /// The longest period of those scenes as a credit's end, at most the longest that one can be.
  private func reach(of scenes: [(name: String, period: Written<WrittenRamp>?)]) -> String {
    let longest = scenes.map { max($0.period?.value.from ?? Self.standard, $0.period?.value.to ?? Self.standard) }.max()
    let reach = min((longest ?? 0) + 1e9, Quantity.credit.limits.upperBound)
    return DurationText.score(Int64(reach / 1e8) * 100_000_000)
  }
}
