import AegoMotion
import Testing

@testable import AegoPerformance
@testable import AegoScore

/// From the foot to commands.
@Suite struct MIDIControlTests {
  private func controls(_ inputs: [(Control.Input, Control.Command)]) -> MIDIControls {
    MIDIControls(inputs.map { Control(input: $0.0, command: $0.1) }, Vocabulary(scenes: ["line", "plane"]))
  }

  /// What a controller's values command, one entry a value.
  private func commands(_ values: [Int], _ foot: Control.Switch, _ command: Control.Command) -> [[Message]] {
    var controls = controls([(.midi(.controller(64, foot), channel: nil), command)])
    return values.map { controls.messages(.controller(64, value: $0, channel: 1)) }
  }

  private func places(_ commanded: [[Message]]) -> [Int] { commanded.indices.filter { !commanded[$0].isEmpty } }

  @Test(
    arguments: [
      // A foot switch; a half-pedal on its way down and up; a pedal that trembles at the edge.
      ([127, 0, 127, 0], [0, 2]), ([10, 40, 70, 90, 127, 90, 60, 20, 0], [2]), ([63, 64, 63, 64, 66, 62], [1]),
      // One that sends 127 at each press and nothing at its release; one that is up from the start.
      ([127, 127, 127], [0, 1, 2]), ([0, 0, 127], [2]), ([63], []),
    ] as [([Int], [Int])])
  func `a momentary switch acts when it goes down`(values: [Int], acts: [Int]) {
    let commanded = commands(values, .momentary, .go)
    #expect(places(commanded) == acts)
    #expect(commanded.allSatisfy { $0.isEmpty || $0 == [Message(.go)] })
  }

  @Test func `a momentary hold turns round what is: its hop says which`() {
    #expect(commands([127, 0, 127], .momentary, .hold) == [[Message(.hold)], [], [Message(.hold)]])
  }

  @Test func `a latching switch acts at each press, and holds as it stands`() {
    #expect(places(commands([127, 0, 127, 127, 0], .latching, .go)) == [0, 1, 2, 4])
    #expect(
      commands([127, 0], .latching, .hold) == [[Message(.hold, floats: [1])], [Message(.hold, floats: [0])]])
    #expect(
      commands([127, 0], .latching, .pause) == [[Message(.pause, floats: [1])], [Message(.pause, floats: [0])]])
  }

  @Test func `a control of a channel goes before one of any, and each counts for itself`() {
    var controls = controls([
      (.midi(.note(60), channel: nil), .go), (.midi(.note(60), channel: 2), .back),
      (.midi(.program(3), channel: nil), .jump("plane")), (.midi(.program(4), channel: nil), .jump("nowhere")),
      (.midi(.note(61), channel: nil), .dislike),
    ])
    #expect(controls.messages(.note(60, channel: 1)) == [Message(.go)])
    #expect(controls.messages(.note(60, channel: 2)) == [Message(.back)])
    #expect(controls.messages(.note(61, channel: 9)) == [Message(.superLike, floats: [-1])])
    #expect(controls.messages(.program(3, channel: 1)) == [Message(.jump, integers: [1])])
    #expect(controls.messages(.program(4, channel: 1)).isEmpty)
    #expect(controls.messages(.controller(60, value: 127, channel: 1)).isEmpty)
  }

  @Test func `keys and buttons are no MIDI`() {
    #expect(controls([(.key("g"), .go), (.button(.left, number: 1, .pressed), .go)]).isEmpty)
  }

  @Test func `the foot's commands are consumed by a hop, as what they are then`() throws {
    let folder = try TestFolder()
    let engine = try LiveEngine(try piece(shortScore, in: folder), StartArguments(seed: 7))
    var samples = [Int32](repeating: 0, count: 1024)
    var consumed: [[Message]] = []
    // Held, let go on; twice in one hop, of which the second changes nothing.
    for presses in [[], [Message(.hold)], [Message(.hold)], [Message(.hold), Message(.hold)], [Message(.go)]] {
      for message in presses { engine.press(message) }
      _ = engine.renderHop(into: &samples, isLate: false)
      var taken: [Message] = []
      while let stamped = engine.consumed.pop() {
        if stamped.message.address != .late { taken.append(stamped.message) }
      }
      consumed.append(taken)
    }
    let (on, off) = (Message(.hold, floats: [1]), Message(.hold, floats: [0]))
    #expect(consumed == [[], [on], [off], [on, on], [Message(.go)]])
  }

  @Test func `a foot that tramples is refused what is too much, and counted`() throws {
    let folder = try TestFolder()
    let engine = try LiveEngine(try piece(shortScore, in: folder), StartArguments(seed: 7))
    for _ in 0..<100 { engine.press(Message(.panic)) }
    #expect(engine.refused.load(ordering: .relaxed) == 36)
  }
}
