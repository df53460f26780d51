import AegoPerformance
import AegoScore

/// What becomes of a score that was saved while it is played, and what is said of it.
struct Reloading {
  /// What a saved text is.
  enum Outcome {
    /// A version that may come into force.
    case version(Revision)
    /// Nothing that is played has changed.
    case nothing
    /// It is wrong, or takes a new start: the last good score goes on.
    case refused
  }

  /// What is said, a line each.
  private(set) var words: [String] = []
  private(set) var outcome = Outcome.nothing

  /// Reads a saved text as the next version of a piece.
  init(_ text: [UInt8], of piece: Piece) {
    let path = piece.path
    do {
      let revision = try piece.revision(text, path: path)
      words = revision.warnings.map { "warning: \($0)" }
      let difference = ScoreDifference(from: piece.lastScore, to: revision.score)
      if difference.isEmpty {
        words.append("\(path): saved; nothing that is played has changed")
      } else {
        words.append("\(path): from the next scene on, version \(revision.number):")
        words += difference.lines.map { "  \($0)" }
        outcome = .version(revision)
      }
    } catch {
      var lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      while lines.last?.isEmpty == true { lines.removeLast() }
      words = lines
      if case ScoreError.invalid = error { words.append("\(path): wrong; the last version goes on") }
      outcome = .refused
    }
  }
}

extension Program {
  /// The scene that comes next by this version of a score, and why that one, in words.
  ///
  /// - Parameters:
  ///   - index: the scene that is on.
  ///   - other: the version that it is of.
  /// - Returns: a line for the console.
  func next(after index: Int, of other: Program) -> String {
    let places = timeline.places(of: other.timeline)
    guard places.indices.contains(index) else { return "" }
    let (next, reason) =
      switch places[index] {
      case .at(let place): (place + 1, "")
      case .before(let place): (place, " (the scene that is on is gone: by its place)")
      }
    if timeline.scenes.indices.contains(next) { return "next: " + words(next) + reason }
    return timeline.loopStart.map { "next: " + words($0) + reason } ?? "this scene is the last one" + reason
  }

  private func words(_ index: Int) -> String { "\(timeline.scenes[index].movement), \(timeline.scenes[index].name)" }
}
