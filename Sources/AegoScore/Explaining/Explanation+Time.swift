extension Explanation {
  /// Lengths of scenes and of the piece.
  static let ofTime = [
    Explanation(
      .lengthOrder, "Lengths out of order",
      """
      Of an open scene, `min` is how long no condition ends it, `nominal` the length that ramps and the timeline count
      with, `max` when it ends by itself. They grow in this order, or may be equal.
      """,
      wrong: ScoreExample(.scenes, "- {for: {min: 60s, nominal: 90s, max: 80s}, until: go}"),
      right: ScoreExample(.scenes, "- {for: {min: 60s, nominal: 80s, max: 90s}, until: go}")),
    Explanation(
      .openScene, "A length and conditions that do not fit",
      """
      A scene has one length and no `until`, or `until` and a length with a `max`. The `max` must be there, because a
      sensor that falls silent would otherwise strand the piece in this scene, on stage. A `max` without `until` is a
      fixed length in more words.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, until: go}"),
      right: ScoreExample(.scenes, "- {for: {min: 0s, nominal: 60s, max: 3m}, until: go}")),
    Explanation(
      .foreverNotLast, "Forever, and something after it",
      """
      What follows a movement that repeats forever is never heard. Only the last movement as played can; a scene that
      should go on without end stands in such a movement alone.
      """,
      wrong: ScoreExample(
        .rest, "movements:\n  - {repeat: forever, scenes: [{for: 60s}]}\n  - {scenes: [{for: 60s}]}"),
      right: ScoreExample(
        .rest, "movements:\n  - {repeat: 3, scenes: [{for: 60s}]}\n  - {repeat: forever, scenes: [{for: 60s}]}")),
    Explanation(
      .tooLong, "A piece longer than a day",
      """
      With all repeats, a piece lasts 24 hours at most; one pass, if it repeats forever. An installation that should run
      for weeks repeats its last movement forever.
      """,
      wrong: ScoreExample(.rest, "movements:\n  - repeat: 3\n    scenes: [{for: 10h}]"),
      right: ScoreExample(.rest, "movements:\n  - repeat: forever\n    scenes: [{for: 10h}]")),
    Explanation(
      .tooManyScenes, "More scenes than can be played",
      """
      Unrolled, with all repeats and the whole `order`, a piece has 20,000 scenes at most: a new one every four seconds
      for a day. Where things change faster than that, a ramp says it better.
      """,
      wrong: ScoreExample(.rest, "movements:\n  - repeat: 1000\n    scenes: [{for: 100ms, repeat: 30}]"),
      right: ScoreExample(.rest, "movements:\n  - repeat: 100\n    scenes: [{for: 100ms, repeat: 30}]")),
  ]
}
