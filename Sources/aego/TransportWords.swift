import AegoMotion
import AegoPerformance

/// What commands of transport have done, in words.
enum TransportWords {
  /// The line about a change; nil where there is none, or where the scene's own line says it.
  static func line(_ before: TransportState, _ after: TransportState) -> String? {
    if after.panics > before.panics {
      return after.panics == 1
        ? "panic: the sound fades and the agent is frozen; panic again mutes, a go brings it back"
        : "panic: mute; a go brings the sound back"
    }
    if after.panics < before.panics { return "the sound comes back" + (after.isHeld ? ", score time is held" : "") }
    if after.isHeld != before.isHeld { return after.isHeld ? "hold: score time stands" : "score time goes on" }
    if after.isPaused != before.isPaused { return after.isPaused ? "the agent rests" : "the agent goes on" }
    return nil
  }

  /// How things stand where a performance goes on; nil where nothing stands still.
  static func line(_ standing: TransportState) -> String? {
    var parts: [String] = []
    switch standing.panics {
    case 0: break
    case 1: parts.append("in a panic: the sound is faded and the agent frozen, a go brings it back")
    default: parts.append("in a panic: mute, a go brings the sound back")
    }
    if standing.isHeld { parts.append("on hold: score time stands") }
    if standing.isPaused { parts.append("the agent rests") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// What the agent was told, in words; nil for other commands.
  static func lesson(_ message: Message) -> String? {
    switch message.address {
    case .superLike: message.number(0) > 0 ? "like: more of this" : "dislike: less of this"
    case .exploreState: "the agent goes to explore elsewhere"
    case .undo: "undone: what was taught last"
    case .rest: "the rest pose is taken anew: keep still"
    case .resetModel: "the agent forgets"
    case .mark: "marked: \(message.name)"
    case .return: "back at \(message.name)"
    case .saveModel: "kept: \(message.name)"
    case .loadModel: "known again: \(message.name)"
    default: nil
    }
  }

  /// What brought a scene about; nil where that was time.
  static func cause(_ cause: Event.Cause) -> String? {
    switch cause {
    case .time: nil
    case .go: "go"
    case .stillness: "you were still"
    case .reward: "the reward held"
    case .settled: "the agent has settled"
    case .back: "back"
    case .repeat: "repeated"
    case .jump: "jump"
    }
  }
}
