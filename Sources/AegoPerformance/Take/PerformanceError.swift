/// What can go wrong around a performance, by what can be done about it.
public enum PerformanceError: Error, Equatable, CustomStringConvertible {
  /// A take is there already, and none is ever overwritten.
  case takeExists(path: String)
  /// A file or folder cannot be written.
  case unwritable(path: String, reason: String)
  /// A file cannot be read.
  case unreadable(path: String, reason: String)
  /// A take's file is not what a take has.
  case damagedTake(path: String, what: String)
  /// A space that a take was played with is not there.
  case missingSpace(name: String, path: String)
  /// A file of learned state that a take was played with is not there.
  case missingState(path: String)
  /// A file of learned state cannot be taken up while the piece is played.
  case unusableState(path: String, reason: String)
  /// A file that was named at the start cannot be taken up by the agents of the score.
  case unusableModel(path: String, reason: String)
  /// A checkpoint is not of this piece.
  case unusableCheckpoint(hop: Int64)
  /// A take cannot be gone on from.
  case nothingToResume(take: String, what: String)
  /// A score's file cannot be looked after.
  case unwatchable(path: String, reason: String)
  /// A take's input names a version of its score that the take does not have.
  case missingVersion(number: Int)
  /// A saved score changes what a performance is made of before it begins.
  case needsNewStart(path: String, [String])
  /// The scene that was asked for is not in the score.
  case unknownScene(name: String, known: [String])
  /// The time that was asked for lies behind the piece's end.
  case beyondEnd(time: String, duration: String)

  /// The whole message: place, cause and remedy.
  public var description: String {
    switch self {
    case .takeExists(let path):
      "\(path): a take is here already, and a take is never overwritten; name another folder with --take"
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)"
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)"
    case .damagedTake(let path, let what):
      "\(path): \(what); a take is a folder that aego play or aego render --take has written"
    case .missingSpace(let name, let path):
      "\(path): the space \"\(name)\" of this take is not there; put it back, or train it again with the same seed"
    case .missingState(let path):
      "\(path): the learned state that this take was played with is not there; put it back, or a copy of it into the "
        + "take's folder"
    case .unusableState(let path, let reason):
      "\(path): the agents cannot take this file up: \(reason); they go on with what they know"
    case .unusableModel(let path, let reason):
      "\(path): the agents of this score cannot take this file up: \(reason)\n"
        + "  help: name a state.safetensors or model-NAME.safetensors of a take with the same spaces"
    case .unusableCheckpoint(let hop):
      "the checkpoint of hop \(hop) is not of this score with these spaces; begin without it"
    case .nothingToResume(let take, let what):
      "\(take): \(what)\n  help: to go on from a place of a take that came to its end, play its score with --from PLACE "
        + "--state TAKE"
    case .unwatchable(let path, let reason):
      "\(path): cannot be looked after: \(reason)\n  help: play it without --watch"
    case .missingVersion(let number):
      "the take's input goes on by version \(number) of the score, and score-\(number).yaml does not belong there: put back "
        + "the take's files as they were"
    case .needsNewStart(let path, let changes):
      "\(path): this takes a new start:\n" + changes.map { "  \($0)\n" }.joined()
        + "  help: what is on goes on by the last version; end it and play the score again to hear the change"
    case .unknownScene(let name, let known):
      "--from \(name): no scene has this name, and it is no time such as 2:30; the scenes are \(known.joined(separator: ", "))"
    case .beyondEnd(let time, let duration):
      "--from \(time): the piece lasts \(duration); choose an earlier time"
    }
  }
}
