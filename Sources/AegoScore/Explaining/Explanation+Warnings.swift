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
      right: ScoreExample(.piece, "period: 5s\nagent: {credit: 0.5s..6s}")),
    Explanation(
      .longStep, "Steps that leap",
      """
      This is a warning: the score is valid, and is played. A step without `/s` is made by each action, and actions come
      ten to thirty times a second: 10% would cross an axis within a second, and the sound would leap about. With `/s`
      it is the way of a second, whatever the period, and 10%/s crosses an axis in ten.
      """,
      wrong: ScoreExample(.piece, "agent: {step: 10%}"), right: ScoreExample(.piece, "agent: {step: 10%/s}")),
    Explanation(
      .textCut, "A text that a `#` cuts off",
      """
      This is a warning: the score is valid, and is played. Behind a blank, `#` begins a comment, in the midst of a
      sentence too: the performer would read only what stands before it. Put the text between quotes if it goes on. A
      comment that is meant as one has a blank behind its `#`, and is not warned of.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, level: -6dB}\n- for: 60s\n  direction: Move as in #1, more softly"),
      right: ScoreExample(.scenes, "- {for: 60s, level: -6dB}\n- for: 60s\n  direction: \"Move as in #1, more softly\"")
    ),
  ]
}
