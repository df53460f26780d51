/// What is asked of ALSA's sequencer, so that a test can play it.
protocol Sequencer {
  /// All ports that MIDI can be had from.
  var ports: [MIDIPort] { get }
  /// One of them; nil where it gives none, or is gone.
  func port(_ address: MIDIPort.Address) -> MIDIPort?
  /// Lets what comes from a port come to ours; 0, or ALSA's error.
  func connect(_ address: MIDIPort.Address) -> Int32
}
