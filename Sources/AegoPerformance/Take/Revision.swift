import AegoScore

/// A later version of a piece's score, as it takes the place of the one before while the piece is played.
public struct Revision: Sendable {
  /// The score's text, byte for byte.
  public let text: [UInt8]
  /// The score.
  public let score: Score
  /// What the engine plays from then on, without networks.
  public let program: Program
  /// What a performer should know of it, a sentence each.
  public let warnings: [String]

  /// The version's number, counted from 1: that of the score that the performance began with.
  public var number: Int { program.version }

  /// The name of its file in a take.
  var fileName: String { Revision.fileName(number) }

  /// The name of a version's file in a take.
  static func fileName(_ number: Int) -> String { number == 1 ? "score.yaml" : "score-\(number).yaml" }
}

extension Piece {
  /// The score that was written last.
  public var lastScore: Score { revisions.last?.score ?? score }

  /// The text of the last version, byte for byte.
  public var lastText: [UInt8] { revisions.last?.text ?? text }

  /// The program of the last version.
  public var lastProgram: Program { revisions.last?.program ?? program }

  /// Reads a later version of the score, for the spaces that are loaded already.
  ///
  /// - Parameters:
  ///   - text: the score's text.
  ///   - path: where it lies, as messages show it.
  /// - Returns: the version, which `append` makes part of the piece.
  /// - Throws: `ScoreError` with everything that is wrong in it; `PerformanceError.needsNewStart` where it changes what a
  ///   performance is made of.
  public func revision(_ text: [UInt8], path: String) throws -> Revision {
    var reader = ScoreReader(path: path, bytes: text, folder: folder)
    let known = Dictionary(zip(score.spaces.map(\.path), program.spaces), uniquingKeysWith: { first, _ in first })
    reader.check(spaces: { path in
      known[path].map { .success(SpaceInspection.facts($0)) } ?? SpaceInspection.load(path).map(SpaceInspection.facts)
    })
    reader.check(states: { _ in .success(()) })
    guard let score = reader.score else {
      throw ScoreError.invalid(reader.diagnostics, count: reader.problemCount)
    }
    let difference = ScoreDifference(from: self.score, to: score)
    guard difference.fixed.isEmpty else { throw PerformanceError.needsNewStart(path: path, difference.fixed) }
    let conditions = score.movements.flatMap(\.scenes).map(\.until.count).max() ?? 0
    guard conditions <= Conductor.leastConditions else {
      throw PerformanceError.needsNewStart(
        path: path,
        ["a scene that ends by \(conditions) conditions; \(Conductor.leastConditions) are taken while it plays"])
    }
    return Revision(text: text, score: score, program: lastProgram.revised(score), warnings: Piece.remarks(reader))
  }

  /// Makes a later version of the score part of the piece.
  public mutating func append(_ revision: Revision) {
    precondition(revision.number == lastProgram.version + 1, "versions are numbered in their order")
    revisions.append(revision)
  }
}
