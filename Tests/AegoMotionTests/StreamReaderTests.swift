import Foundation
import Testing

@testable import AegoMotion

private let go = StreamEntry.Content.message(Message(.go))

@Suite struct StreamReaderTests {
  @Test func `without a take's header the first timetag is time 0`() throws {
    let stream = try entries(of: "eeade977.40000000 /aego/go\neeade978.c0000000 /aego/back \n")
    #expect(stream.map(\.timetag) == [0, 0x0000_0001_8000_0000])
    #expect(stream.map(\.content) == [go, .message(Message(.back))])
    #expect(stream.map(\.line) == [1, 2])
  }

  @Test func `after a take's header second 0 is time 0`() throws {
    let text = "00000000.00000000 /aego/take si \"A%20%22piece%22\" 3\n00000005.00000000 /aego/jump s \"a%20b\"\n"
    let stream = try entries(of: text)
    #expect(stream.map(\.timetag) == [0, 5 << 32])
    #expect(stream.map(\.content) == [.take(title: "A \"piece\"", version: 3), .jump(name: "a b")])
  }

  @Test func `strings are taken as oscdump prints them`() throws {
    let text = """
      00000000.00000000 /aego/jump s "he said "hi" 5%20"
      00000000.00000000 /aego/jump s ""
      00000000.00000000 /aego/seed h -5
      00000000.00000000 /aego/jump s "é日本"
      """
    let expected: [StreamEntry.Content] = [
      .jump(name: "he said \"hi\" 5%20"), .jump(name: ""), .seed(UInt64(bitPattern: -5)), .jump(name: "é日本"),
    ]
    #expect(try entries(of: text).map(\.content) == expected)
  }

  @Test func `time never goes back, and immediate timetags are now`() throws {
    let text = """
      00000000.00000000 /aego/go
      eeade977.40000000 /aego/go
      00000000.00000001 /aego/go
      eeade979.40000000 /aego/go
      eeade978.40000000 /aego/go
      eeade97a.40000000 /aego/go
      """
    #expect(try entries(of: text).map { $0.timetag >> 32 } == [0, 0, 0, 2, 2, 3])
  }

  @Test func `the clock's turn in 2036 is a step like others`() throws {
    let stream = try entries(of: "ffffffff.80000000 /aego/go\n00000001.80000000 /aego/go\n")
    #expect(stream.map(\.timetag) == [0, 2 << 32])
  }

  @Test func `messages that are not for us are passed over and told`() throws {
    let text = """
      00000000.00000000 /other sdTFNIcmb "x y" 2.500000 #T #F Nil Infinitum 'c' MIDI [0x00] [5b 0x61]
      00000000.00000000 /0/raw fff 1 2 3
      00000000.00000000 /1/quat ffff nan 0 0 0
      00000000.00000000 /reward s "1"
      00000000.00000000 /reward f -inf
      00000000.00000000 /0/analog ii 1 2
      """
    let expected: [StreamEntry.Content] = [
      .unknown(address: "/other"), .refused(.wrongArguments, address: "/0/raw"),
      .refused(.notFinite, address: "/1/quat"), .refused(.wrongArguments, address: "/reward"),
      .refused(.notFinite, address: "/reward"), .unknown(address: "/0/analog"),
    ]
    #expect(try entries(of: text).map(\.content) == expected)
  }

  @Test func `empty lines, returns, further blanks and a missing last line end are no mistakes`() throws {
    let stream = try entries(of: "\r\n00000000.00000000  /aego/hold  i  1 \r\n\n00000000.00000000 /aego/go")
    #expect(stream.map(\.content) == [.message(Message(.hold, integers: [1])), go])
    #expect(stream.map(\.line) == [2, 4])
  }

