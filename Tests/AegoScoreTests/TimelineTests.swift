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

@Suite struct WarningTests {
  private static func warnings(_ agent: String, _ period: String) -> [Diagnostic] {
    let text = """
      score: 1
      title: t
      spaces: {a: a.safetensors}
      agent: {\(agent)}
      movements: [{scenes: [{name: one, dimensions: 1, for: 60s}, {name: two, dimensions: 1, for: 60s, period: \(period)}]}]

      """
    return ScoreReader(path: "t.yaml", text: text).diagnostics
  }

  @Test func `a credit that ends before the next action is warned of, where the period is written`() {
    #expect(WarningTests.warnings("credit: 0.2s..1.2s", "100ms..1.2s").isEmpty)
    #expect(
      WarningTests.warnings("credit: 0.2s..1.2s", "100ms..2s").map(\.text) == [
        """
        t.yaml:5:106: warning[short-credit]: in the scene `two` actions are farther apart than the 1.2 s that a reward \
        reaches back: rewards teach little or nothing there
          5 | …s: [{name: one, dimensions: 1, for: 60s}, {name: two, dimensions: 1, for: 60s, period: 100ms..2s}]}]
            |                                                                                         ^~~~~~~~~
          note: `credit` stands at line 4, column 17
          help: act more often, or let rewards reach further back: `agent: {credit: 0.2s..3s}`

        """
      ])
    let both = WarningTests.warnings("credit: 1ms..5ms", "2s").first
    #expect(both?.message.contains("`one` and 1 more actions") == true && both?.span.start.line == 4)
  }

  @Test func `programs are told how much a problem matters`() throws {
    let found = WarningTests.warnings("credit: 0.2s..1.2s", "2s")
    #expect(Diagnostic.json(of: found).contains(#""severity": "warning", "code": "short-credit""#))
    #expect(found.first?.sarif.line.contains(#""level": "warning""#) == true)
  }
}

@Suite struct TextTableTests {
  @Test(arguments: [40, 80]) func `a table fits a terminal, whatever its names`(_ length: Int) throws {
    let name = String(repeating: "長い name ", count: length / 8)
    let score = try score(
      movements: """
          - name: "\(name)"
            scenes:
              - {name: "\(name)", for: {max: 60s}, until: [go, {stillness: 8s, then: back}, {reward: above 0.6, for: 8s}]}
        """)
    for line in score.timeline().text(spaces: score.spaces).split(separator: "\n") {
      #expect(displayWidth(line.unicodeScalars) <= 80, "\(line)")
    }
  }

  @Test func `a period of a minute is told so`() throws {
    let score = try score("period: 1m", movements: "  - scenes: [{for: 5m, dimensions: 0}]")
    #expect(score.timeline().text(spaces: score.spaces).contains("none  1 min\n"))
  }

  @Test func `what was played names closed axes as the timeline does`() {
    var course = PlayedCourse()
    course.scenes = [
      .init(start: 0, end: 1_000_000_000, movement: "m", name: "s", space: "a", dimensions: []),
      .init(start: 1_000_000_000, end: 2_000_000_000, movement: "m", name: "t", space: "a", dimensions: [1, 2, 3]),
    ]
    let lines = course.text.split(separator: "\n").suffix(2)
    #expect(lines.map { $0.split(separator: " ").dropFirst(5).first } == ["none", "3"])
  }
}
