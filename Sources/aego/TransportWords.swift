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
