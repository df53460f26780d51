import AegoMotion
import Testing

@testable import AegoStage

@Suite struct OrderTests {
  private let vocabulary = Vocabulary(scenes: ["line", "plane"])

  @Test(arguments: [
    (#"{"type":"command","name":"go"}"#, Message(.go)),
    (#"{"type":"command","name":"hold"}"#, Message(.hold)),
    (#"{"type":"command","name":"hold","value":1}"#, Message(.hold, floats: [1])),
    (#"{"type":"command","name":"pause","value":0}"#, Message(.pause, floats: [0])),
    (#"{"type":"command","name":"back","value":null}"#, Message(.back)),
    (#"{"type":"command","name":"repeat"}"#, Message(.repeat)),
    (#"{"type":"command","name":"jump","value":"plane"}"#, Message(.jump, integers: [1])),
    (#"{"type":"command","name":"jump","value":0}"#, Message(.jump, integers: [0])),
    (#"{"type":"command","name":"panic"}"#, Message(.panic)),
    (#"{"type":"command","name":"rest"}"#, Message(.rest)),
    (#"{"type":"command","name":"undo"}"#, Message(.undo)),
    (#"{"type":"command","name":"like"}"#, Message(.superLike, floats: [1])),
    (#"{"type":"command","name":"dislike"}"#, Message(.superLike, floats: [-1])),
    (#"{"type":"command","name":"explore"}"#, Message(.exploreState)),
    (#"{"type":"reward","value":-3}"#, Message(.reward, floats: [-1])),
  ])
  func `an order is the message that OSC would bring`(_ text: String, _ message: Message) throws {
    #expect(try PageOrder(text, vocabulary) == .message(message))
    #expect(message.count == 0 || message.refusal == nil)
  }

  @Test func `the fader is held or let go, the latency set, and the past asked for`() throws {
    #expect(try PageOrder(#"{"type":"fader","value":0.5}"#, vocabulary) == .fader(0.5))
    #expect(try PageOrder(#"{"type":"fader","value":null}"#, vocabulary) == .fader(nil))
    #expect(try PageOrder(#"{"type":"latency","value":0.08}"#, vocabulary) == .latency(0.08))
    #expect(try PageOrder(#"{"type":"earlier"}"#, vocabulary) == .earlier)
  }

  @Test(arguments: [
    ("", "a page's message is an object with a type, such as {\"type\":\"command\",\"name\":\"go\"}"),
    ("[1]", "a page's message is an object with a type, such as {\"type\":\"command\",\"name\":\"go\"}"),
    (#"{"type":"sing"}"#, "nobody here knows messages of type sing"),
    (#"{"type":"command","name":"stop"}"#, "nobody here knows a command \"stop\""),
    (#"{"type":"command","name":"jump","value":"nowhere"}"#, "no scene is called \"nowhere\""),
    (#"{"type":"command","name":"jump","value":2}"#, "scenes have the numbers 0 to 1"),
    (#"{"type":"command","name":"jump","value":0.5}"#, "scenes have the numbers 0 to 1"),
    (#"{"type":"reward"}"#, "a reward has a value of -1 to 1"),
    (#"{"type":"latency","value":60}"#, "a latency has a value of -0.5 to 2 seconds"),
  ])
  func `what is no order is answered with what would be one`(_ text: String, _ words: String) {
    #expect(throws: PageOrder.Fault(words)) { try PageOrder(text, vocabulary) }
  }
}
