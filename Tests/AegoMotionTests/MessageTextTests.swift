import Foundation
import Testing

@testable import AegoMotion

/// A message of each address, with arguments that it takes.
let oneOfEach: [Message] =
  [
    bitalino(3, yaw: 20, pitch: -7, roll: 33.3),
    Message(.raw, module: 3, integers: [3600, 0, -12, 40, 4096, 0, 0, 0, 1, 2, 3, -32768]),
    Message(.quaternion, module: 0, floats: [0.5, -0.5, 0.5, -0.5]),
    Message(.euler, module: 12, floats: [-179.999, 0.1, 1e-20, 359]),
    Message(.reward, floats: [-0.25]), Message(.reward, integers: [1]), Message(.superLike, integers: [-1]),
    Message(.exploreState), Message(.exploreAction, floats: [1]), Message(.pause, integers: [0]),
    Message(.samplePosition, floats: (0..<32).map { Float($0) / 31 }), Message(.previousState), Message(.nextState),
    Message(.resample, floats: [-1]), Message(.newSpeed, floats: [1]), Message(.resetModel), Message(.go),
    Message(.hold, integers: [1]), Message(.back), Message(.repeat), Message(.panic, floats: [1]), Message(.rest),
    Message(.late, integers: [3]), Message(.spectrum, integers: [3]), Message(.stop),
    Message(.stopProgram, integers: [0]), Message(.undo),
    Message(.toward, floats: [1, -0.5]), Message(.fader, floats: [0.5]), Message(.fader, floats: [0, 0]),
  ]
  + [
    Message(.mark, name: "très \"beau\" 5%"), Message(.return, name: "a"), Message(.saveModel, name: "b c"),
    Message(.loadModel, name: "takes/1/state.safetensors"), Message(.state, name: "state.safetensors"),
    Message(.score, integers: [2]),
  ].compactMap(\.self)

@Suite struct MessageTextTests {
  @Test func `a line holds timetag, path, types and arguments`() {
    let message = Message(.quaternion, module: 0, floats: [0.1, -0.0, 1e-9, 16_777_216])
    #expect(
      MessageText.line(message, timetag: 0x0000_0003_4000_0000)
        == "00000003.40000000 /0/quat ffff 0.100000001 -0 9.99999972e-10 16777216")
    #expect(MessageText.line(Message(.go), timetag: .max) == "ffffffff.ffffffff /aego/go i 1")
    #expect(
      MessageText.line(
        Message(.jump, integers: [4]), timetag: 0, Vocabulary(scenes: ["", "", "", "", "the \"last\" 5%"]))
        == "00000000.00000000 /aego/jump s \"the%20%22last%22%205%25\"")
  }

  @Test(arguments: oneOfEach)
  func `what was written reads back the same`(_ message: Message) throws {
    let line = MessageText.line(message, timetag: 77)
    #expect(line.utf8.count < 1024, "oscsendfile breaks longer lines")
    #expect(try entries(of: line + "\n").map(\.content) == [.message(message)])
  }

  @Test func `a command with and without a pressed button's 1 is the same`() throws {
    let expected: [StreamEntry.Content] = [.message(Message(.go)), .message(Message(.go))]
    #expect(try entries(of: "00000000.00000000 /aego/go\n00000000.00000000 /aego/go i 1\n").map(\.content) == expected)
    let hold = Message(.hold, integers: [1])
    #expect(try entries(of: MessageText.line(hold, timetag: 0)).map(\.content) == [.message(hold)])
  }

  @Test func `every address has a path of its own`() {
    let paths = oneOfEach.map { MessageText.line($0, timetag: 0).split(separator: " ")[1] }
    #expect(Set(paths).count == Message.Address.allCases.count + 1)
  }

  @Test func `random floats survive writing and reading`() throws {
    var bits: UInt32 = 12345
    var lines = ""
    var messages: [Message] = []
    for _ in 0..<500 {
      var message = Message(.raw, module: 1)
      while message.count < 22 {
        bits = bits &* 1_664_525 &+ 1_013_904_223
        let value = Float(bitPattern: bits ^ bits >> 15)
        if value.isFinite { message.append(value) }
      }
      messages.append(message)
      lines += MessageText.line(message, timetag: 0) + "\n"
    }
    #expect(try entries(of: lines).map(\.content) == messages.map { .message($0) })
  }
}
