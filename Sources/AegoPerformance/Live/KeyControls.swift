import AegoMotion
import AegoScore

/// What the keys of the terminal command: what `controls` in the score says, and Return a go where it says nothing.
public struct KeyControls: Sendable {
  private var commands: [String: Message]

  /// The keys of a score's controls.
  ///
  /// - Parameters:
  ///   - controls: what stands in the score.
  ///   - vocabulary: the scenes' names.
  public init(_ controls: [Control], _ vocabulary: Vocabulary = Vocabulary()) {
    commands = ["return": Message(.go)]
    for control in controls {
      if case .key(let key) = control.input { commands[key] = Message(control.command, vocabulary) }
    }
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
