import Foundation

@testable import AegoDoctor

/// A folder that stands for the system's files, removed when it is let go.
final class FakeSystem {
  let root = NSTemporaryDirectory() + "aego-doctor-" + UUID().uuidString
  var files: SystemFiles { SystemFiles(root: root) }

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, text) in files {
      let place = root + path
      let folder = (place as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try (text + "\n").write(toFile: place, atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }
}

/// Findings as a person reads them without colours.
func words(_ findings: [Finding]) -> String { findings.map { $0.lines(isColoured: false) }.joined(separator: "\n") }

func words(_ finding: Finding) -> String { words([finding]) }
