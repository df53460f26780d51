import AegoNumerics
import AegoPerformance
import AegoServing

/// What the engine did, in the journal's own lines. A flood of commands is told up to `most`.
struct EventMessages {
  /// How many commands and refusals of one tenth of a second of performance time are told.
  static let most = 50
  private static let tenth: Int64 = 100_000_000

  /// Knows every version of the score that an event may be of.
  var journal: Journal
  private var from = Int64.min
  private var count = 0

  init(_ journal: Journal) { self.journal = journal }

  /// The message of an event; nil for an action, which the state tells, and for one of a flood.
  mutating func text(_ event: Event) -> String? {
    switch event.kind {
    case .action: return nil
    case .command, .refused: if !isWithinLimit(event.time) { return nil }
    default: break
    }
    return JSONObject().text("type", "event").raw("event", journal.line(event)).closed
  }

  /// The message of something that happened around the engine.
  static func fault(_ detail: String, at time: Int64) -> String {
    JSONObject().text("type", "fault").number("t", time).text("detail", detail).closed
  }

  private mutating func isWithinLimit(_ time: Int64) -> Bool {
    if from == .min || time - from >= EventMessages.tenth { (from, count) = (time, 0) }
    count += 1
    return count <= EventMessages.most
  }
}
