import AegoMotion
import AegoScore

/// What a button of an arm's module does.
struct HandControl: BitwiseCopyable {
  /// What becomes of which button.
  let event: ButtonEvent
  /// What it does; a message without its argument where that depends on how things stand.
  let message: Message

  /// A control; nil for what is no button, or jumps to a scene that is not played.
  init?(_ control: Control, _ vocabulary: Vocabulary) {
    guard case .button(let arm, let number, let gesture) = control.input,
      let message = Message(control.command, vocabulary)
    else { return nil }
    event = ButtonEvent(arm == .left ? .left : .right, button: number - 1, ButtonGesture(gesture))
    self.message = message
  }
}

extension ButtonGesture {
  fileprivate init(_ gesture: Control.Gesture) {
    switch gesture {
    case .pressed: self = .pressed
    case .released: self = .released
    case .held: self = .held
    }
  }
}

extension Message {
  /// What a control's command is as a message; without its argument where that depends on how things stand. Nil for a
  /// jump to a scene that is not played, and a name that is too long.
  init?(_ command: Control.Command, _ vocabulary: Vocabulary) {
    switch command {
    case .go: self.init(.go)
    case .hold: self.init(.hold)
    case .back: self.init(.back)
    case .repeat: self.init(.repeat)
    case .jump(let name):
      guard let scene = vocabulary.scene(name) else { return nil }
      self.init(.jump, integers: [scene])
    case .panic: self.init(.panic)
    case .rest: self.init(.rest)
    case .undo: self.init(.undo)
    case .pause: self.init(.pause)
    case .like: self.init(.superLike, floats: [1])
    case .dislike: self.init(.superLike, floats: [-1])
    case .explore: self.init(.exploreState)
    case .exploreAction: self.init(.exploreAction)
    case .previous: self.init(.previousState)
    case .next: self.init(.nextState)
    case .resample(let number): self.init(.resample, floats: [Float(number)])
    case .newSpeed(let number): self.init(.newSpeed, floats: [Float(number)])
    case .mark(let name): self.init(.mark, name: name)
    case .return(let name): self.init(.return, name: name)
    case .save(let name): self.init(.saveModel, name: name)
    case .load(let name): self.init(.loadModel, name: name)
    case .reset: self.init(.resetModel)
    case .stop: self.init(.stop)
    }
  }
}

extension Performance {
  /// Carries out what the buttons of this hop command: each event once, whatever it does.
  func playButtons(at now: Int64) {
    guard conductor.score.controlCount > 0 else { return }
    for button in 0..<2 {
      for index in 0..<3 {
        playButton(ButtonEvent(.left, button: button, gesture(index)), at: now)
        playButton(ButtonEvent(.right, button: button, gesture(index)), at: now)
      }
    }
  }

  private func playButton(_ event: ButtonEvent, at now: Int64) {
    guard hands.take(event) else { return }
    // What the button commands may bring another version into force.
    let score = conductor.score
    for index in 0..<score.controlCount where score.controls[index].event == event {
      consume(turned(score.controls[index].message), at: now)
    }
  }

  /// A command that turns round what is, with what that makes of it now; any other as it is.
  func turned(_ message: Message) -> Message {
    guard message.count == 0 else { return message }
    var message = message
    switch message.address {
    case .pause: message.append(isPaused ? Float(0) : Float(1))
    case .hold: message.append(conductor.isHeld ? Float(0) : Float(1))
    default: break
    }
    return message
  }
}

private func gesture(_ index: Int) -> ButtonGesture {
  switch index {
  case 0: .pressed
  case 1: .released
  default: .held
  }
}
