import Foundation

/// The project's folder.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// What a program printed and how it ended.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String
}

/// A folder of its own for one test, removed when it is let go; commands run in it.
final class Bench {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "aego-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: path + "/spaces", withDestinationPath: root + "/Scores/spaces")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// `aego`, the one that was built with these tests.
  static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/aego"

  /// Runs `aego`.
  func aego(_ arguments: String...) throws -> Outcome { try run(Bench.program, arguments) }

  /// Runs a program of the system.
  func run(_ program: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: what a program leaves running cannot keep us waiting.
    let name = UUID().uuidString
    let places = [path + "/.\(name).out", path + "/.\(name).err"]
    for place in places { try Data().write(to: URL(fileURLWithPath: place)) }
    process.standardOutput = FileHandle(forWritingAtPath: places[0])
    process.standardError = FileHandle(forWritingAtPath: places[1])
    try process.run()
    process.waitUntilExit()
    let texts = try places.map { try String(contentsOfFile: $0, encoding: .utf8) }
    for place in places { try FileManager.default.removeItem(atPath: place) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
