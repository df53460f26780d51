import Foundation

/// Runs a program of the system and gives what it printed: a test's outside oracle.
@discardableResult public func outside(_ program: String, _ arguments: [String]) throws -> String {
  let process = Process()
  let output = Pipe()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardOutput = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  struct Failed: Error { var program: String, status: Int32 }
  guard process.terminationStatus == 0 else { throw Failed(program: program, status: process.terminationStatus) }
  return text
}

/// Calls the body with the path of an empty folder that is removed afterwards.
public func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
