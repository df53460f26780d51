import AegoMotion

/// What the performer commands of the piece's course: why it is refused, and what it does.
extension Conductor {
  /// Why a command of transport cannot be carried out now; nil where it can.
  func transportRefusal(of message: Message, at now: Int64) -> Event.Refusal? {
    if message.address == .go { return goRefusal(at: now) }
    if phase == .waiting { return .notAwaited }
    if message.address == .panic { return panic == .mute ? .nothing : nil }
    guard phase == .playing else { return .ending }
    switch message.address {
    case .hold: return (message.number(0) != 0) == isHeld ? .nothing : nil
    case .back: return before == nil ? .nothing : nil
    case .jump: return jumpTarget(message) == nil ? .unknown : nil
    default: return nil
    }
  }

  /// A go begins the piece, brings the sound back after a panic, or ends a scene that awaits it.
  private func goRefusal(at now: Int64) -> Event.Refusal? {
    switch phase {
    case .waiting: return nil
    case .playing: break
    case .ending, .over: return .ending
    }
    if lastGo > now - score.goGuard { return .guarded }
    if panic != .none { return nil }
    return awaitsGo && age(at: now) >= scene.minimum ? nil : .notAwaited
  }

  /// Where a jump leads; nil where that is no scene.
  func jumpTarget(_ message: Message) -> Int? {
    message.count == 1 ? upcoming.target(message.number(0)) : nil
  }

  /// What a command of transport has changed.
  enum Outcome: UInt8 { case begun, entered, recovered, faded, muted, elsewhere }

  /// Carries out a command of transport that is not refused.
  mutating func conduct(_ message: Message, at now: Int64) -> Outcome {
    switch message.address {
    case .go: return go(at: now)
    case .hold: stand(isHeld: message.number(0) != 0, panic: panic, at: now)
    case .back: enterBefore(at: now)
    case .jump: enter(jumpTarget(message) ?? here, at: now)
    case .panic:
      stand(isHeld: isHeld, panic: panic == .none ? .fading : .mute, at: now)
      return panic == .fading ? .faded : .muted
    default: enter(here, at: now)
    }
    return message.address == .hold ? .elsewhere : .entered
  }

  private mutating func go(at now: Int64) -> Outcome {
    lastGo = now
    if phase == .waiting {
      begin(at: now)
      return .begun
    }
    if panic != .none {
      stand(isHeld: isHeld, panic: .none, at: now)
      return .recovered
    }
    // The scene that awaits it ends at this instant, and score time goes on where it was held.
    stand(isHeld: false, panic: .none, at: now)
    holdGo(at: now)
    return .elsewhere
  }
}
