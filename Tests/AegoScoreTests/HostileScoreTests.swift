import Testing

@testable import AegoScore

/// Files made to hurt are refused, in bounded time and memory.
struct HostileScoreTests {
  /// Reads a score, in a time in which nobody would lose patience even with a debug build on a busy machine.
  private func read(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> [Diagnostic] {
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure { found = ScoreReader(path: "hostile.yaml", bytes: bytes).diagnostics }
    #expect(time < .seconds(5), sourceLocation: sourceLocation)
    return found
  }

  private func read(_ text: String) -> [Diagnostic] { read(Array(text.utf8)) }

  @Test func `a file that is too large is told so`() {
    let found = read(String(repeating: "# a piece\n", count: 200_000))
    #expect(
      found.map(\.text) == [
        """
        hostile.yaml:1:1: error[too-large]: this file holds more than 1048576 bytes, the most that a score can
          help: is it a score? A sound or a trained space belongs beside it, not in it

        """
      ])
  }

  @Test func `alias bombs do not go off`() {
    var lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for (inner, outer) in zip("abcdefghijklmnop", "bcdefghijklmnopq") {
      lines.append("\(outer): &\(outer) [" + Array(repeating: "*\(inner)", count: 10).joined(separator: ", ") + "]")
    }
    #expect(read(lines.joined(separator: "\n")).last?.code == .aliasBomb)
    let wide = "a: &a [" + String(repeating: "x, ", count: 50_000) + "x]\n"
    #expect(read(wide + "b: [" + String(repeating: "*a, ", count: 100_000) + "*a]").last?.code == .aliasBomb)
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[{", "&a [", "!!seq ["])
  func `nesting without end is refused`(_ opening: String) {
    let found = read(String(repeating: opening, count: 1_000_000 / opening.utf8.count))
    #expect(found.contains { $0.code == .tooDeep || $0.code == .yamlSyntax || $0.code == .tooLarge })
  }

  @Test(arguments: [
    "a", "\"", "'", "a: ", "a ", "*a ", "&a ", "! ", "%", "-", ":", "\n", "a\n", "a:\n", "- a\n", "#", "|\n", "é", ",",
    "a, ",
  ])
  func `monotony is refused`(_ piece: String) {
    #expect(!read(String(repeating: piece, count: 1_000_000 / piece.utf8.count)).isEmpty)
  }

  @Test func `many different keys, and many wrong scenes, are counted`() {
    #expect(read((0..<50_000).map { "key \($0): 1\n" }.joined()).count == DiagnosticList.most)
    let scenes = String(repeating: "      - {for: 60, perid: 5ms, dimensions: [1, 1]}\n", count: 15_000)
    let reader = ScoreReader(path: "t", text: "score: 1\ntitle: t\nmovements:\n  - scenes:\n" + scenes)
    #expect(reader.problemCount > 45_000)
    #expect(reader.text.hasSuffix("t: \(reader.problemCount - 20) more problems\n"))
  }

  @Test func `many names that nothing is called cost no more than a few`() {
    let anchors = "a:\n" + (0..<40_000).map { "- &n\($0) x\n" }.joined() + String(repeating: "- *nope\n", count: 5000)
    #expect(read(anchors).count == DiagnosticList.most)
    let movements = (0..<12_000).map { "- {name: m\($0), scenes: [{for: 1s}]}\n" }.joined()
    let order = "order: [" + String(repeating: "zzzz, ", count: 20_000) + "m0]\n"
    #expect(read("score: 1\ntitle: t\nspaces: {a: a}\n" + order + "movements:\n" + movements).count == 1000)
    let scenes = (0..<12_000).map { "- {name: s\($0), for: {max: 1s}, until: {go, then: x\($0)}}\n" }.joined()
    #expect(read("score: 1\ntitle: t\nspaces: {a: a}\nmovements:\n- scenes:\n" + scenes).count == 1000)
  }

  @Test func `a score of ten thousand scenes is read`() {
    let scenes = (0..<10_000).map { "      - {name: s\($0), dimensions: 4, for: 5s, direction: go on}\n" }.joined()
    let text = "score: 1\ntitle: t\nspaces: {a: a}\nmovements:\n  - scenes:\n" + scenes
    let clock = ContinuousClock()
    var scenesRead = 0
    let time = clock.measure { scenesRead = ScoreReader(path: "t", text: text).score?.timeline().scenes.count ?? 0 }
    #expect(scenesRead == 10_000)
    #expect(time < .seconds(10))
  }

  @Test func `random bytes and damaged scores never crash`() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random() -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33)
    }
    for length in 0..<200 { _ = read((0..<length).map { _ in UInt8(random() & 255) }) }
    let (good, marks) = (Array(Self.whole.utf8), Array("{}[]:,-#&*!|>'\"%@` \n\t".utf8))
    for _ in 0..<400 {
      var bytes = good
      for _ in 0...(random() % 4) {
        let place = random() % bytes.count
        switch random() % 4 {
        case 0: bytes[place] = UInt8(random() & 127)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random() % 20))
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random() % 40)], at: place)
        default: bytes[place] = marks[random() % marks.count]
        }
      }
      var reader = ScoreReader(path: "t", bytes: bytes)
      reader.check(spaces: imaginedSpace)
      _ = reader.score?.timeline()
      _ = reader.text
      _ = Diagnostic.json(of: reader.diagnostics)
    }
  }

  @Test func `a score that ends too early is wrong or another score`() {
    for length in 0..<Self.whole.utf8.count { _ = read(Array(Self.whole.utf8.prefix(length))) }
  }

  @Test func `messages cannot command a terminal or run on`() {
    let found = faults("\"\\e[2J\\u202E\(String(repeating: "x", count: 900))\": 1\nsense: \"\\e]0;\\a\"")
    #expect(found.count == 2)
    for problem in found {
      #expect(problem.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(problem.message.count < 500)
    }
  }

  private static let whole = """
    score: 1
    title: ægo
    spaces: {a: a.safetensors, b: {file: b.safetensors, gain: -3dB}}
    sensors: {left: {source: riot, id: 0}, right: none, reward: {axis: roll, deadzone: 5deg}}
    agent: &agent {step: 10%/s, glide: 150%, credit: 0.2s..1.2s}
    controls: {left.button: go, midi cc 64: hold}
    period: {between: [100ms, 30ms], every: 40s}
    level: -6dB..0dB
    order: [one, two, one]
    movements:
      - name: one
        repeat: 2
        scenes:
          - {name: line, dimensions: 1, for: 60s, direction: "Face the audience."}
          - {<<: {dimensions: [1, 2]}, for: {min: 10s, nominal: 20s, max: 1:30}, until: [go, {stillness: 8s, then: line}]}
      - {name: two, space: b, crossfade: 4s, scenes: [{for: 75s, repeat: 3, level: silent}]}

    """
}
