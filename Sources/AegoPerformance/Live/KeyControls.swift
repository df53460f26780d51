import AegoMotion
import AegoScore

/// What the keys of the terminal command: what `controls` in the score says, and what they usually do where it says
/// nothing.
public struct KeyControls: Sendable {
  /// The usual keys, those of the console's page, in the order of a legend.
  private static let usual: KeyValuePairs<String, (command: Control.Command, words: String)> = [
    "return": (.go, "go"), "h": (.hold, "hold"), "b": (.back, "back"), "r": (.repeat, "repeat"),
    "escape": (.panic, "panic"), "l": (.like, "like"), "d": (.dislike, "dislike"), "e": (.explore, "explore"),
    "u": (.undo, "undo"), "p": (.pause, "agent rests"), "t": (.rest, "rest pose"),
  ]

  private var commands: [String: Message] = [:]
  /// What the keys do, in a line.
  public let legend: String
  /// The key that is a go; nil where none is.
  public let go: String?

  /// The keys of a score's controls, and the usual ones.
  ///
  /// - Parameters:
  ///   - controls: what stands in the score.
  ///   - vocabulary: the scenes' names.
  public init(_ controls: [Control], _ vocabulary: Vocabulary = Vocabulary()) {
    var (words, keys) = ([String: String](), [String]())
    for (key, usual) in KeyControls.usual {
      commands[key] = Message(usual.command, vocabulary)
      words[key] = usual.words
      keys.append(key)
    }
    for control in controls {
      guard case .key(let key) = control.input else { continue }
      commands[key] = Message(control.command, vocabulary)
      words[key] = control.command.words
      if !keys.contains(key) { keys.append(key) }
    }
    let shown = { (key: String) in key == "return" ? "Return" : key == "escape" ? "Esc" : key }
    legend = "keys: " + keys.map { "\(shown($0)) \(words[$0] ?? "")" }.joined(separator: ", ")
    go = keys.first { [commands] in commands[$0] == Message(.go) }.map(shown)
  }

  /// The message of a key.
  ///
  /// - Parameters:
  ///   - key: its character or name, as `KeyPresses` gives it.
  ///   - state: how things stand: hold and pause turn them round.
  /// - Returns: what is commanded; nil for a key that commands nothing.
  public func message(_ key: String, _ state: TransportState) -> Message? {
    guard var message = commands[key] else { return nil }
    switch message.address {
    case .hold: message.append(Float(state.isHeld ? 0 : 1))
    case .pause: message.append(Float(state.isPaused ? 0 : 1))
    default: break
    }
    return message
  }
}
