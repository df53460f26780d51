import AegoMotion
import AegoScore

/// What the keys of the terminal command: what `controls` in the score says, and Return a go where it says nothing.
public struct KeyControls: Sendable {
  private var commands: [String: Control.Command] = ["return": .go]

  /// The keys of a score's controls.
  public init(_ controls: [Control]) {
    for control in controls {
      if case .key(let key) = control.input { commands[key] = control.command }
    }
  }

  /// The message of a key.
  ///
  /// - Parameters:
  ///   - key: its character or name, as `KeyPresses` gives it.
  ///   - state: how things stand: hold and pause turn them round.
  /// - Returns: what is commanded; nil for a key that commands nothing.
  public func message(_ key: String, _ state: TransportState) -> Message? {
    guard let command = commands[key] else { return nil }
    var message = Message(Message.Address(command))
    switch command {
    case .hold: message.append(Float(state.isHeld ? 0 : 1))
    case .pause: message.append(Float(state.isPaused ? 0 : 1))
    case .like: message.append(Float(1))
    case .dislike: message.append(Float(-1))
    case .go, .back, .repeat, .panic, .rest, .undo, .explore: break
    }
    return message
  }
}
