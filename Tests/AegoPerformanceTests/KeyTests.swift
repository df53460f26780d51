import AegoMotion
import Testing

@testable import AegoPerformance
@testable import AegoScore

/// From a terminal's bytes to commands.
@Suite struct KeyTests {
  @Test(arguments: [
    ("g", ["g"]), ("\r", ["return"]), ("\n", ["return"]), (" a", ["space", "a"]), ("é♪", ["é", "♪"]),
    ("\u{1B}", ["escape"]), ("\u{1B}[A\u{1B}OD", ["up", "left"]), ("\u{1B}[3~x", ["x"]), ("\u{1B}ba", ["a"]),
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

  @Test func `keys do the usual where the score says nothing of them, and the legend tells`() {
    let plain = KeyControls([])
    #expect(plain.message("h", TransportState()) == Message(.hold, floats: [1]))
    #expect(plain.message("escape", TransportState()) == Message(.panic))
    #expect(
      plain.legend
        == "keys: Return go, h hold, b back, r repeat, Esc panic, l like, d dislike, e explore, u undo, p agent rests, "
        + "t rest pose")
    #expect(plain.go == "Return")
    let own = KeyControls([
      Control(input: .key("return"), command: .hold), Control(input: .key("p"), command: .panic),
      Control(input: .key("m"), command: .mark("here")), Control(input: .key("g"), command: .go),
    ])
    #expect(own.message("p", TransportState()) == Message(.panic))
    #expect(own.message("m", TransportState()) == Message(.mark, name: "here"))
    #expect(own.legend.hasPrefix("keys: Return hold, h hold, ") && own.legend.hasSuffix(", m mark here, g go"))
    #expect(own.go == "g")
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
