import AegoMIDI

/// Where MIDI comes from, in words.
enum MIDIWords {
  /// A paragraph; a line for each port.
  static func text(_ ports: Result<[MIDIPort], MIDIError>) -> String {
    switch ports {
    case .failure(let error): return "MIDI: \(error)"
    case .success(let ports):
      if ports.isEmpty { return "MIDI: no device and no program is there." }
      let lines = ports.map { port in
        "    \(port.address) \(port.name), "
          + (port.isHardware ? "a device: play listens to it" : "a program: aconnect \(port.address) ægo")
      }
      return (["MIDI"] + lines).joined(separator: "\n")
    }
  }
}
