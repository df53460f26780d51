extension Explanation {
  /// Values that are not what their key wants.
  static let ofValues = [
    Explanation(
      .badNumber, "No number, or none that fits",
      """
      A number has digits, and a point before its decimals, not a comma; counts are whole. Words such as `all` have a
      meaning only where the reference names them.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, dimensions: all}"),
      right: ScoreExample(.scenes, "- {for: 60s, dimensions: 8}")),
    Explanation(
      .badDuration, "No duration",
      """
      A duration is a number with its unit and no blank between, `75s`, `500ms`, `1.5m`; several of them from the longest
      to the shortest, `1m30s`; or a time as on a clock, `1:30`, whose parts after a colon stay below 60.
      """,
      wrong: ScoreExample(.scenes, "- {for: 75 seconds}"), right: ScoreExample(.scenes, "- {for: 75s}")),
    Explanation(
      .missingUnit, "A number without its unit",
      """
      `60` could be seconds or milliseconds, a minute of music or a click. Each time, angle and level is written with its
      unit, at both ends of a ramp.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60}"), right: ScoreExample(.scenes, "- {for: 60s}")),
    Explanation(
      .wrongUnit, "A unit of something else",
      """
      Times end in h, m, s, ms, us or ns, angles in deg, ° or rad, levels in dB with a capital B; parts of a whole are
      plain numbers or end in %, with no blank before it.
      """,
      wrong: ScoreExample(.piece, "range: 60%"), right: ScoreExample(.piece, "range: 60deg")),
    Explanation(
      .badRamp, "No ramp",
      """
      A ramp is written `A..B`, with two dots, each end with its unit; or `{from: A, to: B, curve: exponential}`; or
      `{between: [A, B], every: 40s}`, which breathes. Only `period`, `range`, `sense` and `level` can go from one value
      to another. An exponential curve needs both ends above 0; `silent` is no end of a ramp: go to -60dB, then be
      silent.
      """,
      wrong: ScoreExample(.piece, "period: 100ms-30ms"), right: ScoreExample(.piece, "period: 100ms..30ms")),
  ]
}
