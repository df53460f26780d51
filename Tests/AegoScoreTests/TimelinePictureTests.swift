import AegoTestSupport
import Foundation
import Testing

@testable import AegoScore

private let written = """
  score: 1
  title: a <piece> & "more"
  composer: me
  spaces: {a: a.safetensors, b: b.safetensors}
  period: 100ms..30ms
  movements:
    - name: first
      space: a
      scenes:
        - {name: one, dimensions: 1, for: 30s}
        - {name: two, dimensions: [2, 4], for: {min: 10s, nominal: 30s, max: 3m}, until: [go, {stillness: 8s, then: end}]}
    - name: second
      space: b
      crossfade: 15s
      scenes: [{name: three, dimensions: 4, for: 60s, level: silent}]

  """

private func score(_ text: String) throws -> Score {
  let reader = ScoreReader(path: "score.yaml", text: text)
  return try #require(reader.score, "\(reader.text)")
}

/// What Python finds in a picture: its elements with their attributes and texts.
private struct Element: Decodable {
  var tag: String
  var attributes: [String: String]
  var text: String

  func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? .nan }
}

private func elements(_ svg: String) throws -> [Element]? {
  let script = """
    import json, sys, xml.etree.ElementTree as tree
    found = [{"tag": e.tag.split("}")[-1], "attributes": e.attrib, "text": e.text or ""}
             for e in tree.parse(sys.argv[1]).iter()]
    print(json.dumps(found))
    """
  return try withFolder { folder in
    try svg.write(toFile: folder + "/a.svg", atomically: true, encoding: .utf8)
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return nil }
    let text = try outside("/usr/bin/python3", ["-c", script, folder + "/a.svg"])
    return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
  }
}

@Suite struct TimelinePictureTests {
  @Test func `scenes stand where their times are, with their names`() throws {
    guard let found = try elements(TimelinePicture(try score(written)).svg) else { return }
    // Two minutes on 1040 pixels from 128 on.
    let boxes = found.filter { $0.tag == "rect" && $0.attributes["fill"] == "#f2f2f2" }
    #expect(boxes.map { $0.number("x") } == [128, 388, 648])
    #expect(boxes.map { $0.number("width") } == [260, 260, 520])
    let words = found.filter { $0.tag == "text" }.map(\.text)
    for word in ["one", "two", "three", "first", "second", "a", "b", "100 ms", "30 ms", "silent", "2,4", "1:00"] {
      #expect(words.contains(word), "\(word)")
    }
    #expect(words.contains("2  two, 0:30 to 1:00: go or stillness 8 s → end; 0:10 to 3:00"))
  }

  @Test func `open axes are dark, a row an axis, the first at the bottom`() throws {
    guard let found = try elements(TimelinePicture(try score(written)).svg) else { return }
    let open = found.filter { $0.tag == "rect" && $0.attributes["fill"] == "#3a3a3a" }
    let rows = Set(found.filter { $0.attributes["fill"] == "#ececec" }.map { $0.number("y") })
      .union(open.map { $0.number("y") }).sorted(by: >)
    #expect(rows.count == 4)
    let axes = { (x: Double) in open.filter { $0.number("x") == x }.compactMap { rows.firstIndex(of: $0.number("y")) } }
    #expect(axes(128) == [0] && axes(388) == [1, 3] && axes(648) == [0, 1, 2, 3])
  }

