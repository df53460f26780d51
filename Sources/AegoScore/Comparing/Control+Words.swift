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
  fileprivate var words: String {
    if case .jump(let scene) = self { return "jump \(scene)" }
    return "\(self)"
  }
}
