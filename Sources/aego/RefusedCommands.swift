import AegoMotion
import AegoPerformance
import AegoScore

/// Refused commands in words, at most one line a second for those of one kind: a flood of them is told by its number.
struct RefusedCommands {
  /// Commands of one kind: what was asked for, and why it was refused.
  private struct Kind: Hashable {
    var address: Message.Address
    var refusal: Event.Refusal
  }

  /// When each kind was told last, and how many came since.
  private var told: [Kind: (time: Int64, untold: Int)] = [:]

  /// The line about an event that says that a command was refused; nil where it was told a moment ago.
  ///
  /// - Parameters:
  ///   - event: the refusal.
  ///   - scene: the scene that is on; nil before the piece.
  /// - Returns: the line.
  mutating func line(_ event: Event, in scene: PlayedScene?) -> String? {
    let message = event.message
    let kind = Kind(address: message.address, refusal: event.refusal)
    let last = told[kind]
    if let last, event.time - last.time < 1_000_000_000 {
      told[kind] = (last.time, last.untold + 1)
      return nil
    }
    told[kind] = (event.time, 0)
    let untold = last?.untold ?? 0
    let before = untold == 0 ? "" : untold == 1 ? " (and once before)" : " (and \(untold) times before)"
    let name = Journal.name(message.address) + (message.nameLength > 0 ? " \"\(message.name)\"" : "")
    return "\(name) refused\(before): \(RefusedCommands.words(event.refusal, message, scene))"
  }

  /// A line for each kind that came again since it was told.
  var rest: [String] {
    told.filter { $0.value.untold > 0 }.map { kind, last in
      "\(Journal.name(kind.address)) refused \(last.untold) more \(last.untold == 1 ? "time" : "times")"
    }.sorted()
  }

  private static func words(_ refusal: Event.Refusal, _ message: Message, _ scene: PlayedScene?) -> String {
    switch refusal {
    case .notAwaited where scene == nil: "the piece has not begun"
    case .notAwaited where message.address == .go: notAwaited(scene)
    case .notAwaited: "nothing waits for it now"
    case .guarded: "it came too soon after the last one"
    case .arguments: "it takes one number for each axis of the space that sounds, and has \(message.count)"
    case .ending: "the piece is ending already"
    case .nothing: nothing(message)
    case .unknown where message.address == .jump: "no scene has this name"
    case .unknown: "no \(what(message.address)) of the space that sounds is kept under this name"
    case .full:
      "\(what(message.address) == "place" ? "32 places" : "4 models") are kept, as many as can be; give one of their names"
    case .tooMany: "a hop of 10 ms carries out four such commands"
    }
  }

  /// Why a scene takes no go.
  private static func notAwaited(_ scene: PlayedScene?) -> String {
    guard let scene, !scene.until.isEmpty else { return "this scene ends by itself" }
    if scene.until.contains(where: { $0.trigger == .go }) {
      return "the scene takes a go once it has lasted \(ScoreTime.clock(scene.minimum))"
    }
    return
      "this scene waits for something else, and ends by itself after \(ScoreTime.clock(scene.maximum)) at the latest"
  }

  private static func nothing(_ message: Message) -> String {
    switch message.address {
    case .undo: "there is no reward that can still be taken back"
    case .previousState: "the history goes no farther back"
    case .nextState: "this is where the agent stood last"
    case .hold: message.number(0) == 0 ? "score time was not held" : "score time is held already"
    case .back: "this is the first scene"
    case .score: "the version is not there"
    case .panic: "it is silent already; a go brings the sound back"
    default: "there is nothing to take up"
    }
  }

  private static func what(_ address: Message.Address) -> String {
    address == .mark || address == .return ? "place" : "model"
  }
}
