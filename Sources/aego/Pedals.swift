import AegoMIDI
import AegoPerformance
import Synchronization

/// The MIDI of a score's controls while it is played; what is wrong with it is told, and the performance goes on.
final class Pedals {
  /// What is done now, for both threads.
  private final class Commands: Sendable {
    let controls: Mutex<MIDIControls>

    init(_ controls: MIDIControls) { self.controls = Mutex(controls) }
  }

  private let controls: Commands
  private var input: MIDIInput?
  private var absence: [(what: String?, detail: String)] = []

  /// Listens for what the controls name; nil where that is no MIDI.
  init?(_ engine: LiveEngine, _ program: Program) {
    let written = MIDIControls(program.controls, program.vocabulary)
    if written.isEmpty { return nil }
    let commands = Commands(written)
    controls = commands
    do {
      input = try MIDIInput { event in
        for message in commands.controls.withLock({ $0.messages(event) }) { engine.press(message) }
      }
    } catch {
      absence = [("no-midi", "the score has MIDI controls: " + error.description.replacing("\n  help:", with: ";"))]
    }
  }

  /// What has not been told yet, with a word for the take where it is a fault.
  func news() -> [(what: String?, detail: String)] {
    defer { absence = [] }
    return absence + (input?.news() ?? []).map { ($0.what, $0.words) }
  }

  /// Does from now on what another version of the score says.
  func play(_ program: Program) {
    let written = MIDIControls(program.controls, program.vocabulary)
    controls.controls.withLock { $0 = written }
  }

  /// Listens no more.
  func stop() { input?.stop() }
}
