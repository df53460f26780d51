import Foundation
import Testing

@testable import AegoScore

/// A score in which only what a test is about must be written.
func score(
  _ piece: String = "", movements: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Score {
  let reader = ScoreReader(
    path: "test.yaml",
    text: "score: 1\ntitle: test\nspaces: {a: a.safetensors, b: b.safetensors}\n\(piece)\nmovements:\n\(movements)\n")
  return try #require(reader.score, "\(reader.text)", sourceLocation: sourceLocation)
}

/// What is wrong in such a score.
func faults(_ piece: String = "", movements: String = "  - scenes: [{for: 60s}]") -> [Diagnostic] {
  ScoreReader(
    path: "test.yaml",
    text: "score: 1\ntitle: test\nspaces: {a: a.safetensors, b: b.safetensors}\n\(piece)\nmovements:\n\(movements)\n"
  ).diagnostics
}

/// What a Python program prints, line by line; `input` is what it reads from standard input.
func python(_ program: String, _ arguments: [String] = [], input: String? = nil) throws -> [String] {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", program] + arguments
  let output = Pipe()
  process.standardOutput = output
  // A file rather than a pipe: a program that ends without reading all of it harms nobody.
  let file = FileManager.default.temporaryDirectory.appending(path: "aego-input-\(UUID())")
  defer { try? FileManager.default.removeItem(at: file) }
  if let input {
    try Data(input.utf8).write(to: file)
    process.standardInput = try FileHandle(forReadingFrom: file)
  }
  try process.run()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
}

let second: Int64 = 1_000_000_000
let millisecond: Int64 = 1_000_000