  @Test func `an empty file is an empty stream`() throws { #expect(try entries(of: "").isEmpty) }

  @Test func `a long file is read through a small buffer`() throws {
    let line = MessageText.line(bitalino(0, yaw: 1, pitch: 2, roll: 3), timetag: 0)
    let stream = try entries(of: String(repeating: line + "\n", count: 9000))
    #expect(stream.count == 9000 && stream.allSatisfy { $0.content == stream[0].content })
  }

  @Test(arguments: [
    (
      "0000000g.00000000 /aego/go", "\"0000000g.00000000\" is not a timetag",
      "a line starts like 00000003.40000000: 8 hexadecimal digits of seconds, a dot, 8 of a second's fraction"
    ),
    (
      "0.5 /0/raw f 1", "\"0.5\" is not a timetag",
      "a line starts like 00000003.40000000: 8 hexadecimal digits of seconds, a dot, 8 of a second's fraction"
    ),
    ("# comment", "a line that starts with \"#\"", "a stream has no comments; take the line out"),
    ("00000000.00000000", "no OSC address after the timetag", "an address starts with /, such as /0/raw"),
    ("00000000.00000000 raw f 1", "\"raw\" is not an OSC address", "an address starts with /, such as /0/raw"),
    (
      "00000000.00000000 /0/raw ,ff 1 2", "\",ff\" is not a list of OSC types",
      "after the address stand the types, such as fff, without a comma"
    ),
    (
      "00000000.00000000 /1/quat ffff 1 0 0", "4 types (ffff), but 3 values",
      "the line may be cut off; take it out, or record the stream again"
    ),
    (
      "00000000.00000000 /1/quat ffff 1 0 0 0 9", "4 types (ffff), but more values",
      "take out what follows the last value, or record the stream again"
    ),
    (
      "00000000.00000000 /1/quat ffff 1 0 0.1.2 0", "\"0.1.2\" is not a number",
      "the line may be damaged; take it out, or record the stream again"
    ),
    (
      "00000000.00000000 /reward i 3000000000", "\"3000000000\" is not a 32-bit whole number",
      "the line may be damaged; take it out, or record the stream again"
    ),
    (
      "00000000.00000000 /aego/seed h 1x", "\"1x\" is not a whole number",
      "the line may be damaged; take it out, or record the stream again"
    ),
    ("00000000.00000000 /aego/jump s end", "\"end\" is not a string between quotes", "write it like \"line\""),
    (
      "00000000.00000000 \(String(repeating: "x", count: 50))",
      "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\" is not an OSC address", "an address starts with /, such as /0/raw"
    ),
  ])
  func `a malformed line is told with its place and remedy`(_ line: String, _ problem: String, _ remedy: String) throws
  {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let path = try folder.write("00000000.00000000 /aego/go\n\(line)\n", to: "damaged.osc")
    let reader = try StreamReader(path: path)
    _ = try reader.next()
    let error = #expect(throws: MotionError.self) { try reader.next() }
    #expect(error?.description == "\(path):2: error: \(problem)\n  help: \(remedy)")
  }

  @Test func `a line without end is refused in bounded memory`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let path = try folder.write(String(repeating: "f", count: 1 << 20), to: "endless.osc")
    let error = #expect(throws: MotionError.self) { try StreamReader(path: path).next() }
    #expect(
      error?.description == "\(path):1: error: a line of more than 65536 bytes\n"
        + "  help: give a text file that oscdump or a take wrote")
  }

  @Test func `a missing file and a folder are told`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let missing = #expect(throws: MotionError.self) { try StreamReader(path: folder.path("none.osc")) }
    #expect(
      missing?.description == "\(folder.path("none.osc")): cannot be read: No such file or directory\n"
        + "  help: name a stream that oscdump or a take wrote")
    let wrong = #expect(throws: MotionError.self) { try StreamReader(path: folder.url.path).next() }
    #expect(
      wrong?.description == "\(folder.url.path): cannot be read: Is a directory\n"
        + "  help: name a stream that oscdump or a take wrote")
  }

  @Test func `cutting a stream at any byte gives entries or an error with its line`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let text = oneOfEach.map { MessageText.line($0, timetag: 9) }.joined(separator: "\n")
    for end in stride(from: 1, to: text.utf8.count, by: 7) {
      let path = try folder.write(String(text.prefix(end)), to: "cut.osc")
      do {
        _ = try entries(at: path)
      } catch let error as MotionError {
        guard case .malformed = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }
}
