import Testing

@testable import AegoScore

/// What a saved score is said to change: texts as a performer reads them.
@Suite struct ScoreDifferenceTests {
  private static let first = """
    score: 1
    title: evening
    spaces: {bells: bells.safetensors, strings: strings.safetensors}
    period: 100ms..30ms
    movements:
      - name: elementary
        space: bells
        scenes:
          - {name: line, dimensions: 1, for: 60s, direction: "Face the audience."}
          - {name: plane, dimensions: 2, for: 75s}
          - {name: volume, dimensions: 4, for: 75s}
      - name: timbral
        space: strings
        scenes:
          - {name: storm, for: 1m}
          - {name: calm, dimensions: 8, for: {min: 60s, nominal: 90s, max: 3m}, until: [go, {stillness: 20s, then: end}]}

    """

  private static func difference(_ changes: [(String, String)]) throws -> ScoreDifference {
    let later = changes.reduce(first) { text, change in
      #expect(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
    return ScoreDifference(from: try score(first), to: try score(later))
  }

  private static func score(_ text: String) throws -> Score {
    let reader = ScoreReader(path: "score.yaml", text: text)
    return try #require(reader.score, "\(reader.text)")
  }

  static let cases: [([(String, String)], [String])] = [
    ([("# ", "# "), ("score: 1", "score: 1 # one")].suffix(1), []),
    ([("for: 60s, dir", "for: 1m30s, dir")], ["elementary, line: length 1m → 1m30s"]),
    (
      [("dimensions: 2", "dimensions: [1, 3], level: -6dB")],
      ["elementary, plane: dimensions 2 → [1, 3]", "elementary, plane: level inherited → -6dB"]
    ),
    (
      [("100ms..30ms", "80ms\nsense: 1..-1")],
      ["period 100ms..30ms → 80ms", "sense default → 1..-1"]
    ),
    (
      [("space: strings", "space: bells\n    level: {between: [-6dB, 0dB], every: 40s}\n    repeat: forever")],
      [
        "timbral: repeat 1 → forever", "timbral: space strings → bells",
        "timbral: level inherited → between -6dB and 0dB every 40s",
      ]
    ),
    (
      [
        ("{min: 60s, nominal: 90s, max: 3m}", "{min: 30s, nominal: 90s, max: 2m}"),
        ("[go, {stillness: 20s, then: end}]", "{settled: 15s}"),
      ],
      [
        "timbral, calm: length 1m30s (1m to 3m) → 1m30s (30s to 2m)",
        "timbral, calm: until go or stillness 20 s → end → settled 15 s",
      ]
    ),
    (
      [("\"Face the audience.\"", "\"Turn away.\"")],
      ["elementary, line: direction \"Face the audience.\" → \"Turn away.\""]
    ),
    ([("      - {name: plane, dimensions: 2, for: 75s}\n", "")], ["- elementary, plane"]),
    (
      [("name: plane, dimensions: 2", "name: field, dimensions: 3")],
      ["elementary, plane: is now elementary, field", "elementary, field: dimensions 2 → 3"]
    ),
    (
      [
        (
          "{name: storm, for: 1m}",
          "{name: storm, for: 1m}\n      - {name: rain, dimensions: 3, for: 45s, period: 50ms}"
        )
      ],
      ["+ timbral, rain: 45s, dimensions 3, period 50ms"]
    ),
    (
      [
        ("      - {name: plane, dimensions: 2, for: 75s}\n", ""),
        ("      - {name: line", "      - {name: plane, dimensions: 2, for: 75s}\n      - {name: line"),
      ], ["elementary: order line, plane, volume → plane, line, volume"]
    ),
    (
      [("movements:", "order: [timbral, elementary]\nmovements:"), ("name: timbral", "name: timbral")],
      ["order elementary, timbral → timbral, elementary"]
    ),
    (
      [
        (
          "title: evening",
          "title: late\ncontrols: {key h: hold, midi cc 64 latching: hold, left.button held: jump calm}\ntransport: {guard: 2s, hold: freeze}\nsound: {fade out: 3s}"
        )
      ],
      [
        "title evening → late", "fade out 10s → 3s", "guard 1s → 2s", "hold play → freeze",
        "controls none → key h: hold, midi cc 64 latching: hold, left.button held: jump calm",
      ]
    ),
    (
      [("name: elementary", "name: first")],
      [
        "elementary, line: is now first, line", "elementary, plane: is now first, plane",
        "elementary, volume: is now first, volume", "order elementary, timbral → first, timbral",
      ].sorted()
    ),
  ]

  @Test(arguments: 0..<cases.count)
  func `a difference is told in the piece's terms`(number: Int) throws {
    let (changes, lines) = Self.cases[number]
    let difference = try Self.difference(changes)
    #expect(
      number == Self.cases.count - 1 ? difference.lines.sorted() == lines : difference.lines == lines,
      "\(difference.lines)")
    #expect(difference.fixed.isEmpty && difference.isEmpty == lines.isEmpty)
  }

  @Test func `what takes a new start is told apart`() throws {
    let difference = try Self.difference([
      (
        "title: evening",
        "title: evening\nseed: 3\nstart: go\nsensors: {port: 9000, left: none}\nagent: {credit: 0.1s..2s}"
      ),
      ("bells: bells.safetensors", "bells: {file: bells.safetensors, gain: -3dB}"),
    ])
    #expect(difference.lines.isEmpty)
    #expect(
      difference.fixed == [
        "seed 0 → 3", "start now → go",
        "spaces bells bells.safetensors, strings strings.safetensors → bells bells.safetensors -3dB, strings strings.safetensors",
        "port 127.0.0.1:8888 → 127.0.0.1:9000", "left arm riot 0 inverted → none", "credit 200ms..1.2s → 100ms..2s",
      ])
  }

  @Test func `scenes are found by movement, name and pass`() throws {
    let once = try Self.score(Self.first).timeline()
    let twice = try Self.score(Self.first.replacing("    space: bells\n", with: "    space: bells\n    repeat: 2\n"))
      .timeline()
    #expect(twice.places(of: once) == [0, 1, 2, 6, 7].map(Timeline.Place.at))
    // The second passes are gone: behind them comes what came behind the first.
    #expect(once.places(of: twice) == [.at(0), .at(1), .at(2), .before(3), .before(3), .before(3), .at(3), .at(4)])
  }
}
