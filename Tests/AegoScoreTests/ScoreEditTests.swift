import Foundation
import Testing

@testable import AegoScore

private func text(_ file: String) throws -> String {
  try String(contentsOf: ShippedScoreTests.folder.appending(path: file), encoding: .utf8)
}

private func edited(_ text: String, _ path: [ScoreEdit.Step], _ value: String?) throws -> String {
  try ScoreEdit(path, value).applied(to: text)
}

extension Score {
  /// The settings at an outline's path.
  fileprivate subscript(_ path: [ScoreEdit.Step]) -> LevelSettings {
    get {
      let places = path.compactMap { if case .item(let place) = $0 { place } else { nil } }
      switch places.count {
      case 0: return settings
      case 1: return movements[places[0]].settings
      default: return movements[places[0]].scenes[places[1]].settings
      }
    }
    set {
      let places = path.compactMap { if case .item(let place) = $0 { place } else { nil } }
      switch places.count {
      case 0: settings = newValue
      case 1: movements[places[0]].settings = newValue
      default: movements[places[0]].scenes[places[1]].settings = newValue
      }
    }
  }
}

@Suite struct ScoreEditTests {
  @Test(arguments: ShippedScoreTests.names)
  func `on every level of every shipped score a value changes, and nothing else`(_ file: String) throws {
    let text = try text(file)
    let score = try #require(ScoreReader(path: file, text: text).score)
    let outline = try #require(ScoreOutline(text: text))
    #expect(outline.title == score.title && outline.spaces.map(\.name) == score.spaces.map(\.name))
    let names = score.movements.flatMap { [$0.name] + $0.scenes.map(\.name) }
    #expect(outline.levels.map(\.name) == [score.title] + names)
    for level in outline.levels {
      for (key, value) in [
        ("dimensions", "3"), ("dimensions", "[1, 3]"), ("period", "77ms"), ("range", "10deg..20deg"),
        ("space", ScoreEdit.scalar(score.spaces[0].name)),
      ] {
        let changed = try edited(text, level.path + [.key(key)], value)
        let after = try #require(ScoreReader(path: file, text: changed).score, "\(level.name) \(key)")
        var expected = score
        switch key {
        case "dimensions": expected[level.path].dimensions = after[level.path].dimensions
        case "period": expected[level.path].period = after[level.path].period
        case "range": expected[level.path].range = after[level.path].range
        default: expected[level.path].space = after[level.path].space
        }
        #expect(after == expected, "\(level.name) \(key)")
        let now = ScoreOutline(text: changed)?.levels.first { $0.path == level.path }
        #expect(now?.written[key] == value)
        #expect(comments(changed) == comments(text), "\(level.name) \(key)")
        #expect(lines(changed) - lines(text) == 0 || level.written[key] == nil && lines(changed) - lines(text) == 1)
      }
    }
  }