  @Test func `a screen reader hears the title and each scene`() throws {
    guard let found = try elements(TimelinePicture(try score(written)).svg) else { return }
    let root = try #require(found.first)
    #expect(root.attributes["role"] == "img" && root.attributes["aria-labelledby"] == "title description")
    #expect(found.first { $0.attributes["id"] == "title" }?.text == "a <piece> & \"more\"")
    let description = found.first { $0.attributes["id"] == "description" }?.text
    #expect(
      description == "a <piece> & \"more\" · 2:00 · 3 scenes. 1. first, one: 0:00 to 0:30, space a, axis 1 open, an "
        + "action each 100 ms → 82.5 ms. 2. first, two: 0:30 to 1:00, space a, axes 2, 4 open, an action each 82.5 ms → "
        + "65 ms, ends by go or stillness 8 s → end; 0:10 to 3:00. 3. second, three: 1:00 to 2:00, space b, axes 1 to 4 "
        + "open, an action each 65 ms → 30 ms, level silent, after a crossfade of 15 s.")
  }

  @Test func `it is grey all over, and patterns tell the spaces apart`() throws {
    let svg = TimelinePicture(try score(written)).svg
    for match in svg.matches(of: #/#([0-9a-f]{6}|[0-9a-f]{3})\b/#) {
      let digits = Array(match.1)
      let parts = digits.count == 3 ? digits.map { "\($0)" } : [0, 2, 4].map { String(digits[$0...($0 + 1)]) }
      #expect(Set(parts).count == 1, "\(match.0)")
    }
    #expect(svg.contains("url(#space0)") && svg.contains("url(#space1)"))
  }

  @Test func `a thousand scenes are drawn in bounded size, with those that have no room counted`() throws {
    let scenes = (1...1000).map { "    - {name: scene \($0), for: 1s}\n" }.joined()
    let text = "score: 1\ntitle: many\nspaces: {a: a.safetensors}\nmovements:\n- name: all\n  scenes:\n\(scenes)"
    let svg = TimelinePicture(try score(text)).svg
    #expect(svg.utf8.count < 1_000_000)
    #expect(svg.contains(">and 940 more<"))
  }

  @Test func `wide names and long titles have their room, and no condition is cut off`() throws {
    let conditions = (1...9).map { "{stillness: \($0)0s, then: end}" }.joined(separator: ", ")
    let text = """
      score: 1
      title: \(String(repeating: "long ", count: 39))
      spaces: {a: a.safetensors}
      movements:
      - scenes:
        - {name: 静寂静寂静寂静寂静寂静寂静寂静寂静寂静寂, for: 10s}
        - {name: open, for: {min: 1s, nominal: 60s, max: 10m}, until: [\(conditions)]}

      """
    guard let found = try elements(TimelinePicture(try score(text)).svg) else { return }
    let words = found.filter { $0.tag == "text" }.map(\.text)
    // An eighth of the width holds a dozen of them at the most.
    #expect(words.contains("1") && !words.contains("静寂静寂静寂静寂静寂静寂静寂静寂静寂静寂"))
    #expect(words.contains { $0.hasPrefix("long long") && $0.hasSuffix("…") && $0.count < 75 })
    let listed = words.filter { $0.contains("stillness") }
    #expect(listed.count == 2 && listed.joined().contains("stillness 90 s") || listed.joined().contains("1 min 30 s"))
    #expect(listed.allSatisfy { $0.count <= 170 })
  }

  @Test func `what was played is drawn below, as long as it lasted`() throws {
    var course = PlayedCourse()
    (course.length, course.ending) = (100_000_000_000, "stopped")
    course.scenes = [
      .init(start: 0, end: 25_000_000_000, movement: "first", name: "one", space: "a", dimensions: [1]),
      .init(
        start: 25_000_000_000, end: 100_000_000_000, movement: "first", name: "two", space: "a", dimensions: [2, 4]),
    ]
    for index in 0..<1000 {
      let place = Float(index) / 1000
      course.actions.append(
        PlayedCourse.Action(
          time: Int64(index) * 100_000_000, axis: index < 250 ? 1 : 2, explored: index % 10 == 0,
          reward: index < 500 ? 1 : -0.5, position: [0.5, place, 0.5, 0.5]))
    }
    course.commands = [.init(time: 5, name: "undo", isRefused: false), .init(time: 9, name: "go", isRefused: true)]
    course.silences = [.init(arm: "left", start: 50_000_000_000, end: 75_000_000_000)]
    guard let found = try elements(TimelinePicture(try score(written), course: course).svg) else { return }
    let words = found.filter { $0.tag == "text" }.map(\.text)
    #expect(words.contains("1:40  ·  stopped  ·  1000 actions  ·  100 of them explored  ·  2 commands"))
    for word in ["as played", "axis 1", "axis 2", "axis 4", "undo", "left arm silent"] { #expect(words.contains(word)) }
    #expect(!words.contains("axis 3"))
    // Grey where the axis was open: 25 s and 75 s, of the score's two minutes in 1040 pixels, as above.
    let open = found.filter { $0.attributes["fill"] == "#e6e6e6" }
    #expect(open.map { $0.number("width") } == [216.7, 650, 650])
    let titles = found.filter { $0.tag == "title" }.map(\.text)
    #expect(titles.contains("two, 0:25 to 1:40, a") && titles.contains("the left arm is silent, 0:50 to 1:15"))
    let description = found.first { $0.tag == "desc" }?.text ?? ""
    #expect(
      description.hasSuffix(
        "2. first, two: 0:25 to 1:40, space a, axes open: 2,4, 750 actions, their mean reward 0, 75 of them explored. "
          + "Commands: undo at 0:00, go (refused) at 0:00. "
          + "The left arm was silent from 0:50 to 1:15."))
  }

  @Test func `a take that would be lost beside its score has a time scale of its own`() throws {
    var course = PlayedCourse()
    (course.length, course.ending) = (20_000_000_000, "stopped")
    course.scenes = [
      .init(start: 0, end: 20_000_000_000, movement: "first", name: "one", space: "a", dimensions: [1])
    ]
    guard let found = try elements(TimelinePicture(try score(written), course: course).svg) else { return }
    #expect(found.filter { $0.attributes["fill"] == "#e6e6e6" }.map { $0.number("width") } == [1040])
    #expect(found.contains { $0.text.hasSuffix("in a time scale of its own") })
  }

  @Test func `a scene without open axes is no long period`() throws {
    var course = PlayedCourse()
    (course.length, course.ending) = (9_000_000_000, "complete")
    course.scenes = [[1], [], [1]].enumerated().map { index, axes in
      let start = Int64(index) * 3_000_000_000
      return .init(start: start, end: start + 3_000_000_000, movement: "m", name: "s", space: "a", dimensions: axes)
    }
    course.actions = ([1, 2, 3] + [61, 62, 63]).map { tenths in
      PlayedCourse.Action(time: tenths * 100_000_000, axis: 1, explored: false, reward: 0, position: [0.5])
    }
    guard let found = try elements(TimelinePicture(try score(written), course: course).svg) else { return }
    #expect(found.filter { $0.tag == "text" }.map(\.text).contains("100 ms"))
    #expect(!found.contains { $0.text.contains("5.8 s") })
  }

  @Test func `a rest that the performer gave the agent is no long period`() throws {
    var course = PlayedCourse()
    (course.length, course.ending) = (9_000_000_000, "stopped")
    course.scenes = [.init(start: 0, end: course.length, movement: "m", name: "s", space: "a", dimensions: [1])]
    course.actions = ([1, 2, 3] + [61, 62, 63]).map { tenths in
      PlayedCourse.Action(time: tenths * 100_000_000, axis: 1, explored: false, reward: 0, position: [0.5])
    }
    course.commands = [.init(time: 350_000_000, name: "panic", isRefused: false)]
    let words = try #require(try elements(TimelinePicture(try score(written), course: course).svg)).map(\.text)
    #expect(words.contains("100 ms") && !words.contains { $0.contains("5.8 s") })
    course.commands[0].isRefused = true
    let others = try #require(try elements(TimelinePicture(try score(written), course: course).svg)).map(\.text)
    #expect(others.contains { $0.contains("5.8 s") })
  }
}
