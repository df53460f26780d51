import AegoMotion
import AegoScore
import Testing

@testable import AegoPerformance

/// The performer's commands in whole performances, and their sound.
@Suite struct TransportTests {
  private static func text(_ piece: String = "", _ scenes: String) -> String {
    scoreHead + "period: 50ms\nspace: additive\ndimensions: 2\n\(piece)\nmovements: [{scenes: [\(scenes)]}]\n"
  }

  private static func heard(_ text: String, _ commands: [Int64: [Message]]) throws -> (Heard, [JournalLine]) {
    let heard = play(try piece(text, in: TestFolder())) { commands[$0] ?? [] }
    return (heard, try JournalLine.all(heard.lines))
  }

  private static func scenes(_ lines: [JournalLine]) -> [String] {
    lines.filter { $0.event == "scene" }.map { "\($0.t) \($0.scene ?? "") \($0.score ?? 0)" }
  }

  private static let three = "{name: a, for: 2s}, {name: b, for: 2s}, {name: c, for: 1s}"

  @Test func `on hold score time stands, and the agent plays on`() throws {
    let (_, lines) = try Self.heard(
      Self.text("", Self.three), [75: [Message(.hold, floats: [1])], 150: [Message(.hold, floats: [0])]])
    #expect(Self.scenes(lines) == ["0 a 0", "2800000000 b 2000000000", "4800000000 c 4000000000"])
    let actions = lines.filter { $0.event == "action" }.map(\.t)
    #expect(actions.contains { $0 > 1_000_000_000 && $0 < 1_500_000_000 })
    #expect(zip(actions.dropFirst(), actions).allSatisfy { $0 - $1 == 50_000_000 })
  }

  @Test func `a hold that freezes lets the agent rest and the sound stay where it is`() throws {
    let (heard, lines) = try Self.heard(
      Self.text("transport: {hold: freeze}", Self.three),
      [75: [Message(.hold, floats: [1])], 150: [Message(.hold, floats: [0]), Message(.hold, floats: [0])]])
    #expect(!lines.contains { $0.event == "action" && (800_000_000..<1_600_000_000).contains($0.t) })
    #expect(lines.contains { $0.event == "action" && $0.t == 1_600_000_000 })
    #expect(lines.contains { $0.event == "refused" && $0.name == "hold" && $0.why == "nothing" })
    #expect(heard.samples[1024 * 100..<1024 * 140].contains { abs($0) > 100_000 })
  }

  @Test func `a ramp stands with score time`() throws {
    let text = Self.text("level: silent", "{for: 2s, period: 40ms..140ms}")
    let (_, lines) = try Self.heard(text, [75: [Message(.hold, floats: [1])], 150: [Message(.hold, floats: [0])]])
    let actions = lines.filter { $0.event == "action" }.map(\.t)
    let steps = zip(actions, actions.dropFirst()).filter { (800_000_000..<1_500_000_000).contains($0.0) }.map {
      $1 - $0
    }
    // A period of 80 ms at 0.8 s, and it stays.
    #expect(steps.count > 6 && steps.allSatisfy { $0 == 80_000_000 })
  }

