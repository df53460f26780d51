import AegoMotion
import Testing

@testable import AegoPerformance
@testable import AegoScore

/// From a terminal's bytes to commands.
@Suite struct KeyTests {
  @Test(arguments: [
    ("g", ["g"]), ("\r", ["return"]), ("\n", ["return"]), (" a", ["space", "a"]), ("é♪", ["é", "♪"]),
    ("\u{1B}", ["escape"]), ("\u{1B}[A\u{1B}OD", ["up", "left"]), ("\u{1B}[3~x", ["x"]),
    ("\u{7F}\t", ["backspace", "tab"]),
    ("", []), ("\u{1}", []),
  ]) func `bytes are keys by character or name`(bytes: String, keys: [String]) {
    #expect(KeyPresses.names(Array(bytes.utf8)) == keys)
  }

  @Test func `every key that a score can name is sent by a terminal`() {
    let bytes: [UInt8] = Array(" \t\u{1B}\u{7F}\r\u{1B}[A\u{1B}[B\u{1B}[D\u{1B}[C線".utf8)
    #expect(KeyPresses.names(bytes) == Control.Input.namedKeys + ["線"])
    #expect(KeyControls([Control(input: .key("線"), command: .undo)]).message("線", TransportState()) == Message(.undo))
  }

  @Test func `a key commands what the score says, and Return a go`() {
    let controls = KeyControls([
      Control(input: .key("space"), command: .hold), Control(input: .key("x"), command: .dislike),
    ])
    var state = TransportState()
    #expect(controls.message("return", state)?.address == .go)
    #expect(controls.message("x", state) == Message(.superLike, floats: [-1]))
    #expect(controls.message("y", state) == nil)
    #expect(controls.message("space", state) == Message(.hold, floats: [1]))
    var event = Event(.command, at: 0)
    event.message = Message(.hold, floats: [1])
    state.take(event)
    #expect(controls.message("space", state) == Message(.hold, floats: [0]))
    event.message = Message(.go)
    state.take(event)
    #expect(controls.message("space", state) == Message(.hold, floats: [1]))
  }
}
