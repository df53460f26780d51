import AegoMotion
import AegoScore
import Foundation
import Testing

@testable import AegoPerformance

/// A performance whose score is replaced while it is played.
struct Reloaded {
  var piece: Piece
  let performance: Performance
  private var journal: Journal
  private var samples = [Int32](repeating: 0, count: 1024)

  init(_ piece: Piece, from checkpoint: Checkpoint? = nil) throws {
    self.piece = piece
    performance = try Performance(piece, StartArguments(seed: 7), from: checkpoint)
    journal = Journal(piece.program, revisions: piece.revisions.map(\.program))
  }

  /// A performance that goes on.
  init(_ going: Continuation) throws {
    piece = going.piece
    performance = try Performance(piece, going.arguments, from: going.checkpoint)
    journal = Journal(piece.program, revisions: piece.revisions.map(\.program))
  }

  /// Makes a later version known and ready; gives the message that takes it up.
  mutating func offer(_ text: String) throws -> Message {
    let revision = try piece.revision(Array(text.utf8), path: "score.yaml")
    piece.append(revision)
    performance.append(revision.program)
    journal.append(revision.program)
    #expect(performance.offerVersion(revision.number))
    return Message(.score, integers: [Int32(revision.number)])
  }

  /// One hop's lines and samples; its events go to a take, too.
  mutating func next(_ messages: [Message], record take: TakeWriter? = nil) -> (heard: Heard, goesOn: Bool) {
    let goesOn = performance.advance(messages, count: messages.count, into: &samples)
    var heard = Heard(samples: samples)
    while let event = performance.events.pop() {
      heard.lines.append(journal.line(event))
      do { try take?.record(event) } catch { Issue.record(error) }
    }
    return (heard, goesOn)
  }

  /// All of a piece, its score replaced in these hops, before or after the hop's other messages.
  static func play(
    _ piece: Piece, _ texts: [Int64: [String]], messages: (Int64) -> [Message] = { _ in [] }
  ) throws -> Heard {
    var reloaded = try Reloaded(piece)
    var (heard, goesOn) = (Heard(), true)
    while goesOn {
      let hop = reloaded.performance.nextHop
      var input = messages(hop)
      for text in texts[hop] ?? [] { input.append(try reloaded.offer(text)) }
      let next = reloaded.next(input)
      heard.lines += next.heard.lines
      heard.samples += next.heard.samples
      goesOn = next.goesOn
    }
    return heard
  }
}

