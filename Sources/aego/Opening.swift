import AegoNumerics
import AegoPerformance
import AegoScore
import Foundation

/// All that a performance is begun with, read and checked; what a performer should know of it has been said.
struct Opening {
  /// What is played.
  private(set) var piece: Piece
  /// What it is started with.
  let arguments: StartArguments
  /// Where it goes on; nil for one that begins.
  private(set) var checkpoint: Checkpoint?
  /// The files that /load_model may take up.
  let models: NamedModels
  /// The recorded stream; nil for none.
  let feed: InputFeed?
  /// Whether the seed is not the score's own, so that it belongs to the input.
  let writesSeed: Bool

  /// Lets go what only the making of a performance needs, some megabytes a space.
  mutating func releaseNetworks() { piece.releaseNetworks() }

  /// Begins the performance's take, with what the house gives a live one.
  func take(in directory: String, house: Manifest.House? = nil) throws(PerformanceError) -> TakeWriter {
    let take = try TakeWriter(
      directory: directory, piece: piece, arguments: arguments, writesSeed: writesSeed, house: house)
    if let checkpoint { try take.record(checkpoint) }
    return take
  }
}

extension StartOptions {
  /// Reads what is to be played.
  ///
  /// - Parameters:
  ///   - score: the score's path; nil where a take is gone on with.
  ///   - broken: the take that was broken off and is gone on with; nil for none.
  ///   - drawn: the seed of a score that wants a new one.
  /// - Returns: all that the performance is made of.
  /// - Throws: what is wrong in the score, the stream or the take.
  func opening(score: String?, resuming broken: String? = nil, drawn: UInt64 = 0) throws -> Opening {
    if let broken { return try resumed(try Continuation.resume(broken, limit: limit)) }
    var piece = try Piece.load(path: score ?? "")
    let models = try models(for: piece)
    let stream = try feed(piece, models)
    let seed = SeedChoice(piece.score.seed, asked: self.seed, recorded: stream?.seed, drawn: drawn)
    let arguments = try arguments(piece, seed: seed.value)
    if let rehearsal = arguments.rehearsal { piece.rehearse(rehearsal) }
    guard let state else {
      if let from, piece.score.agent.start == nil {
        standardError("from \(from): the agent is fresh; --state TAKE begins with what it had learnt there\n")
      }
      return Opening(
        piece: piece, arguments: arguments, checkpoint: nil, models: models, feed: stream,
        writesSeed: seed.isNotTheScores)
    }
    return try resumed(try Continuation.rehearse(piece, arguments, from: state))
  }

  /// The seed was the take's, and belongs to the input of what goes on from it.
  private func resumed(_ continuation: Continuation) throws -> Opening {
    standardError(continuation.words + "\n")
    let models = try models(for: continuation.piece)
    return Opening(
      piece: continuation.piece, arguments: continuation.arguments, checkpoint: continuation.checkpoint, models: models,
      feed: try feed(continuation.piece, models, goingOnFrom: continuation.checkpoint.hop), writesSeed: true)
  }

  private func models(for piece: Piece) throws -> NamedModels {
    for warning in piece.warnings { standardError("warning: \(warning)\n") }
    let models = try NamedModels(modelFiles, for: piece)
    for warning in models.warnings { standardError("warning: \(warning)\n") }
    return models
  }

  /// The stream as input of a piece, from where the performance begins.
  ///
  /// - Parameters:
  ///   - piece: what is played.
  ///   - models: the files that its messages may have taken up.
  ///   - hop: the hop from which a take is gone on with; then a take's input goes on from there, too. 0 for a beginning.
  /// - Returns: the input; nil where no stream was asked for.
  /// - Throws: `MotionError` for the stream, `PerformanceError` for its take.
  private func feed(_ piece: Piece, _ models: NamedModels, goingOnFrom hop: Int64 = 0) throws -> InputFeed? {
    guard let stream else { return nil }
    let vocabulary = piece.lastProgram.vocabulary
    if hop > 0 {
      return try InputFeed(path: stream, vocabulary: vocabulary, models: models, firstHop: hop, startHop: hop)
    }
    let feed = try InputFeed(path: stream, vocabulary: vocabulary, models: models)
    guard let from, feed.isTake else { return feed }
    let (scene, offset) = try piece.place(named: from)
    let directory = parentFolder(of: stream)
    let first = try piece.hop(ofScene: scene, offset: offset, inTake: directory)
    return try InputFeed(path: stream, vocabulary: vocabulary, models: models, firstHop: first)
  }

  private var limit: Int64? { duration.flatMap(ScoreTime.nanoseconds) }
}
