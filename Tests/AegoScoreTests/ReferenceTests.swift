import Foundation
import Testing

@testable import AegoScore

/// `docs/score-reference.md` is true.
struct ReferenceTests {
  private func reference() throws -> String {
    let root = goldens.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/score-reference.md"), encoding: .utf8)
  }

  /// The code blocks: what stands behind the three backticks, and the text.
  private func blocks() throws -> [(kind: String, text: String)] {
    let parts = try reference().components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].split(separator: "\n", omittingEmptySubsequences: false)
      return (String(lines[0]), lines.dropFirst().joined(separator: "\n"))
    }
  }

  @Test func `every example is a valid score, or part of one`() throws {
    let blocks = try blocks()
    #expect(blocks.count >= 7)
    for block in blocks {
      let frame = "score: 1\ntitle: t\nspaces: {a: a}\n"
      let text =
        switch block.kind {
        case "yaml": block.text
        case "yaml piece": frame + block.text + "\nmovements: [{scenes: [{for: 1s}]}]\n"
        case "yaml scenes": frame + "movements:\n- scenes:\n" + block.text.replacing(/(?m)^/, with: "  ") + "\n"
        default: ""
        }
      var reader = ScoreReader(path: "score-reference.md", text: text)
      reader.check(spaces: imaginedSpace)
      #expect(reader.score != nil, "\(reader.text)")
    }
  }

  @Test func `every word and every key is there`() throws {
    let reference = try reference()
    let words =
      AgentMemory.allCases.map(\.rawValue) + AgentEntry.allCases.map(\.rawValue) + Voice.allCases.map(\.rawValue)
      + ImageSettings.Palette.allCases.map(\.rawValue) + SensorSettings.Axis.allCases.map(\.rawValue)
      + SensorSettings.Source.allCases.map(\.rawValue) + CommandText.words
      + Score.Transport.Hold.allCases.map(\.rawValue)
    for word in words { #expect(reference.contains("`\(word)`"), "\(word)") }
    // The checker lists the keys of a mapping when it meets one that is like none of them.
    let strange = "zzzzzzzzzzzz: 1"
    let found = faults(
      """
      \(strange)
      sensors: {\(strange), left: {\(strange)}, reward: {\(strange)}}
      agent: {\(strange)}
      sound: {\(strange)}
      transport: {\(strange)}
      image: {\(strange)}
      start: {\(strange)}
      """,
      movements: "  - {\(strange), scenes: [{\(strange), for: {max: 1s, \(strange)}, until: {go: true, \(strange)}}]}")
    let keys = found.compactMap(\.help).filter { $0.hasPrefix("possible are: ") }
      .flatMap { $0.dropFirst("possible are: ".count).components(separatedBy: ", ") }
    #expect(keys.count > 60)
    for key in Set(keys).subtracting(["..."]) {
      let isThere = [" \(key)`", "`\(key)`", "`\(key):", "{\(key)", " \(key):", " \(key),", " \(key)}"].contains {
        reference.contains($0)
      }
      #expect(isThere, "the key \(key)")
    }
  }
}
