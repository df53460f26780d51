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
    /// Something that comes by MIDI, on a channel from 1 to 16 or, where nil, on any.
    case midi(MIDI, channel: Int?)
    /// A key of the keyboard, by its character or one of `namedKeys`.
    case key(String)

    /// The keys that are known by a name; all others are by their character.
    public static let namedKeys = [
      "space", "tab", "escape", "backspace", "return", "up", "down", "left", "right",
    ]
  }

  /// What can come by MIDI; its number is from 0 to 127.
  public enum MIDI: Sendable, Equatable, Hashable {
    /// A controller: a foot switch or a pedal.
    case controller(Int, Switch)
    /// A note that begins.
    case note(Int)
    /// A change to a program.
    case program(Int)
  }

  /// How a switch of the foot works.
  public enum Switch: String, Sendable, Equatable, Hashable, CaseIterable {
    /// It is down as long as the foot is.
    case momentary
    /// It stays down until it is pressed once more.
    case latching
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
  public enum Command: Sendable, Equatable {
    /// On to the next scene.
    case go
    /// Stop score time, or let it go on.
    case hold
    /// To the scene before.
    case back
    /// This scene from its start.
    case `repeat`
    /// To the scene of this name.
    case jump(String)
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
    /// Try an action.
    case exploreAction
    /// Back in the history of places.
    case previous
    /// Forth in it.
    case next
    /// A step half as long (1), or twice (-1).
    case resample(Int)
    /// A longer action period (1), or a shorter one (-1).
    case newSpeed(Int)
    /// Keep this place under a name.
    case mark(String)
    /// To the place of that name.
    case `return`(String)
    /// Keep what the agent knows under a name.
    case save(String)
    /// Have the agent know what was kept under that name.
    case load(String)
    /// Have the agent forget.
    case reset
    /// Fade out, and end.
    case stop
  }
}
