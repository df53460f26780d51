import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance

/// When the machine acts, against `Examples/actions/actions.py`, which reads the score's text by itself.
@Suite struct ActionTimeTests {
  private static let pieces = [
    "over the whole piece": """
    period: 100ms..30ms
    order: [two, one, two]
    movements:
      - {name: one, scenes: [{for: 700ms}, {for: 333.333333ms, repeat: 3}]}
      - {name: two, repeat: 2, scenes: [{for: 1.1s}, {for: 0:00.1500001}]}
    """,
    "over movements and scenes": """
    period: 90ms
    movements:
      - {repeat: 2, period: 20ms..77.7ms, scenes: [{for: 1s, dimensions: 8}, {for: 1.234567891s, repeat: 2}]}
      - {scenes: [{for: 1s, period: 61ms..10ms}, {for: 500ms, dimensions: 0}, {for: 700ms, period: 10ms..59.999999ms}]}
    """,
    "in equal ratios": """
    period: {from: 150ms, to: 15ms, curve: exponential}
    movements:
      - {scenes: [{for: 2s}, {for: 1.7s, repeat: 2}, {for: 1s, period: {from: 10ms, to: 70ms, curve: exponential}}]}
    """,
    "breathing": """
    period: {between: [100ms, 30ms], every: 1.9s}
    movements:
      - {scenes: [{for: 1s}, {for: 1.3s, repeat: 2}, {for: 2s, period: {between: [20ms, 60ms], every: 1s}}]}
    """,
    "in scenes that are shorter than a period": """
    period: 900ms..200ms
    movements: [{repeat: 20, scenes: [{for: 130ms}, {for: 100ms}]}]
    """,
  ]

  @Test(arguments: pieces.keys.sorted()) func `every action comes at its nanosecond, ramps`(_ name: String) throws {
    let folder = try TestFolder()
    let text = scoreHead + (Self.pieces[name] ?? "") + "\n"
    let times = try JournalLine.all(play(piece(text, in: folder)).lines).filter { $0.event == "action" }.map(\.t)
    let theirs = try outside("python3", ["\(root)/Examples/actions/actions.py", "\(folder.path)/score.yaml"])
    #expect(times == theirs.split(separator: "\n").compactMap { Int64($0) })
    #expect(!times.isEmpty)
  }
}
