import AegoMotion

/// What messages do. All of a hop's messages take effect at its beginning, in their order.
extension Performance {
  func consume(_ message: Message, at now: Int64) {
    switch message.address {
    case .sensor: return hands.receive(message, at: now)
    case .late: return fallBack(at: now)
    default: settleGo(at: now)
    }
    switch message.address {
    case .reward: takeReward(message, at: now)
    case .fader: takeFader(message)
    default: command(message, at: now)
    }
  }

  /// One number holds the fader there; a second one of 0 lets it go.
  private func takeFader(_ message: Message) {
    let isHeld = message.count == 1 || message.number(1) != 0
    fader = isHeld ? max(-1, min(1, message.number(0))) : .nan
  }

  private func takeReward(_ message: Message, at now: Int64) {
    guard conductor.isActing, message.count == 1 else { return }
    let sense = Float(conductor.scene.sense.value(at: conductor.timeInScene(now)))
    let reward = max(-1, min(1, message.number(0))) * sense
    if isPaused {
      answer(reward, at: now)
    } else {
      eventReward = reward
      credit(reward, at: now, isEvent: true)
    }
  }

  /// The machine was late: this hop costs less, so that it catches up.
  private func fallBack(at now: Int64) {
    let isFirst = !isLate
    isLate = true
    if isFirst, conductor.phase == .playing { emit(Event(.late, at: now)) }
  }

  private func command(_ message: Message, at now: Int64) {
    var event = Event(.command, at: now)
    event.message = message
    if let refusal = refusal(of: message, at: now) {
      event.kind = .refused
      event.refusal = refusal
      emit(event)
      if message.address == .state { dropOfferedModels() }
      if message.address == .score { dropOfferedScore(message) }
    } else {
      // Where the agent is set elsewhere, the event says where to.
      let isLeap = message.address.setsPosition
      if !isLeap { emit(event) }
      carryOut(message, at: now)
      if isLeap {
        tellPosition(&event)
        emit(event)
      }
    }
  }

  func tellPosition(_ event: inout Event) {
    let space = conductor.scene.space
    event.axes = Int8(agents[space].axes)
    for axis in 0..<agents[space].axes { event.position[axis] = agents[space].position[axis] }
  }

  /// How many commands that take long a hop carries out, so that a flood of them does not break the sound.
  private static let mostDear = 4

  /// Why a command cannot be carried out now; nil where it can.
  private func refusal(of message: Message, at now: Int64) -> Event.Refusal? {
    if message.address.isDear, dearCommands >= Performance.mostDear { return .tooMany }
    return switch message.address {
    case .stop, .stopProgram: hurry < .max ? .ending : nil
    case .rest: nil
    case .state: offers.count() > 0 ? nil : .nothing
    case .score: scoreRefusal
    case .go, .hold, .back, .repeat, .jump, .panic: conductor.transportRefusal(of: message, at: now)
    default: playingRefusal(of: message)
    }
  }

  private func carryOut(_ message: Message, at now: Int64) {
    if message.address.isDear { dearCommands += 1 }
    switch message.address {
    case .go, .hold, .back, .repeat, .jump, .panic: conduct(message, at: now)
    case .stop, .stopProgram: stop(at: now)
    case .rest: hands.takeRestPose()
    case .state: takeOfferedModels()
    case .score: takeOfferedScore(message)
    default: play(message, at: now)
    }
  }

  /// The first stop begins the fade out, another one hurries it; before the piece has begun there is nothing to fade.
  private func stop(at now: Int64) {
    switch conductor.phase {
    case .waiting:
      conductor.finish(at: now, .stopped)
      closeNow(at: now)
    case .playing: conductor.finish(at: now, .stopped)
    case .ending: hurry = now
    case .over: break
    }
  }
}

extension Message.Address {
  /// Whether it takes long, as commands go: up to a fifteenth of a hop.
  fileprivate var isDear: Bool {
    switch self {
    case .exploreState, .resetModel, .saveModel, .loadModel, .state: true
    default: false
    }
  }

  /// Whether it sets the agent somewhere else.
  fileprivate var setsPosition: Bool {
    switch self {
    case .exploreState, .samplePosition, .previousState, .nextState, .return: true
    default: false
    }
  }
}
