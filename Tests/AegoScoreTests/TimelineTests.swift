import Foundation
import Testing

@testable import AegoScore

struct TimelineTests {
  private func pieces() throws -> Score {
    try score(
      "period: 100ms..30ms\ncrossfade: 4s",
      movements: """
          - name: one
            scenes:
              - {name: line, for: 60s, direction: "Face the \\"audience\\"."}
              - {for: {min: 10s, nominal: 20s, max: 1:30}, until: [go, {reward: above 0.6, for: 8s, then: end}, {stillness: 8s, then: line}], dimensions: [1, 3]}
          - name: zwei – 二
            repeat: forever
            space: b
            scenes:
              - {for: 12.5s, dimensions: 0, period: {from: 50ms, to: 100ms, curve: exponential}}
              - {for: 1h, dimensions: 8, period: {between: [100ms, 30ms], every: 40s}}
        """)
  }

  @Test func `a timeline as JSON stays as it is`() throws {
    let score = try pieces()
    try expectGolden(score.timeline().json(spaces: score.spaces), named: "timeline.json")
  }

  @Test func `a timeline as a table stays as it is`() throws {
    let score = try pieces()
    try expectGolden(score.timeline().text(spaces: score.spaces), named: "timeline.txt")
  }

  @Test func `Python reads the JSON`() throws {
    let score = try pieces()
    let lines = try python(
      """
      import json, sys
      t = json.loads(sys.argv[1])
      print(t["title"], t["duration"], len(t["scenes"]))
      for s in t["scenes"]: print(s["start"], s["end"], s["movement"], s["scene"], s["space"], s["dimensions"], s["min"], s["max"])
      """, [score.timeline().json(spaces: score.spaces)])
    #expect(
      lines == [
        "test None 4", "0 60000000000 one line a [1] 60000000000 60000000000",
        "60000000000 80000000000 one one 2 a [1, 3] 10000000000 90000000000",
        "80000000000 92500000000 zwei – 二 zwei – 二 1 b [] 12500000000 12500000000",
        "92500000000 3692500000000 zwei – 二 zwei – 二 2 b [1, 2, 3, 4, 5, 6, 7, 8] 3600000000000 3600000000000",
      ])
  }

  @Test func `Python reads the diagnostics`() throws {
    let found = faults("perid: \"5\tms\"\ntitle: again")
    let lines = try python(
      "import json, sys\nfor d in json.loads(sys.argv[1]): print(d['line'], d['column'], d['endColumn'], d['code'], d['note'])",
      [Diagnostic.json(of: found)])
    #expect(
      lines == [
        "4 1 6 unknown-key None", "5 1 6 duplicate-key {'text': 'first written', 'line': 2, 'column': 1}",
      ])
    #expect(Diagnostic.json(of: []) == "[]\n")
  }

  @Test(arguments: [(0, "0:00"), (65, "1:05"), (3723, "1:02:03"), (36000, "10:00:00")])
  func `a time is shown as on a clock`(_ seconds: Int64, _ text: String) {
    #expect(clock(seconds * second) == text)
    #expect(clock(seconds * second + 500 * millisecond) == text + ".5")
  }
}

@Suite struct RemarkTests {
  private static func remarks(_ agent: String, _ period: String) throws -> [String] {
    let text = """
      score: 1
      title: t
      spaces: {a: a.safetensors}
      agent: {\(agent)}
      movements: [{scenes: [{name: one, dimensions: 1, for: 60s}, {name: two, dimensions: 1, for: 60s, period: \(period)}]}]

      """
    return try #require(ScoreReader(path: "t.yaml", bytes: Array(text.utf8)).score).remarks
  }

  @Test func `a credit that ends before the next action is remarked upon`() throws {
    #expect(try RemarkTests.remarks("credit: 0.2s..1.2s", "100ms..1.2s").isEmpty)
    #expect(
      try RemarkTests.remarks("credit: 0.2s..1.2s", "100ms..2s") == [
        "credit: a reward is about what was done up to 1.2 s before, and in the scene \"two\" actions are farther apart: "
          + "rewards teach little or nothing there"
      ])
    #expect(
      try RemarkTests.remarks("credit: 1ms..5ms", "2s").first?.contains("\"one\", and in 1 more, actions") == true)
  }
}
