import AegoMotion
import AegoScore

/// What a button of an arm's module does.
struct HandControl: BitwiseCopyable {
  /// What becomes of which button.
  let event: ButtonEvent
  /// What it does; a message without its argument where that depends on how things stand.
  let address: Message.Address
  /// The argument of zone feedback.
  let value: Float

  /// A control; nil for what is no button.
  init?(_ control: Control) {
    guard case .button(let arm, let number, let gesture) = control.input else { return nil }
    event = ButtonEvent(arm == .left ? .left : .right, button: number - 1, ButtonGesture(gesture))
    address = Message.Address(control.command)
    value = control.command == .dislike ? -1 : 1
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

extension Message.Address {
  /// What a control's command is as a message.
  init(_ command: Control.Command) {
    switch command {
    case .go: self = .go
    case .hold: self = .hold
    case .back: self = .back
    case .repeat: self = .repeat
    case .panic: self = .panic
    case .rest: self = .rest
    case .undo: self = .undo
    case .pause: self = .pause
    case .like, .dislike: self = .superLike
    case .explore: self = .exploreState
    }
  }
}

extension Performance {
  /// Carries out what the buttons of this hop command: each event once, whatever it does.
  func playButtons(at now: Int64) {
    guard controls.count > 0 else { return }
    for button in 0..<2 {
      for index in 0..<3 {
        playButton(ButtonEvent(.left, button: button, gesture(index)), at: now)
        playButton(ButtonEvent(.right, button: button, gesture(index)), at: now)
      }
    }
  }

  private func playButton(_ event: ButtonEvent, at now: Int64) {
    guard hands.take(event) else { return }
    for index in 0..<controls.count where controls[index].event == event {
      consume(message(of: controls[index]), at: now)
    }
  }

  private func message(of control: HandControl) -> Message {
    var message = Message(control.address)
    switch control.address {
    case .pause: message.append(isPaused ? Float(0) : Float(1))
    case .superLike: message.append(control.value)
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
