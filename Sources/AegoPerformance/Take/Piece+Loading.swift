import AegoScore
import AegoSpace
import Foundation

extension Piece {
  /// Reads a score and the spaces that it names.
  ///
  /// - Parameters:
  ///   - path: the score.
  ///   - folder: where its files are looked for; its own folder where nil.
  ///   - locate: where a space's or a state's file really is, given the place that the score says.
  /// - Returns: the piece, ready to be performed.
  /// - Throws: `ScoreError` with everything that is wrong in the score or between it and its spaces.
  public static func load(
    path: String, folder: String? = nil, locate: (String) -> String = { $0 }
  ) throws(ScoreError) -> Piece {
    var reader = try ScoreReader(path: path, folder: folder)
    var loaded: [String: LatentSpace] = [:]
    reader.check(spaces: { path in
      SpaceInspection.load(locate(path)).map { space in
        loaded[path] = space
        return SpaceInspection.facts(space)
      }
    })
    let spaces = (reader.score?.spaces ?? []).map { ($0.name, loaded[$0.path]?.latent ?? 0) }
    var learnt: (state: LearnedState, path: String)?
    reader.check(states: { path in
      LearnedState.load(locate(path), for: spaces).map { learnt = ($0, locate(path)) }
    })
    guard let score = reader.score else { throw .invalid(reader.diagnostics, count: reader.problemCount) }
    // As it stands in the file, a byte order mark included: the reader has its own view of it.
    guard let text = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "it is gone")
    }
    var piece = Piece(
      path: path, folder: folder, text: Array(text), score: score, spaces: score.spaces.compactMap { loaded[$0.path] })
    // Its one severity is that of a warning: a score with errors is none.
    piece.scoreRemarks = remarks(reader)
    piece.spacePaths = score.spaces.map { locate($0.path) }
    if let learnt { piece.begin(with: learnt.state, from: learnt.path) }
    return piece
  }

  /// What a valid score's reader warns of, with its place.
  static func remarks(_ reader: ScoreReader) -> [String] {
    reader.diagnostics.map { "\($0.path):\($0.span.start.line):\($0.span.start.column): \($0.message)" }
  }
}
