import Foundation
import Testing

@testable import AegoMotion

/// One line of each type that OSC has, as takes and recordings write them.
private let everyType = """
  00000000.00000000 /aego/take si "a%20%22piece%22" 1
  00000000.00000000 /aego/seed h -5
  00000000.02bb0cf8 /0/quat ffff 0.100000001 -1.17549435e-38 0 3.40282347e+38
  00000000.ffffffff /other sdTFNIcmbSt "x,%20y" 2.5 #T #F Nil Infinitum ' ' MIDI [0x00 0x01 0x02 0x03] [1b 0x61] 'sym \
  00000001.80000000
  00000001.00000000 /aego/go i 1
  00000001.00000001 /bare
  000003e7.12345678 /aego/mark s "two%0alines"

  """

/// What Python's csv module reads in a table.
private func byPython(_ table: String) throws -> [[String]]? {
  let script = "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='')))))"
  guard let text = try output(of: "python3", ["-c", script, table]) else { return nil }
  return try JSONDecoder().decode([[String]].self, from: Data(text.utf8))
}

private struct Converted {
  private let folder: Folder
  let messages: Int
  let text: String

  /// A stream as a table, or a table as a stream.
  init(_ text: String, isTable: Bool = false) throws {
    folder = try Folder()
    let result = folder.path("result")
    let source = try folder.write(text, to: isTable ? "table.csv" : "stream.osc")
    messages = try isTable ? StreamTable.read(source, to: result) : StreamTable.write(source, to: result)
    self.text = try String(contentsOfFile: result, encoding: .utf8)
  }

  var path: String { folder.path("result") }
}

@Suite struct StreamTableTests {
  @Test func `a stream becomes a table that Python reads, a row a message`() throws {
    let table = try Converted(everyType)
    guard let rows = try byPython(table.path) else { return }
    #expect(table.messages == 7 && rows.count == 8)
    #expect(rows[0] == ["time", "address", "types"] + (1...11).map { "\($0)" })
    #expect(rows.allSatisfy { $0.count == 14 })
    #expect(rows[1].prefix(5) == ["0.0000000000", "/aego/take", "si", "a \"piece\"", "1"])
    #expect(
      rows[3].prefix(7) == ["0.0106666666", "/0/quat", "ffff", "0.100000001", "-1.17549435e-38", "0", "3.40282347e+38"])
    #expect(
      rows[4].dropFirst(3) == [
        "x, y", "2.5", "", "", "", "", " ", "MIDI [0x00 0x01 0x02 0x03]", "[1b 0x61]", "sym", "00000001.80000000",
      ])
    #expect(rows[7][3] == "two\nlines")
  }

  @Test func `a table becomes the stream again, to the byte`() throws {
    let table = try Converted(everyType)
    let folder = try Folder()
    let back = folder.path("back.osc")
    #expect(try StreamTable.read(table.path, to: back) == 7)
    #expect(try String(contentsOfFile: back, encoding: .utf8) == everyType)
  }

  @Test func `the example stream survives both ways`() throws {
    let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Examples/streams/first-try.osc").standardizedFileURL
    let text = try String(contentsOf: example, encoding: .utf8)
    let folder = try Folder()
    let (table, back) = (folder.path("table.csv"), folder.path("back.osc"))
    let messages = try StreamTable.write(example.path, to: table)
    #expect(try StreamTable.read(table, to: back) == messages)
    #expect(try entries(at: back) == entries(of: text))
  }

  @Test func `what oscdump wrote begins at time 0`() throws {
    let table = try Converted("eeade977.40000000 /aego/go\neeade978.c0000000 /aego/back \n")
    #expect(table.text == "time,address,types\n0.0000000000,/aego/go,\n1.5000000000,/aego/back,\n")
  }

  @Test func `what a spreadsheet makes of a table is understood`() throws {
    let table = "\u{FEFF}time,address,types,1,2\r\n0,/reward,f,0.5,\r\n,,,,\r\n"
    let error = #expect(throws: MotionError.self) { try Converted(table, isTable: true) }
    #expect(error?.description.contains(":3: error: \"\" is not a time") == true)
    let stream = try Converted(
      "\u{FEFF}time,address,types,1,2\r\n0,/reward,f,0.5,\r\n1E+1,\"/reward\",f,1,\r\n", isTable: true)
    #expect(stream.messages == 2)
    #expect(stream.text == "00000000.00000000 /reward f 0.5\n0000000a.00000000 /reward f 1\n")
  }

  @Test(arguments: [0, 1, 2, 0x7fff_ffff, 0xffff_ffff, 0x1_0000_0001, 0xffff_ffff_ffff_ffff] as [UInt64])
  func `a time in seconds is exact`(_ timetag: UInt64) {
    var bytes: [UInt8] = []
    Timetag.append(seconds: timetag, to: &bytes)
    let exact = (Decimal(timetag) / Decimal(sign: .plus, exponent: 0, significand: 4_294_967_296))
    let written = Decimal(string: String(decoding: bytes, as: UTF8.self)) ?? -1
    #expect(abs(written - exact) <= Decimal(string: "0.00000000005") ?? 0)
    let read = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { Timetag.timetag(seconds: Bytes($0, count: buffer.count)) }
    }
    #expect(read == timetag)
  }

  @Test(arguments: [
    (
      "time;address;types\n",
      ":1: error: no table of a stream\n  help: its first line is time,address,types,1,2,... and its cells are parted by commas"
    ),
    (
      "",
      ":1: error: no table of a stream\n  help: its first line is time,address,types,1,2,... and its cells are parted by commas"
    ),
    (
      "time,address,types,1\nsoon,/reward,f,1\n",
      ":2: error: \"soon\" is not a time\n  help: write seconds from the beginning, such as 1.25"
    ),
    (
      "time,address,types,1\n-1,/reward,f,1\n",
      ":2: error: \"-1\" is not a time\n  help: write seconds from the beginning, such as 1.25"
    ),
    (
      "time,address,types,1\n0,reward,f,1\n",
      ":2: error: \"reward\" is not an OSC address\n  help: an address starts with /, such as /0/raw"
    ),
    (
      "time,address,types,1\n0,/a b,f,1\n",
      ":2: error: \"/a b\" is not an OSC address\n  help: an address has no blanks"
    ),
    (
      "time,address,types,1\n0,/reward,ff,1\n",
      ":2: error: 2 types (ff), but 1 values\n  help: the line may be cut off; take it out, or record the stream again"
    ),
    (
      "time,address,types,1\n0,/reward,f,1,2\n",
      ":2: error: 1 types (f), but more values\n  help: take out what follows the last value, or record the stream again"
    ),
    (
      "time,address,types,1\n0,/reward,f,\"0,5\"\n",
      ":2: error: \"0,5\" is not a number\n  help: the line may be damaged; take it out, or record the stream again"
    ),
    (
      "time,address,types,1\n0,/a\n",
      ":2: error: 2 cells\n  help: a row has time, address, types, and a cell for each of the types"
    ),
    (
      "time,address,types,1\n0,/a,s,\"open\n",
      ":2: error: a cell whose quotes do not close\n  help: close it with a quote (\")"
    ),
  ])
  func `a damaged table is told with its line, and leaves nothing`(_ text: String, _ message: String) throws {
    let folder = try Folder()
    let table = try folder.write(text, to: "table.csv")
    let error = #expect(throws: MotionError.self) { try StreamTable.read(table, to: folder.path("stream.osc")) }
    #expect(error?.description == table + message)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["table.csv"])
  }
}
