import AegoAgent
import AegoMotion
import AegoNumerics
import AegoScore

/// How a performance goes on from another one's take: with the whole engine as it was, or, where the score has changed
/// since, with what the agents had learnt.
public struct Continuation {
  /// How long the sound takes to be back after a crash, in nanoseconds.
  public static let fade: Int64 = 3_000_000_000

  /// What is played.
  public var piece: Piece
  /// What the performance is started with.
  public var arguments: StartArguments
  /// Where it goes on, or how it begins.
  public let checkpoint: Checkpoint
  /// What was done, in a sentence.
  public let words: String

  // MARK: Rehearsing

  /// Begins a piece at a place of a take.
  ///
  /// - Parameters:
  ///   - piece: what is to be played.
  ///   - arguments: the place as the score has it, and what else was asked for.
  ///   - directory: the take.
  /// - Returns: with the same score, spaces and engine, the state of the whole engine when the take came to that place
  ///   for the last time; else a performance that begins there with what the agents had learnt by then, or by the take's
  ///   end where it never came there.
  /// - Throws: `PerformanceError`, `ScoreError`, `MotionError` for what is no take or is damaged.
  public static func rehearse(_ piece: Piece, _ arguments: StartArguments, from directory: String) throws
    -> Continuation
  {
    let manifest = try Manifest.read(take: directory)
    guard manifest.engine == Performance.engine else {
      var piece = piece
      let path = directory + "/state.safetensors"
      switch LearnedState.load(path, for: piece.agentAxes) {
      case .failure(let fault): throw PerformanceError.unusableModel(path: path, reason: fault.text)
      case .success(let learnt): piece.begin(with: learnt)
      }
      return try begin(
        piece, arguments, directory,
        "\(directory) was played by engine \(manifest.engine), and this is engine \(Performance.engine): the agents know "
          + "what they had learnt by its end; all else begins anew")
    }
    let replay = try Replay(take: directory)
    let isSame = replay.isOf(piece) && replay.piece.program.rehearsal.speed == piece.program.rehearsal.speed
    let place = isSame ? arguments : replay.place(like: arguments, of: piece)
    let entry = try place.flatMap { try replay.lastHop(ofScene: $0.scene, offset: $0.offset) }
    let (checkpoint, from) = try replay.checkpoint(before: entry ?? replay.endHop)
    let way = replay.way(to: checkpoint.hop, from: from)
    if isSame, entry != nil {
      var arguments = arguments
      arguments.seed = manifest.arguments.seed
      arguments.resumed = .init(hop: checkpoint.hop, fade: 0, take: Piece.absolute(directory))
      return Continuation(
        piece: piece, arguments: arguments, checkpoint: checkpoint,
        words: "everything is as it was at \(replay.time(checkpoint.hop)) of \(directory), \(way)")
    }
    let learnt = try Performance(replay.piece.program, manifest.arguments, from: checkpoint).learnt(
      replay.piece.program)
    var piece = piece
    guard !piece.states(of: learnt.state).allSatisfy(\.isEmpty) else {
      throw PerformanceError.nothingToResume(
        take: directory, what: "none of its spaces has a name or as many axes as one of this score")
    }
    piece.begin(with: learnt.state)
    let reason =
      isSame
      ? "\(directory) never came there"
      : "\(directory) was played from another score, other spaces, or at another speed"
    let until = entry == nil ? "by its end" : "by \(replay.time(checkpoint.hop))"
    return try begin(
      piece, arguments, directory,
      "\(reason): the agents know what they had learnt \(until), \(way); all else begins anew")
  }

  /// A performance of a piece whose agents know something: its state before the first hop, so that its take has it.
  private static func begin(
    _ piece: Piece, _ arguments: StartArguments, _ directory: String, _ words: String
  ) throws(PerformanceError) -> Continuation {
    let checkpoint = Checkpoint(of: Performance(piece.program, arguments))
    var arguments = arguments
    arguments.resumed = .init(hop: 0, fade: 0, take: Piece.absolute(directory))
    return Continuation(piece: piece, arguments: arguments, checkpoint: checkpoint, words: words)
  }

  // MARK: After a crash

  /// Goes on with a take that was broken off, from its last second on, in the same scene.
  ///
  /// - Parameters:
  ///   - directory: the take.
  ///   - limit: how long the rest lasts at most, in nanoseconds; nil for the whole.
  /// - Throws: `PerformanceError.nothingToResume` for a take that came to its end or was played by another engine; what
  ///   reading it throws.
  public static func resume(_ directory: String, limit: Int64?) throws -> Continuation {
    let manifest = try Manifest.read(take: directory)
    guard manifest.hops == 0 else {
      throw PerformanceError.nothingToResume(
        take: directory, what: "this take was not broken off, it ended (\(manifest.ended))")
    }
    guard manifest.engine == Performance.engine else {
      throw PerformanceError.nothingToResume(
        take: directory, what: "it was played by engine \(manifest.engine), and this is engine \(Performance.engine)")
    }
    let replay = try Replay(take: directory)
    let (checkpoint, from) = try replay.checkpoint(before: replay.endHop)
    var arguments = manifest.arguments
    arguments.limit = limit
    arguments.resumed = .init(hop: checkpoint.hop, fade: fade, take: Piece.absolute(directory))
    return Continuation(
      piece: replay.piece, arguments: arguments, checkpoint: checkpoint,
      words:
        "going on with \(directory) at \(replay.time(checkpoint.hop)), \(replay.way(to: checkpoint.hop, from: from))")
  }
}

extension Replay {
  /// Whether the take was played from this very score and these very spaces.
  fileprivate func isOf(_ piece: Piece) -> Bool {
    piece.text == self.piece.text && manifest.spaces.map(\.sha256) == piece.spacePaths.map(Checksum.file)
  }

  /// The place in the take's own score that has the scene's name there; nil for none.
  fileprivate func place(like arguments: StartArguments, of piece: Piece) -> StartArguments? {
    let wanted = piece.program.timeline.scenes[arguments.scene]
    let scenes = self.piece.program.timeline.scenes
    let same = scenes.firstIndex { $0.name == wanted.name && $0.movement == wanted.movement }
    guard let index = same ?? scenes.firstIndex(where: { $0.name == wanted.name }) else { return nil }
    var place = arguments
    place.scene = index
    return place
  }

  /// The hop in which the take came to a time of a scene for the last time; nil where it never did.
  fileprivate func lastHop(ofScene scene: Int, offset: Int64) throws(PerformanceError) -> Int64? {
    let passages = try piece.passages(ofScene: scene, inTake: directory)
    guard let time = passages.last(where: { offset < $0.upperBound - $0.lowerBound })?.lowerBound else { return nil }
    let hop = piece.program.clock.firstHop(notBefore: time + offset + 1) - 1
    return hop <= endHop ? max(hop, firstHop) : nil
  }

  /// Performance time to the nearest second.
  fileprivate func time(_ hop: Int64) -> String {
    ScoreTime.clock(piece.program.clock.nanoseconds(hop) + 500_000_000)
  }

  /// How the state before a hop was come by.
  fileprivate func way(to hop: Int64, from first: Int64) -> String {
    if hop == first { return "from its checkpoint" }
    let start = first == 0 ? "from its beginning" : "from the checkpoint at \(time(first))"
    return "played again silently \(start)"
  }
}
