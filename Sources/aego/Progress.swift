import AegoScore
import Foundation

/// The progress of long work on standard error, where that is a terminal.
struct Progress {
  private let total: Int64?
  private let line = ProgressLine()
  private let begin = ContinuousClock.now
  private var shown: ContinuousClock.Instant

  /// - Parameter total: the length of the whole in nanoseconds of performance; nil where it is not known.
  init(total: Int64?) {
    self.total = total
    shown = begin
  }

  /// Shows that `done` nanoseconds are done, ten times a second at most.
  mutating func show(_ done: Int64) {
    guard line.isShown, shown.duration(to: .now) > .milliseconds(100) else { return }
    shown = .now
    let part = total.map { " \(min(100, done * 100 / max($0, 1))) %" } ?? ""
    line.show("\(ScoreTime.clock(done))\(part), \(speed(done))x")
  }

  /// Takes the line away.
  func clear() { line.clear() }

  /// How many times faster than real time the work went.
  func speed(_ done: Int64) -> String {
    let elapsed = begin.duration(to: .now) / .nanoseconds(1)
    return String(format: "%.1f", Double(done) / max(elapsed, 1))
  }
}
