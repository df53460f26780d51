import AegoPerformance
import AegoScore
import Synchronization

/// The versions of the score that pages may be told of, as the thread of the terminal appends them while it is played.
final class StageVersions: Sendable {
  private let scores: Mutex<[StageScore]>

  /// The version that the performance begins with.
  init(_ score: StageScore) { scores = Mutex([score]) }

  /// One more version, before the engine knows of it.
  func append(_ program: Program, _ score: Score) {
    scores.withLock { scores in
      if let last = scores.last { scores.append(last.revised(program, score)) }
    }
  }

  /// A version by its number, counted from 1; the last one for a number that no version has.
  func version(_ number: Int) -> StageScore {
    scores.withLock { scores in scores[max(0, min(number, scores.count) - 1)] }
  }

  /// The last version, whose journal knows all.
  var last: StageScore { version(.max) }
}
