/// What is to be told of MIDI while it is listened to.
public enum MIDINews: Sendable, Equatable {
  /// A device is listened to.
  case heard(String)
  /// A device that was listened to is gone.
  case lost(String)
  /// It is there again.
  case back(String)
  /// A device does not let itself be listened to.
  case refused(String, reason: String)
  /// Events came faster than they could be taken.
  case overflowed
  /// The sequencer gives nothing any more.
  case ended(reason: String)

  /// A word for the take; nil for what is no fault.
  public var what: String? {
    switch self {
    case .heard: nil
    case .lost: "midi-lost"
    case .back: "midi-back"
    case .refused: "midi-refused"
    case .overflowed: "midi-overflowed"
    case .ended: "midi-ended"
    }
  }

  /// A sentence for people.
  public var words: String {
    switch self {
    case .heard(let name): "MIDI: \(name)"
    case .lost(let name): "the MIDI device \(name) is gone; it is taken up again when it comes back"
    case .back(let name): "the MIDI device \(name) is back"
    case .refused(let name, let reason): "the MIDI device \(name) cannot be listened to: \(reason)"
    case .overflowed: "MIDI comes faster than it can be taken, and some is lost"
    case .ended(let reason): "MIDI is heard no more: \(reason); the performance goes on"
    }
  }
}
