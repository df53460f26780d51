/// What can be wrong with MIDI, by what can be done about it.
public enum MIDIError: Error, Equatable, CustomStringConvertible {
  /// The kernel has no sequencer.
  case missing
  /// This user may not open it.
  case forbidden
  /// It cannot be used for another reason.
  case unavailable(reason: String)

  /// The whole message: cause and remedy.
  public var description: String {
    switch self {
    case .missing: "there is no MIDI sequencer on this machine\n  help: load the kernel's: modprobe snd-seq"
    case .forbidden: "this user may not use the MIDI sequencer\n  help: join the group audio and log in again"
    case .unavailable(let reason):
      "the MIDI sequencer cannot be used: \(reason)\n  help: end other programs that use MIDI, then start again"
    }
  }
}
