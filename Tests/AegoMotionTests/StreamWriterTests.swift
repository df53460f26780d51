import Foundation
import Testing

@testable import AegoMotion

@Suite struct StreamWriterTests {
  @Test func `a take's input reads back as it was written`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path("input.osc")
    let writer = try StreamWriter(path: path, vocabulary: Vocabulary(scenes: ["line", "all of it"]))
    try writer.writeTake(title: "ægo 100% \"live\"", version: 1)
    try writer.writeSeed(.max - 4, timetag: 0)
    for (index, message) in oneOfEach.enumerated() {
      try writer.write(message, timetag: Timetag.timetag(ofHop: Int64(index)))
    }
    try writer.write(Message(.jump, integers: [1]), timetag: 1 << 40)
    try writer.close()
    let stream = try entries(at: path)
    var expected: [StreamEntry.Content] = [.take(title: "ægo 100% \"live\"", version: 1), .seed(.max - 4)]
    expected += oneOfEach.map { .message($0) }
    expected.append(.jump(name: "all of it"))
    #expect(stream.map(\.content) == expected)
    #expect(stream[12].timetag == Timetag.timetag(ofHop: 10))
    #expect(Timetag.hop(consuming: stream[12].timetag) == 10)
  }

  @Test func `a file that is there is not overwritten`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let path = try folder.write("mine", to: "input.osc")
    let error = #expect(throws: MotionError.self) { try StreamWriter(path: path) }
    #expect(
      error?.description
        == "\(path): cannot be written: File exists\n  help: choose a new file in a folder that can be written")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }
}
