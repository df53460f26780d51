/// What is valid in a score and perhaps not meant.
extension Score {
  /// A sentence for each remark, to be told before the score is played; empty for most scores.
  public var remarks: [String] { remarks(of: timeline()) }

  /// The same, of the score as it is already unrolled.
  public func remarks(of timeline: Timeline) -> [String] { [uncreditedScenes(timeline)].compactMap(\.self) }

  /// Scenes whose actions are so far apart that a reward may find none that is young enough.
  private func uncreditedScenes(_ timeline: Timeline) -> String? {
    let scenes = timeline.scenes.filter { max($0.period.from, $0.period.to) > Double(agent.creditTo) }
    guard let first = scenes.first else { return nil }
    let others = scenes.count > 1 ? ", and in \(scenes.count - 1) more," : ""
    return
      "credit: a reward is about what was done up to \(DurationText.words(agent.creditTo)) before, and in the scene "
      + "\"\(first.name)\"\(others) actions are farther apart: rewards teach little or nothing there"
  }
}
