/// What comes by MIDI and can be a control. Channels count from 1, all else from 0.
public enum MIDIEvent: Sendable, Equatable {
  /// A controller has a value, 0...127.
  case controller(Int, value: Int, channel: Int)
  /// A note begins.
  case note(Int, channel: Int)
  /// A program is chosen.
  case program(Int, channel: Int)
}