  @Test(arguments: ShippedScoreTests.names) func `what was inserted is taken away again without a trace`(_ file: String)
    throws
  {
    let text = try text(file)
    for level in try #require(ScoreOutline(text: text)).levels where level.written["curiosity"] == nil {
      let path = level.path + [.key("curiosity")]
      #expect(try edited(edited(text, path, "0.5"), path, nil) == text, "\(level.name)")
      #expect(try edited(text, path, nil) == text)
    }
  }

  @Test(arguments: ShippedScoreTests.names) func `the arms are set whether the score has sensors or not`(_ file: String)
    throws
  {
    let text = try text(file)
    var score = try #require(ScoreReader(path: file, text: text).score)
    let changed = try edited(text, [.key("sensors"), .key("left")], "{source: comote, id: hand, invert: true}")
    score.sensors.left = .init(source: .comote, id: "hand", invert: true)
    #expect(ScoreReader(path: file, text: changed).score == score)
    let rested = try edited(changed, [.key("sensors"), .key("reward"), .key("rest")], "4s")
    score.sensors.rest = 4_000_000_000
    #expect(ScoreReader(path: file, text: rested).score == score)
  }

  private func comments(_ text: String) -> [Substring] {
    text.split(separator: "\n").compactMap { line in line.firstIndex(of: "#").map { line[$0...] } }
  }

  private func lines(_ text: String) -> Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }

  @Test(arguments: [
    ("a: 1 # one\nb: 2\n", "a: 9 # one\nb: 2\n"), ("b: 2 # two\nmovements: []\n", "b: 2 # two\na: 9\nmovements: []\n"),
    ("{b: 2}", "{b: 2, a: 9}"), ("{ b: 2, }", "{ b: 2, a: 9, }"), ("a:\nb: 2\n", "a: 9\nb: 2\n"),
    ("a:\n- 1\n- 2\nb: 2\n", "a: 9\nb: 2\n"), ("a: {from: 1,\n  to: 2} # ramp\n", "a: 9 # ramp\n"),
    ("movements: []\n", "a: 9\nmovements: []\n"), ("b: 2", "b: 2\na: 9"),
    ("b: 2\r\nc: 3\r\n", "b: 2\r\nc: 3\r\na: 9\r\n"),
    ("b: >\n  long\n  text\n\n# end\n", "b: >\n  long\n  text\na: 9\n\n# end\n"), ("\"a\": 'x'\n", "\"a\": 9\n"),
    ("\u{FEFF}é: 1\na: ü # ö\n", "\u{FEFF}é: 1\na: 9 # ö\n"), ("b: &x 2\nc: *x\n", "b: &x 2\nc: *x\na: 9\n"),
    ("a: &x 2\nb: 3\n", "a: 9\nb: 3\n"), ("a: *nobody\nb: 3\n", "a: 9\nb: 3\n"),
  ])
  func `a value is set where the text has room for it`(_ text: String, _ expected: String) throws {
    #expect(try edited(text, [.key("a")], "9") == expected)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\n", "b: 2\n"), ("b: 2\na: 1 # one\n", "b: 2\n"), ("{a: 1, b: 2}", "{b: 2}"),
    ("{b: 2, a: 1}", "{b: 2}"),
    ("b: 2\na: 1", "b: 2\n"), ("b: 2\n", "b: 2\n"),
  ])
  func `a key is taken away with its line`(_ text: String, _ expected: String) throws {
    #expect(try edited(text, [.key("a")], nil) == expected)
  }

  @Test(arguments: [
    (
      "a: &x 2\nb: *x\n", "9",
      "a cannot be changed: that would change other values too, since the text is written in an "
        + "unusual way; change it by hand"
    ),
    ("a: [", "9", "the score cannot be changed: it is no YAML yet; mend that first"),
    ("a: 1\n", "9\nb: 3", "a cannot be changed: a value is YAML on one line, of 4096 bytes at most"),
    ("a: 1\n", "{", "a cannot be changed: `{` is no value in YAML"),
    (
      "{a: 1}", "9, b: 3",
      "a cannot be changed: that would change other values too, since the text is written in an "
        + "unusual way; change it by hand"
    ),
    ("- 1\n", "9", "a cannot be changed: there is no such place in this score"),
  ])
  func `what would change more than the value is refused`(_ text: String, _ value: String, _ words: String) {
    let error = #expect(throws: ScoreError.self) { try edited(text, [.key("a")], value) }
    #expect(error?.description == words)
  }

  @Test func `what an alias repeats is not changed in its place`() throws {
    let text = "b: &x {c: 1}\na: *x\n"
    let error = #expect(throws: ScoreError.self) { try edited(text, [.key("a"), .key("c")], "2") }
    #expect(
      error?.description
        == "a > c cannot be changed: what stands there is repeated from elsewhere by `*`; change it there")
    #expect(
      try edited("b: &x {c: 1}\na: {<<: *x}\n", [.key("a"), .key("c")], "2") == "b: &x {c: 1}\na: {c: 2, <<: *x}\n")
  }

  @Test(arguments: [
    ("dimesions: 2", "dimensions"), ("period: 50 ms", "50ms"), ("period: fast", nil),
    ("dimensions: 2\nspace: aditive", "additive"),
  ])
  func `what was most likely meant can take a problem's place`(_ line: String, _ word: String?) throws {
    let text = "score: 1\ntitle: a\nspaces: {additive: a.safetensors}\n\(line)\nmovements: [{scenes: [{for: 1s}]}]\n"
    let reader = ScoreReader(path: "a.yaml", text: text)
    #expect(reader.diagnostics.first.map(reader.mending) == word)
  }

  @Test func `in damaged texts an edit changes what it should, or is refused`() throws {
    let whole = Array(try text("gestures.yaml").unicodeScalars)
    var seed: UInt64 = 1
    func draw(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    var changed = 0
    for _ in 0..<300 {
      var damaged = whole
      for _ in 0..<3 {
        let start = draw(damaged.count)
        damaged.removeSubrange(start..<min(damaged.count, start + draw(12)))
        damaged.insert(["{", "}", "[", ":", "\n", "-", "&", "*", "#", "'", " "][draw(11)], at: draw(damaged.count))
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: damaged)
      guard let outline = ScoreOutline(text: String(view)), let level = outline.levels.last else { continue }
      guard let after = try? edited(String(view), level.path + [.key("dimensions")], "5") else { continue }
      changed += 1
      let now = try #require(ScoreOutline(text: after))
      #expect(now.levels.last?.written["dimensions"] == "5")
      #expect(now.levels.dropLast() == outline.levels.dropLast() && now.spaces == outline.spaces)
    }
    #expect(changed > 20)
  }
}
