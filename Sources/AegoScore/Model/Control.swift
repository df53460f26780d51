/// An input of the performer and the command that it gives.
public struct Control: Sendable, Equatable {
  /// What is pressed.
  public var input: Input
  /// What it does.
  public var command: Command

  /// What can be pressed.
  public enum Input: Sendable, Equatable, Hashable {
    /// The switch of the left arm's module.
    case leftButton
    /// The switch of the right arm's module.
    case rightButton
    /// A MIDI controller of this number, at 64 or more: a pedal.
    case midiController(Int)
    /// A MIDI note of this number.
    case midiNote(Int)
    /// A key of the keyboard, by its character or name.
    case key(String)
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
