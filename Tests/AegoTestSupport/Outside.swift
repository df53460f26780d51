import Foundation

/// Runs a program of the system and gives what it printed: a test's outside oracle.
///
/// It prints into a file: reading a pipe would be interrupted by the signals that other tests' programs end with.
@discardableResult public func outside(_ program: String, _ arguments: [String]) throws -> String {
  try withFolder { folder in
    let printed = URL(filePath: "\(folder)/printed")
    try Data().write(to: printed)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = try FileHandle(forWritingTo: printed)
    try process.run()
    process.waitUntilExit()
    struct Failed: Error { var program: String, status: Int32 }
    guard process.terminationStatus == 0 else { throw Failed(program: program, status: process.terminationStatus) }
    return String(decoding: try Data(contentsOf: printed), as: UTF8.self)
  }
}

/// Calls the body with the path of an empty folder that is removed afterwards.
public func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
