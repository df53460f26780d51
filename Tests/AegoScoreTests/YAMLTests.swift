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

/// YAML's traps that cannot be meant well are refused with a word that helps.
struct YAMLTrapTests {
  private static let head = "score: 1\ntitle: t\nspaces: {a: a.safetensors}\n"
  private static let one = "movements: [{scenes: [{for: 60s}]}]\n"

  @Test(arguments: [
    ("sound:\n\twidth: 0.5\n", "tab", "indent with spaces"),
    ("composer: a\ncomposer: b\n", "duplicate-key", "keep one of the two"),
    ("---\nlevel: 0dB\n", "second-document", "delete this line"),
    ("agent: *nobody\n", "unknown-alias", "put `&nobody` before the value"),
    ("agent: &x {enter: *x}\n", "unknown-alias", "write the value out"),
    ("<<: quiet\n", "bad-merge", "write `<<: *NAME`"),
    ("? [a]\n: b\n", "complex-key", "quote the text"),
    ("period: !ms 50ms\n", "unknown-tag", "delete it"),
    ("level: -3\n", "missing-unit", "write -3dB"),
    ("sound: {width: .5}\n", "bad-number", "write it as 0.6"),
    ("seed: 0x10\n", "bad-number", "write a whole number"),
    ("seed: 1_000\n", "bad-number", "write a whole number"),
    ("image: {text: y}\n", "unknown-word", "write true or false"),
    ("composer: @me\n", "yaml-syntax", "quote the text"),
    ("composer: 50% of us: all\n", "yaml-syntax", "quote all of it"),
    ("composer: \"C:\\path\"\n", "yaml-syntax", "between single quotes a backslash is a backslash"),
    ("controls: {left.button: go\n", "yaml-syntax", "close it with `}`"),
    ("composer: ~\n", "missing-value", "or delete the key"),
  ])
  func `a trap is one problem with a remedy`(_ text: String, _ code: String, _ remedy: String) {
    let found = ScoreReader(path: "t", text: Self.head + Self.one + text).diagnostics
    #expect(found.first?.code.rawValue == code, "\(found.map(\.text))")
    #expect(found.first?.help?.contains(remedy) == true, "\(found.map(\.text))")
    #expect(found.count == 1 || text.hasPrefix("---"), "\(found.map(\.text))")
  }

  @Test func `truths are truths in all of YAML's spellings, and names where a name belongs`() throws {
    for (text, truth) in [("yes", true), ("No", false), ("ON", true), ("off", false), ("True", true), ("false", false)]
    {
      let piece = try score("image: {mirrored: \(text)}", movements: "  - {name: \(text), scenes: [{for: 60s}]}")
      #expect(piece.timeline().scenes[0].image.mirrored == truth)
      #expect(piece.movements[0].name == text)
    }
  }

  @Test func `a colon in a time and a hash in a text mean themselves`() throws {
    let timeline = try score(
      movements: "  - scenes: [{for: 1:30, direction: play C#4 or D}, {for: 0:05, direction: now # or later\n }]"
    ).timeline()
    #expect(timeline.scenes.map(\.nominal) == [90 * second, 5 * second])
    #expect(timeline.scenes.map(\.direction) == ["play C#4 or D", "now"])
  }

  @Test func `one document may begin and end with its marks`() throws {
    let reader = ScoreReader(path: "t", text: "%YAML 1.1\n---\n" + Self.head + Self.one + "...\n# after the end\n")
    #expect(reader.score != nil, "\(reader.text)")
  }
}
