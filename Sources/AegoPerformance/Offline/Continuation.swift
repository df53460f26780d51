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
    let version = replay.version(of: piece)
    let exact = try version.flatMap { try replay.lastHop(ofScene: arguments.scene, offset: arguments.offset, $0) }
    let entry = try exact ?? replay.lastHop(like: arguments, of: piece)
    let (checkpoint, from) = try replay.checkpoint(before: entry ?? replay.endHop)
    let way = replay.way(to: checkpoint.hop, from: from)
    let there = try Performance(replay.piece, manifest.arguments, from: checkpoint)
    let isToChange = version.map { there.nextVersion != $0 } ?? false
    if let version, exact != nil, !isToChange {
      var arguments = arguments
      arguments.seed = manifest.arguments.seed
      arguments.resumed = .init(hop: checkpoint.hop, fade: 0, take: Piece.absolute(directory))
      return Continuation(
        piece: replay.piece(piece, ofVersion: version, &arguments), arguments: arguments, checkpoint: checkpoint,
        words: "everything is as it was at \(replay.time(checkpoint.hop)) of \(directory), \(way)")
    }
    let learnt = there.learnt(replay.piece.program)
    var piece = piece
    guard !piece.states(of: learnt.state).allSatisfy(\.isEmpty) else {
      throw PerformanceError.nothingToResume(
        take: directory, what: "none of its spaces has a name or as many axes as one of this score")
    }
    piece.begin(with: learnt.state)
    let reason =
      if version == nil {
        "\(directory) was played from another score, other spaces, or at another speed"
      } else if entry == nil {
        "\(directory) never came there"
      } else if exact == nil { "\(directory) came there by another version of the score" } else {
        "\(directory) was about to go on by another version of the score there"
      }
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
  /// - Returns: the state of the whole engine in the take's last second, and the take's piece.
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
    // The rest's take says where the score lay, and not where this take's copy of it does: spaces are beside the former.
    var piece = replay.piece
    piece.path = manifest.score.path
    return Continuation(
      piece: piece, arguments: arguments, checkpoint: checkpoint,
      words:
        "going on with \(directory) at \(replay.time(checkpoint.hop)), \(replay.way(to: checkpoint.hop, from: from))")
  }
}

extension Replay {
  /// The number of the version of the take's score that this very score is, with these very spaces; nil for another one.
  fileprivate func version(of piece: Piece) -> Int? {
    guard self.piece.program.rehearsal.speed == piece.program.rehearsal.speed else { return nil }
    let sums = Dictionary(
      zip(piece.score.spaces.map(\.name), piece.spacePaths.map(Checksum.file)), uniquingKeysWith: { first, _ in first })
    guard manifest.spaces.count == sums.count, manifest.spaces.allSatisfy({ sums[$0.name] == $0.sha256 }) else {
      return nil
    }
    if let last = self.piece.revisions.last(where: { $0.text == piece.text }) { return last.number }
    return piece.text == self.piece.text ? 1 : nil
  }

  private func program(_ version: Int) -> Program {
    version == 1 ? piece.program : piece.revisions[version - 2].program
  }

  /// What goes on by a version of the score: the take's piece up to that version, in the place where the score lies.
  fileprivate func piece(_ piece: Piece, ofVersion version: Int, _ arguments: inout StartArguments) -> Piece {
    guard version > 1 else { return piece }
    var going = self.piece
    going.revisions = Array(going.revisions.prefix(version - 1))
    (going.path, going.folder) = (piece.path, piece.folder)
    // The state knows where it stands; the first version may not have such a scene.
    (arguments.scene, arguments.offset) = (0, 0)
    return going
  }

  /// The hop in which the take came to a scene of that name for the last time, by the latest version that has one.
  fileprivate func lastHop(like arguments: StartArguments, of piece: Piece) throws(PerformanceError) -> Int64? {
    let wanted = piece.program.timeline.scenes[arguments.scene]
    for version in (1...self.piece.revisions.count + 1).reversed() {
      let scenes = program(version).timeline.scenes
      let same = scenes.firstIndex { $0.name == wanted.name && $0.movement == wanted.movement }
      guard let index = same ?? scenes.firstIndex(where: { $0.name == wanted.name }) else { continue }
      if let hop = try lastHop(ofScene: index, offset: arguments.offset, version) { return hop }
    }
    return nil
  }

  /// The hop in which the take came to a time of a scene of a version of its score for the last time; nil where it never
  /// did.
  fileprivate func lastHop(ofScene scene: Int, offset: Int64, _ version: Int) throws(PerformanceError) -> Int64? {
    let passages = try piece.passages(ofScene: scene, of: program(version), inTake: directory)
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