  @Test func `back, repeat and jump land at the very beginning of a scene`() throws {
    let (_, lines) = try Self.heard(
      Self.text("", Self.three),
      [
        75: [Message(.back), Message(.repeat)], 150: [Message(.jump, integers: [2])],
        160: [Message(.back), Message(.jump, integers: [3])],
      ])
    #expect(
      Self.scenes(lines) == [
        "0 a 0", "800000000 a 0", "1600000000 c 4000000000", "1706666666 b 2000000000", "3706666666 c 4000000000",
      ])
    #expect(lines.filter { $0.event == "refused" }.map(\.why) == ["nothing", "unknown"])
    #expect(lines.compactMap(\.by) == ["repeat", "jump", "back"])
  }

  @Test func `a go and a back in one hop keep their order`() throws {
    let text = Self.text("", "{name: a, for: {max: 2s}, until: go}, {name: b, for: 1s}")
    let (_, lines) = try Self.heard(text, [75: [Message(.go), Message(.back)], 90: [Message(.back), Message(.go)]])
    #expect(Self.scenes(lines).prefix(3) == ["0 a 0", "800000000 b 2000000000", "800000000 a 0"])
    #expect(lines.filter { $0.event == "refused" }.map(\.why) == ["nothing", "guarded"])
  }

  @Test func `a go that a held scene awaits goes on with the next`() throws {
    let text = Self.text("", "{name: a, for: {max: 2s}, until: go}, {name: b, for: 1s}")
    let (_, lines) = try Self.heard(text, [50: [Message(.hold, floats: [1])], 375: [Message(.go)]])
    #expect(Self.scenes(lines) == ["0 a 0", "4000000000 b 2000000000"])
    #expect(lines.last?.t == 5_500_000_000)
  }

  @Test func `a panic fades with the agent frozen, and a go brings the sound back where the piece stood`() throws {
    let (heard, lines) = try Self.heard(
      Self.text("", Self.three), [75: [Message(.panic)], 450: [Message(.go)]])
    func peak(_ hops: Range<Int>) -> Int32 {
      heard.samples[1024 * hops.lowerBound..<1024 * hops.upperBound].map(abs).max() ?? 0
    }
    #expect(!lines.contains { $0.event == "action" && (800_000_000..<4_800_000_000).contains($0.t) })
    #expect(peak(60..<75) > 100_000 && peak(200..<220) < peak(60..<75) && peak(200..<220) > 1000)
    #expect(peak(370..<450) == 0)
    #expect(peak(640..<660) > 100_000)
    #expect(Self.scenes(lines) == ["0 a 0", "6000000000 b 2000000000", "8000000000 c 4000000000"])
  }

  @Test func `a second panic mutes at once, and more of them change nothing`() throws {
    let (heard, lines) = try Self.heard(
      Self.text("", Self.three),
      [75: [Message(.panic)], 80: [Message(.panic), Message(.panic)], 200: [Message(.stop)]])
    #expect(heard.samples[1024 * 92..<1024 * 200].allSatisfy { $0 == 0 })
    #expect(lines.filter { $0.event == "refused" }.map { [$0.name, $0.why] } == [["panic", "nothing"]])
  }

  @Test func `a rendering whose stream is over on hold fades out and ends`() throws {
    let folder = try TestFolder()
    let piece = try piece(Self.text("", Self.three), in: folder)
    let lines = ["00000000.00000000 /aego/take si \"a\" 1", "00000001.00000000 /aego/hold i 1", ""]
    let stream = try folder.file("hold.osc", lines.joined(separator: "\n"))
    let feed = try InputFeed(path: stream, vocabulary: piece.program.vocabulary)
    let rendering = try Rendering(piece, StartArguments(seed: 7), feed: feed, stopsWhereHeld: true)
    while try rendering.next({ _, _, _ in }) { #expect(rendering.hops < 500) }
    #expect(rendering.ending == .stopped && rendering.hops < 160)
  }

  @Test func `before the piece and after it there is no transport`() throws {
    let text = Self.text("start: go", "{for: 1s}")
    let all = [Message(.hold, floats: [1]), Message(.back), Message(.repeat), Message(.jump, integers: [0])]
    let (_, lines) = try Self.heard(text, [5: all + [Message(.panic)], 10: [Message(.go)], 120: all + [Message(.go)]])
    let refused = lines.filter { $0.event == "refused" }
    #expect(refused.map(\.why) == Array(repeating: "not-awaited", count: 5) + Array(repeating: "ending", count: 5))
  }

  @Test(arguments: 0..<6)
  func `drawn commands give the same journal and samples however many hops are decided together`(
    seed: Int
  ) throws {
    var random = TestRandom(seed)
    let text = Self.text(
      "transport: {guard: 200ms, hold: \(seed % 2 == 0 ? "freeze" : "play")}\nsensors: {reward: {rest: 300ms}}",
      "{name: a, for: {max: 800ms}, until: [go, {stillness: 500ms, then: c}]}, {name: b, for: 300ms}, "
        + "{name: c, for: {min: 100ms, max: 900ms}, until: [{reward: below 0.5, for: 300ms, then: back}, go]}")
    var commands: [Int64: [Message]] = [400: [Message(.stop)]]
    for _ in 0..<20 {
      let all = [
        Message(.go), Message(.hold, floats: [1]), Message(.hold, floats: [0]), Message(.back), Message(.repeat),
        Message(.jump, integers: [2]), Message(.panic),
      ]
      commands[Int64(random.below(390)), default: []].append(random.among(all))
    }
    let drawn = try piece(text, in: TestFolder())
    func messages(_ hop: Int64) -> [Message] { handMessages(hop: hop) + (commands[hop] ?? []) }
    let alone = play(drawn, messages: messages)
    for together in [1 + random.below(63), 64] {
      #expect(play(drawn, together: together, messages: messages) == alone)
    }
  }
}
