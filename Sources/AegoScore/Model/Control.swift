/// An input of the performer and the command that it gives.
public struct Control: Sendable, Equatable {
  /// What is pressed.
  public var input: Input
  /// What it does.
  public var command: Command

  /// What can be pressed.
  public enum Input: Sendable, Equatable, Hashable {
    /// A switch of an arm's module, counted from 1, and what becomes of it.
    case button(Arm, number: Int, Gesture)
    /// A MIDI controller of this number, at 64 or more: a pedal.
    case midiController(Int)
    /// A MIDI note of this number.
    case midiNote(Int)
    /// A key of the keyboard, by its character or one of `namedKeys`.
    case key(String)

    /// The keys that are known by a name; all others are by their character.
    public static let namedKeys = [
      "space", "tab", "escape", "backspace", "return", "up", "down", "left", "right",
    ]
  }

  /// Whose module.
  public enum Arm: String, Sendable, Equatable, Hashable, CaseIterable {
    /// The left arm's.
    case left
    /// The right arm's.
    case right
  }

  /// What becomes of a switch.
  public enum Gesture: String, Sendable, Equatable, Hashable, CaseIterable {
    /// It is pressed.
    case pressed
    /// It is let go.
    case released
    /// It has been pressed for two seconds.
    case held
  }

  /// What a control can do.
  public enum Command: String, Sendable, Equatable, CaseIterable {
    /// On to the next scene.
    case go
    /// Stop score time, or let it go on.
    case hold
    /// To the scene before.
    case back
    /// This scene from its start.
    case `repeat`
    /// Silence, in two steps.
    case panic
    /// Take the rest pose anew.
    case rest
    /// Take back the last reward's effect.
    case undo
    /// Let the agent rest, or go on.
    case pause
    /// Zone feedback: more of this.
    case like
    /// Zone feedback: less of this.
    case dislike
    /// Go and explore elsewhere.
    case explore
  }
}
