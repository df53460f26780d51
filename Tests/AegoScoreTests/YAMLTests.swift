import Testing

@testable import AegoScore

/// YAML's traps behave as a composer expects.
struct YAMLTests {
  @Test func `a byte order mark, Windows lines and old Mac lines change nothing`() throws {
    let text = "score: 1\ntitle: ægo\nspaces: {a: a.safetensors}\nmovements:\n  - scenes:\n      - for: 60s\n"
    let plain = try #require(ScoreReader(path: "t", text: text).score)
    for changed in ["\u{FEFF}" + text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r")] {
      let reader = ScoreReader(path: "t", text: changed)
      #expect(reader.score == plain, "\(reader.text)")
    }
  }

  @Test func `what looks like a number or a truth elsewhere is text here`() throws {
    let timeline = try score(
      movements:
        "  - {name: no, scenes: [{name: 1, for: 1:30}, {name: null and void, for: '75s'}, {name: 1e3, for: \"1m\"}]}"
    ).timeline()
    #expect(timeline.scenes.map(\.movement) == ["no", "no", "no"])
    #expect(timeline.scenes.map(\.name) == ["1", "null and void", "1e3"])
    #expect(timeline.scenes.map(\.nominal) == [90, 75, 60].map { $0 * second })
  }

  @Test func `anchors repeat and merge keys take over`() throws {
    let timeline = try score(
      movements: """
          - scenes:
              - &quiet {for: 10s, level: -20dB, dimensions: 2}
              - *quiet
              - {<<: *quiet, dimensions: 3}
              - {dimensions: 4, <<: [{for: 20s}, *quiet]}
        """
    ).timeline()
    #expect(timeline.scenes.map(\.dimensions.count) == [2, 2, 3, 4])
    #expect(timeline.scenes.map(\.level.from) == [-20, -20, -20, -20])
    #expect(timeline.scenes.map(\.nominal) == [10, 10, 10, 20].map { $0 * second })
  }

  @Test func `a direction on several lines is one sentence`() throws {
    let scene = try score(
      movements:
        "  - scenes:\n      - for: 1s\n        direction: >\n          Face the audience,\n          relaxed.\n"
    ).timeline().scenes[0]
    #expect(scene.direction == "Face the audience, relaxed.")
  }

  @Test func `standard tags are welcome`() throws {
    #expect(try score("seed: !!int 7", movements: "  - scenes: [{for: 60s}]").seed == .number(7))
  }

  @Test func `lines are counted as libyaml counts them`() {
    // A next-line character and the two Unicode separators break lines in YAML 1.1.
    for character in ["\u{85}", "\u{2028}", "\u{2029}"] {
      let found = ScoreReader(path: "t", text: "score: 1\(character)title: t\noder: 1\n").diagnostics
      let oder = found.first { $0.message.contains("oder") }
      #expect(oder?.span.start == SourcePlace(line: 3, column: 1))
      #expect(oder?.excerpt == "oder: 1")
    }
  }
}
