import AegoScore
import AegoStage

/// How far a film has come: the way to its beginning, then the film itself.
struct FilmProgress {
  private var progress: Progress
  private let line = ProgressLine()
  private var shown: Int64?
  private var filmed: Int64 = 0
  private let total: Int64

  /// - Parameter total: the film's length in nanoseconds.
  init(total: Int64) {
    self.total = total
    progress = Progress(total: total)
  }

  mutating func show(_ news: Film.Progress) {
    switch news {
    case .before(let left):
      // Once a second of the performance.
      guard left > 0, shown.map({ $0 - left > 1_000_000_000 }) ?? true else { return }
      shown = left
      line.show("on the way to its beginning: \(ScoreTime.clock(left)) left")
    case .filmed(let done):
      if filmed == 0 { progress = Progress(total: total) }
      filmed = done
      progress.show(done)
    }
  }

  func clear() { line.clear() }

  /// How long it took beside how long it lasts, in words.
  var speed: String { "\(progress.speed(filmed)) times as fast as it is seen" }
}
