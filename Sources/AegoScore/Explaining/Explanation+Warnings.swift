extension Explanation {
  /// What is valid, and most likely not meant.
  static let ofWarnings = [
    Explanation(
      .shortCredit, "Actions farther apart than a reward reaches back",
      """
      This is a warning: the score is valid, and is played. A reward is about what the machine did in the time of
      `credit` before it, 0.2 to 1.2 seconds if nothing else is written. Where the machine acts less often than that,
      most rewards find no action young enough, and teach nothing. Let it act more often, or let rewards reach further
      back, up to 10 seconds.
      """,
      wrong: ScoreExample(.piece, "period: 5s"),
      right: ScoreExample(.piece, "period: 5s\nagent: {credit: 0.5s..6s}"))
  ]
}
