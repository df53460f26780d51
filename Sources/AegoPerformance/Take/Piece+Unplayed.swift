extension Piece {
  /// What the score writes and this version reads without playing it, in words; empty for most scores.
  public var unplayed: [String] {
    let hasMIDI = program.controls.contains { control in
      switch control.input {
      case .midiController, .midiNote: true
      case .button, .key: false
      }
    }
    return hasMIDI ? ["controls: MIDI is read and commands nothing in this version"] : []
  }
}
