extension Explanation {
  /// The YAML as a score: version, keys and kinds.
  static let ofKeys = [
    Explanation(
      .scoreVersion, "A language version that this program does not read",
      """
      `score` is the version of the language, not of the piece. This program reads version 1. A higher number was
      written for a newer program, which may mean things by it that this one would play wrongly.
      """,
      wrong: ScoreExample(
        .score, "score: 2\ntitle: later\nspaces: {a: a.safetensors}\nmovements: [{scenes: [{for: 60s}]}]"),
      right: ScoreExample(
        .score, "score: 1\ntitle: now\nspaces: {a: a.safetensors}\nmovements: [{scenes: [{for: 60s}]}]")),
    Explanation(
      .unknownKey, "A key that the language does not have there",
      """
      A misspelt key would be passed over in silence, and its scene would play with the default: a ramp that is written
      and not heard is noticed on stage. So every key must be known. The help names the nearest one, or where the key
      belongs: each stands on certain levels only.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, perid: 50ms}"),
      right: ScoreExample(.scenes, "- {for: 60s, period: 50ms}")),
    Explanation(
      .missingKey, "A key that must be there",
      """
      Some things have no sensible default: a piece needs its language version, title, spaces and movements, a movement
      its scenes, a scene its length, a condition what it waits for and how long.
      """,
      wrong: ScoreExample(.scenes, "- {name: line, dimensions: 1}"),
      right: ScoreExample(.scenes, "- {name: line, dimensions: 1, for: 60s}")),
    Explanation(
      .missingValue, "A key with nothing behind it",
      """
      An empty value is neither the default nor zero. Write one, or delete the key, and the value of the outer level
      holds, or the default. A list must not be empty either, but for `dimensions: []`, which closes all axes.
      """,
      wrong: ScoreExample(.scenes, "- for: 60s\n  level:"), right: ScoreExample(.scenes, "- for: 60s\n  level: -6dB")),
    Explanation(
      .wrongKind, "A list, a mapping or a text where another belongs",
      """
      Movements and scenes are lists, each entry with its dash; groups as `sensors` and `sound` are mappings, keys with
      values; most values are single texts. A forgotten dash makes a mapping of a list.
      """,
      wrong: ScoreExample(.rest, "movements:\n  - scenes:\n      for: 60s"),
      right: ScoreExample(.rest, "movements:\n  - scenes:\n      - for: 60s")),
    Explanation(
      .unknownWord, "None of the words that the key knows",
      """
      Where a key takes one of a few words, they are exact, in small letters. The help names the nearest, or all
      of them.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, memory: frsh}"),
      right: ScoreExample(.scenes, "- {for: 60s, memory: fresh}")),
    Explanation(
      .conflictingKeys, "Keys that exclude each other",
      """
      Both cannot hold at once, and which of the two is meant only the composer knows. Two conditions that may both end
      a scene stand in a list: the first that holds wins.
      """,
      wrong: ScoreExample(.scenes, "- {for: {max: 60s}, until: {stillness: 8s, settled: 15s}}"),
      right: ScoreExample(.scenes, "- {for: {max: 60s}, until: [{stillness: 8s}, {settled: 15s}]}")),
  ]
}
