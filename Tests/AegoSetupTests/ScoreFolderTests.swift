import AegoTestSupport
import Foundation
import Testing

@testable import AegoSetup

@Suite struct ScoreFolderTests {
  @Test func `scores are those of the folder and of Scores within it`() throws {
    try withFolder { path in
      for folder in ["", "/Scores", "/other"] {
        try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
        for name in ["b.yaml", "a.yml", ".hidden.yaml", "notes.txt"] {
          try "score: 1\n".write(toFile: "\(path)\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
      }
      #expect(try ScoreFolder(path: path).scores == ["a.yml", "b.yaml", "Scores/a.yml", "Scores/b.yaml"])
    }
  }

  @Test(arguments: [
    "", "../a.yaml", "/etc/passwd", "Scores/../a.yaml", "other/a.yaml", "Scores//a.yaml", ".a.yaml", "a.txt", "a.yaml/",
    "a\u{0}.yaml", "Scores/a/b.yaml",
  ])
  func `no name leads out of the folder`(_ name: String) throws {
    try withFolder { path in
      let folder = try ScoreFolder(path: path)
      #expect(throws: SetupError.badName(name)) { try folder.read(name) }
      #expect(throws: SetupError.badName(name)) { try folder.write("score: 1\n", to: name, stamp: nil) }
    }
  }

  @Test func `a link that leads out of the folder is no score`() throws {
    try withFolder { path in
      try FileManager.default.createSymbolicLink(atPath: path + "/a.yaml", withDestinationPath: "/etc/hostname")
      let folder = try ScoreFolder(path: path)
      #expect(folder.scores.isEmpty)
      #expect(throws: SetupError.badName("a.yaml")) { try folder.read("a.yaml") }
    }
  }

  @Test func `what others have changed or made is not written over unless it is asked for`() throws {
    try withFolder { path in
      let folder = try ScoreFolder(path: path)
      let stamp = try folder.write("score: 1\n", to: "a.yaml", stamp: nil)
      #expect(try folder.read("a.yaml") == ScoreFolder.File(text: "score: 1\n", stamp: stamp))
      let error = #expect(throws: SetupError.self) { try folder.write("mine\n", to: "a.yaml", stamp: nil) }
      #expect(
        error?.description == "a.yaml: it is there already, or was changed by another program since it was read")
      let next = try folder.write("score: 2\n", to: "a.yaml", stamp: stamp)
      #expect(throws: SetupError.changed(name: "a.yaml")) { try folder.write("mine\n", to: "a.yaml", stamp: stamp) }
      #expect(try folder.read("a.yaml").text == "score: 2\n" && next != stamp)
      _ = try folder.write("mine\n", to: "a.yaml", stamp: stamp, overwriting: true)
      #expect(try folder.read("a.yaml").text == "mine\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["a.yaml"])
      try FileManager.default.removeItem(atPath: path + "/a.yaml")
      _ = try folder.write("again\n", to: "a.yaml", stamp: stamp)
      #expect(try folder.read("a.yaml").text == "again\n")
    }
  }

  @Test func `what is no text, or too large, is told`() throws {
    try withFolder { path in
      let folder = try ScoreFolder(path: path)
      try Data([0xFF, 0xFE]).write(to: URL(filePath: path + "/a.yaml"))
      #expect(throws: SetupError.unreadable(path: "a.yaml", reason: "it is no UTF-8 text")) {
        try folder.read("a.yaml")
      }
      let large = String(repeating: "#", count: 1 << 20) + "\n"
      #expect(throws: SetupError.unwritable(path: "b.yaml", reason: "it is larger than a score can be")) {
        try folder.write(large, to: "b.yaml", stamp: nil)
      }
    }
  }
}
