extension [Control] {
  /// All of them as a score writes them.
  var words: String {
    isEmpty ? "none" : map { "\($0.input.words): \($0.command.words)" }.joined(separator: ", ")
  }
}

extension Control.Input {
  fileprivate var words: String {
    switch self {
    case .button(let arm, let number, let gesture):
      "\(arm.rawValue).button\(number == 1 ? "" : " \(number)")\(gesture == .pressed ? "" : " \(gesture.rawValue)")"
    case .midi(let midi, let channel): "midi \(channel.map { "ch \($0) " } ?? "")\(midi.words)"
    case .key(let key): "key \(key)"
    }
  }
}

extension Control.MIDI {
  fileprivate var words: String {
    switch self {
    case .controller(let number, let kind): "cc \(number)\(kind == .latching ? " latching" : "")"
    case .note(let number): "note \(number)"
    case .program(let number): "pc \(number)"
    }
  }
}

extension Control.Command {
  /// The command as a score writes it.
  public var words: String {
    switch self {
    case .jump(let scene): "jump \(scene)"
    case .mark(let name): "mark \(name)"
    case .return(let name): "return \(name)"
    case .save(let name): "save_model \(name)"
    case .load(let name): "load_model \(name)"
    case .resample(let number): "resample \(number)"
    case .newSpeed(let number): "new_speed \(number)"
    case .exploreAction: "explore_action"
    case .previous: "previous_state"
    case .next: "next_state"
    case .reset: "reset_model"
    case .go, .hold, .back, .repeat, .panic, .rest, .undo, .pause, .like, .dislike, .explore, .stop: "\(self)"
    }
  }
}
