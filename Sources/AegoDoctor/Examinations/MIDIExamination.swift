import AegoMIDI
import AegoScore

/// Whether there is MIDI, where the score has it in `controls`.
struct MIDIExamination: Examination {
  let isWanted: Bool
  let ports: () throws(MIDIError) -> [MIDIPort]

  init(_ concert: Concert) {
    isWanted = concert.score.controls.contains { control in
      if case .midi = control.input { true } else { false }
    }
    ports = { () throws(MIDIError) in try MIDIInput.ports() }
  }

  init(isWanted: Bool, ports: @escaping () throws(MIDIError) -> [MIDIPort]) {
    (self.isWanted, self.ports) = (isWanted, ports)
  }

  func findings() -> [Finding] {
    guard isWanted else { return [] }
    do throws(MIDIError) {
      let devices = try ports().filter(\.isHardware).map(\.name)
      if !devices.isEmpty { return [.ok("MIDI", devices.joined(separator: ", "))] }
      return [
        .warning(
          "MIDI", "the score has MIDI controls, and no device is there",
          help: "plug it in, now or while it plays; aconnect joins programs to ægo")
      ]
    } catch {
      return [.failure("MIDI", error, .warning)]
    }
  }
}
