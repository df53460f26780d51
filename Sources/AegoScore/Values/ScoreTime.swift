/// Durations as people write them in scores and commands.
public enum ScoreTime {
  /// The nanoseconds that a text such as `500ms`, `75s`, `1m30s` or `1:30` means; nil for what is no duration.
  public static func nanoseconds(_ text: String) -> Int64? { try? DurationText.nanoseconds(text) }

  /// A time as on a clock: 1:05, 1:02:03.
  public static func clock(_ nanoseconds: Int64) -> String {
    AegoScore.clock(nanoseconds / 1_000_000_000 * 1_000_000_000)
  }

  /// A duration in words: 5 ms, 1.5 s, 1 min 30 s.
  public static func words(_ nanoseconds: Int64) -> String { DurationText.words(nanoseconds) }
}
