public import AegoPerformance
public import CALSA

extension MIDIEvent {
  /// What an event of ALSA's sequencer means; nil for one that can be no control, such as a note's end.
  public init?(_ event: snd_seq_event_t) {
    switch UInt32(event.type) {
    case SND_SEQ_EVENT_CONTROLLER.rawValue:
      let control = event.data.control
      guard control.param < 128, (0...127).contains(control.value) else { return nil }
      self = .controller(Int(control.param), value: Int(control.value), channel: Int(control.channel) + 1)
    case SND_SEQ_EVENT_PGMCHANGE.rawValue:
      let control = event.data.control
      guard (0...127).contains(control.value) else { return nil }
      self = .program(Int(control.value), channel: Int(control.channel) + 1)
    case SND_SEQ_EVENT_NOTEON.rawValue, SND_SEQ_EVENT_NOTE.rawValue:
      let note = event.data.note
      // A note without velocity is one that ends.
      guard note.velocity > 0, note.note < 128 else { return nil }
      self = .note(Int(note.note), channel: Int(note.channel) + 1)
    default: return nil
    }
  }
}