extension Heard {
  /// The same without what tells of versions.
  var plain: Heard {
    Heard(
      lines: lines.filter { !$0.contains(#""name":"score""#) }.map { $0.replacing(/,"version":\d+/, with: "") },
      samples: samples)
  }

  /// The scenes' lines in short, with their versions.
  func scenes() throws -> [String] {
    try JournalLine.all(lines).filter { $0.event == "scene" }.map { line in
      "\(line.t / 1_000_000) \(line.scene ?? "")" + (line.version.map { " v\($0)" } ?? "")
    }
  }
}

@Suite struct ReloadTests {
  static func text(_ scenes: String, _ piece: String = "") -> String {
    scoreHead + "period: 50ms\nspace: additive\n\(piece)\nmovements: [{name: m, scenes: [\(scenes)]}]\n"
  }

  private static let three = "{name: a, for: 1s}, {name: b, for: 1s}, {name: c, for: 1s}"

  private static func scenes(
    _ first: String, _ texts: [Int64: [String]], _ messages: @escaping (Int64) -> [Message] = { _ in [] }
  ) throws -> [String] {
    try Reloaded.play(try piece(first, in: TestFolder()), texts, messages: messages).scenes()
  }

  @Test func `from the next scene on all is as if the new score had been written so from the beginning`() throws {
    let folder = try TestFolder()
    let rest =
      "{name: b, for: 700ms, dimensions: 3, period: 30ms..60ms}, {name: d, space: instruments, crossfade: 300ms, for: 1s, "
      + "level: -6dB}"
    let first = Self.text("{name: a, for: 1s, dimensions: 2}, {name: b, for: 1s}, {name: c, for: 2s}")
    let written = Self.text("{name: a, for: 1s, dimensions: 2}, \(rest)")
    // What is saved changes the scene that is on, too: it is played as it was.
    let saved = Self.text("{name: a, for: 1s, dimensions: 7, level: silent}, \(rest)")
    let replaced = try Reloaded.play(try piece(first, in: folder), [40: [saved]], messages: handMessages)
    let whole = play(try piece(written, in: folder), messages: handMessages)
    #expect(replaced.plain == whole)
    #expect(try replaced.scenes() == ["0 a", "1000 b v2", "1700 d v2"])
    #expect(replaced.lines.contains { $0.hasSuffix(#""event":"command","name":"score","arguments":[2]}"#) })
  }

  @Test(arguments: 0..<8)
  func `the same score once more, at drawn times under drawn commands, changes nothing`(seed: Int) throws {
    var random = TestRandom(100 + seed)
    let text = Self.text(
      "{name: a, for: {max: 800ms}, until: [go, {stillness: 500ms, then: c}]}, {name: b, for: 300ms, repeat: 2}, "
        + "{name: c, for: {min: 100ms, max: 900ms}, until: [{reward: below 0.5, for: 300ms, then: back}, go]}",
      "transport: {guard: 200ms, hold: \(seed % 2 == 0 ? "freeze" : "play")}\nsensors: {reward: {rest: 300ms}}")
    let looped = seed % 3 == 0 ? text.replacing("{name: m,", with: "{name: m, repeat: forever,") : text
    var commands: [Int64: [Message]] = [500: [Message(.stop)]]
    for _ in 0..<24 {
      let all = [
        Message(.go), Message(.hold, floats: [1]), Message(.hold, floats: [0]), Message(.back), Message(.repeat),
        Message(.jump, integers: [2]), Message(.jump, integers: [0]), Message(.panic),
      ]
      commands[Int64(random.below(490)), default: []].append(random.among(all))
    }
    var texts: [Int64: [String]] = [:]
    for _ in 0..<12 { texts[Int64(random.below(520)), default: []].append(looped) }
    let drawn = try piece(looped, in: TestFolder())
    func messages(_ hop: Int64) -> [Message] { handMessages(hop: hop) + (commands[hop] ?? []) }
    #expect(try Reloaded.play(drawn, texts, messages: messages).plain == play(drawn, messages: messages))
  }

  @Test func `the next scene is the one behind the scene that is on, wherever that stands now`() throws {
    let first = Self.text(Self.three)
    // Before it, behind it, in another order.
    let inserted = Self.text("{name: x, for: 1s}, {name: a, for: 1s}, {name: y, for: 500ms}, {name: b, for: 500ms}")
    #expect(try Self.scenes(first, [20: [inserted]]) == ["0 a", "1000 y v2", "1500 b v2"])
    let turned = Self.text("{name: c, for: 500ms}, {name: a, for: 1s}, {name: b, for: 500ms}")
    #expect(try Self.scenes(first, [120: [turned]]) == ["0 a", "1000 b"])
    #expect(try Self.scenes(first, [20: [turned]]) == ["0 a", "1000 b v2"])
    // Under another name it is still the same; gone, what comes where it was.
    let renamed = Self.text("{name: a, for: 1s}, {name: bee, for: 1s}, {name: c, for: 500ms}")
    #expect(try Self.scenes(first, [120: [renamed]]) == ["0 a", "1000 b", "2000 c v2"])
    let shorter = Self.text("{name: a, for: 1s}, {name: c, for: 500ms}")
    #expect(try Self.scenes(first, [120: [shorter]]) == ["0 a", "1000 b", "2000 c v2"])
    // Nothing is left behind it: the piece ends with it.
    #expect(try Self.scenes(first, [120: [Self.text("{name: a, for: 1s}")]]) == ["0 a", "1000 b"])
  }

  @Test func `passes count: in the second of two the second goes on`() throws {
    let first = Self.text("{name: a, for: 500ms}, {name: b, for: 500ms}").replacing(
      "{name: m,", with: "{name: m, repeat: 2,")
    let later = Self.text("{name: a, for: 500ms}, {name: b, for: 500ms}, {name: z, for: 500ms}").replacing(
      "{name: m,", with: "{name: m, repeat: 2,")
    #expect(try Self.scenes(first, [120: [later]]) == ["0 a", "500 b", "1000 a", "1500 b v2", "2000 z v2"])
  }

  @Test func `the last of two within one scene wins, and both may stand in one hop`() throws {
    let first = Self.text(Self.three)
    let (x, y) = (
      Self.text("{name: a, for: 1s}, {name: x, for: 1s}"), Self.text("{name: a, for: 1s}, {name: y, for: 1s}")
    )
    #expect(try Self.scenes(first, [20: [x], 60: [y]]) == ["0 a", "1000 y v3"])
    #expect(try Self.scenes(first, [20: [x, y]]) == ["0 a", "1000 y v3"])
    // One in each scene.
    #expect(try Self.scenes(first, [20: [x], 120: [first]]) == ["0 a", "1000 x v2", "2000 b v3", "3000 c v3"])
  }

  @Test func `back, repeat, jump and then act on the new score`() throws {
    let first = Self.text(
      "{name: a, for: 1s}, {name: b, for: {max: 2s}, until: {stillness: 500ms, then: c}}, {name: c, for: 1s}")
    let later = Self.text(
      "{name: a, for: 1s}, {name: n, for: 1s}, {name: b, for: 1s}, {name: d, for: 500ms}, {name: c, for: 500ms}")
    let names = ["a", "b", "c", "n", "d"]
    func at(_ message: Message) -> (Int64) -> [Message] { { $0 == 150 ? [message] : [] } }
    func jump(_ name: String) -> Message { Message(.jump, integers: [Int32(names.firstIndex(of: name) ?? -1)]) }
    #expect(try Self.scenes(first, [120: [later]], at(Message(.back))).prefix(3) == ["0 a", "1000 b", "1600 n v2"])
    #expect(try Self.scenes(first, [120: [later]], at(Message(.repeat))).prefix(3) == ["0 a", "1000 b", "1600 b v2"])
    #expect(
      try Self.scenes(first, [120: [later]], at(jump("d"))).prefix(4) == ["0 a", "1000 b", "1600 d v2", "2100 c v2"])
    #expect(try Self.scenes(first, [120: [later]], at(jump("c"))).prefix(3) == ["0 a", "1000 b", "1600 c v2"])
    // A name that only the new score has is none before.
    let early = try Reloaded.play(try piece(first, in: TestFolder()), [160: [later]], messages: at(jump("d")))
    #expect(early.lines.contains { $0.contains(#""event":"refused","name":"jump""#) && $0.contains("unknown") })
    // The condition of the scene that is on leads to the scene of that name where it is now.
    let hands: (Int64) -> [Message] = { _ in
      (0..<2).map { Message(.quaternion, module: $0, floats: [1, 0, 0, 0]) }
    }
    #expect(try Self.scenes(first, [20: [first], 110: [later]], hands).suffix(1) == ["1500 c v3"])
  }

  @Test func `on hold, in the last scene, in a piece without end`() throws {
    let first = Self.text(Self.three)
    let later = Self.text(Self.three + ", {name: d, for: 500ms}")
    let held: (Int64) -> [Message] = { hop in
      hop == 20 ? [Message(.hold, floats: [1])] : hop == 207 ? [Message(.hold, floats: [0])] : []
    }
    #expect(try Self.scenes(first, [100: [later]], held).prefix(2) == ["0 a", "2994 b v2"])
    #expect(try Self.scenes(first, [200: [later]]) == ["0 a", "1000 b", "2000 c", "3000 d v2"])
    let endless = first.replacing("{name: m,", with: "{name: m, repeat: forever,")
    let stop: (Int64) -> [Message] = { $0 == 420 ? [Message(.stop)] : [] }
    #expect(
      try Self.scenes(endless, [200: [later]], stop) == ["0 a", "1000 b", "2000 c", "3000 d v2"])
    #expect(
      try Self.scenes(first, [200: [endless]], stop) == ["0 a", "1000 b", "2000 c", "3000 a v2", "4000 b v2"])
  }

  @Test func `a piece that waits begins by the score that was saved last`() throws {
    let first = Self.text(Self.three).replacing("seed: 7", with: "seed: 7\nstart: go")
    let later = Self.text("{name: x, for: 500ms}, " + Self.three).replacing("seed: 7", with: "seed: 7\nstart: go")
    let go: (Int64) -> [Message] = { $0 == 30 ? [Message(.go)] : [] }
    #expect(try Self.scenes(first, [10: [later]], go).prefix(2) == ["320 x v2", "820 a v2"])
  }

  @Test func `while the piece fades out, and where nothing was read, it is refused`() throws {
    let piece = try piece(Self.text(Self.three), in: TestFolder())
    let heard = try Reloaded.play(piece, [300: [Self.text("{name: x, for: 1s}")]]) { hop in
      hop == 20 ? [Message(.score, integers: [2])] : []
    }
    let refused = try JournalLine.all(heard.lines).filter { $0.event == "refused" }
    #expect(refused.map { "\($0.name ?? "") \($0.why ?? "")" } == ["score nothing", "score ending"])
    #expect(try heard.scenes().count == 3)
  }

  @Test func `buttons do what the version in force says`() throws {
    let first = Self.text("{name: a, for: 1s}, {name: b, for: 3s}, {name: c, for: 1s}", "controls: {left.button: undo}")
    let later = first.replacing("undo", with: "jump c")
    let pressed: (Int64) -> [Message] = { hop in
      var values = [Float](repeating: 0, count: 22)
      (values[2], values[14]) = (1, 1)
      values[10] = (40..<50).contains(hop) || (120..<130).contains(hop) ? 1 : 0
      return [Message(.raw, module: 0, floats: values)]
    }
    let lines = try JournalLine.all(
      Reloaded.play(try piece(first, in: TestFolder()), [20: [later]], messages: pressed).lines)
    let told = lines.filter { ["command", "refused"].contains($0.event) && $0.name != "score" }.map(\.name)
    #expect(told == ["undo", "jump"])
  }

  @Test func `what a performance is made of takes a new start, and says so`() throws {
    let piece = try piece(Self.text(Self.three), in: TestFolder())
    let text = Self.text(Self.three).replacing("seed: 7", with: "seed: 8\nsensors: {right: none}").replacing(
      "100ms, fade", with: "200ms, fade")
    let error = #expect(throws: PerformanceError.self) {
      _ = try piece.revision(Array(text.utf8), path: "my score.yaml")
    }
    #expect(
      error?.description == """
        my score.yaml: this takes a new start:
          seed 7 → 8
          right arm riot 1 → none
          fade in 100ms → 200ms
          help: what is on goes on by the last version; end it and play the score again to hear the change
        """)
    #expect(throws: ScoreError.self) { _ = try piece.revision(Array("score: 1\n".utf8), path: "score.yaml") }
    #expect(throws: ScoreError.self) { _ = try piece.revision([], path: "score.yaml") }
  }

  @Test func `spaces in another order are the same spaces`() throws {
    let first = Self.text("{name: a, for: 500ms}, {name: b, for: 500ms, space: instruments}")
    let turned = first.replacing("  additive: spaces/additive.safetensors\n", with: "").replacing(
      "  instruments: spaces/instruments.safetensors\n",
      with: "  instruments: spaces/instruments.safetensors\n  additive: spaces/additive.safetensors\n")
    let piece = try piece(first, in: TestFolder())
    #expect(try Reloaded.play(piece, [10: [turned]]).plain == play(piece))
  }

  @Test func `a performance goes on from the state before any hop, whichever versions are in force and to come`() throws
  {
    let texts: [Int64: [String]] = [
      40: [Self.text("{name: a, for: 1s}, {name: x, for: 700ms}, {name: c, for: 1s, dimensions: 4}")],
      130: [Self.text("{name: x, for: 700ms}, {name: y, for: 500ms, space: instruments}, {name: c, for: 500ms}")],
    ]
    var whole = try Reloaded(try piece(Self.text(Self.three), in: TestFolder()))
    var checkpoints: [(hop: Int, state: Checkpoint)] = []
    var (hops, goesOn) = ([Heard](), true)
    while goesOn {
      let hop = whole.performance.nextHop
      if hop % 37 == 5 { checkpoints.append((Int(hop), Checkpoint(of: whole.performance))) }
      var input = handMessages(hop: hop)
      for text in texts[hop] ?? [] { input.append(try whole.offer(text)) }
      let next = whole.next(input)
      hops.append(next.heard)
      goesOn = next.goesOn
    }
    #expect(checkpoints.count > 6)
    for (first, state) in checkpoints {
      var other = try Reloaded(whole.piece, from: state)
      other.performance.resumption.isTold = true
      for hop in first..<hops.count {
        var input = handMessages(hop: Int64(hop))
        if texts[Int64(hop)] != nil {
          let number = hop == 40 ? 2 : 3
          #expect(other.performance.offerVersion(number))
          input.append(Message(.score, integers: [Int32(number)]))
        }
        guard other.next(input).heard == hops[hop] else {
          Issue.record("from hop \(first) on, hop \(hop) differs")
          break
        }
      }
    }
    // Who does not know the versions cannot go on.
    let last = try #require(checkpoints.last?.state)
    var bare = whole.piece
    bare.revisions = []
    #expect(throws: PerformanceError.unusableCheckpoint(hop: last.hop)) { _ = try Reloaded(bare, from: last) }
  }
}
