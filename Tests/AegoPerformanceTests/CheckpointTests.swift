import AegoMotion
import AegoNumerics
import AegoScore
import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance

@Suite struct CheckpointTests {
  /// What each hop of a performance gives.
  private struct Hop: Equatable {
    var lines: [String]
    var samples: [Int32]
  }

  private static func next(_ performance: Performance, _ journal: Journal) -> (hop: Hop, goesOn: Bool) {
    let messages = Watched.messages(hop: performance.nextHop)
    var samples = [Int32](repeating: 0, count: 1024)
    let goesOn = performance.advance(messages, count: messages.count, into: &samples)
    var lines: [String] = []
    while let event = performance.events.pop() { lines.append(journal.line(event)) }
    return (Hop(lines: lines, samples: samples), goesOn)
  }

  @Test(arguments: [shortScore, RealtimeTests.changeful])
  func `a performance goes on from the state before any hop, to the bit`(text: String) throws {
    let piece = try piece(text, in: TestFolder())
    let (arguments, journal) = (StartArguments(seed: 7), Journal(piece.program))
    let whole = Performance(piece.program, arguments)
    var random = TestRandom(text.utf8.count)
    // Others that began at drawn hops of the whole one, each with the hop's number.
    var others: [Performance] = []
    var (goesOn, hops) = (true, 0)
    while goesOn {
      if random.below(60) == 0 {
        let other = Performance(piece.program, arguments)
        let isTaken = Checkpoint(of: whole).withState { other.takeUp($0) }
        #expect(isTaken == true && other.nextHop == whole.nextHop)
        // Of two that began earlier, one goes on.
        others = others.suffix(2) + [other]
        other.resumption.isTold = true
      }
      let expected = CheckpointTests.next(whole, journal)
      for other in others {
        let found = CheckpointTests.next(other, journal)
        guard found == expected else {
          Issue.record("hop \(hops): \(found.hop.lines) instead of \(expected.hop.lines), or another sound")
          return
        }
      }
      (goesOn, hops) = (expected.goesOn, hops + 1)
    }
    #expect(hops > 400)
  }

  @Test func `a piece that waited for eighty years begins and sounds as one that waited for a second`() throws {
    let text = RealtimeTests.changeful.replacing("start: {stillness: 2s}", with: "start: go")
    let piece = try piece(text, in: TestFolder())
    func played(from hop: Int64) -> [Hop] {
      let performance = Performance(piece.program, StartArguments(seed: 7))
      performance.hop = hop
      let (journal, begin) = (Journal(piece.program), performance.clock.nanoseconds(hop))
      var (hops, goesOn): ([Hop], Bool) = ([], true)
      while goesOn && hops.count < 500 {
        let messages = Watched.messages(hop: Int64(hops.count)) + (hops.isEmpty ? [Message(.go)] : [])
        var samples = [Int32](repeating: 0, count: 1024)
        goesOn = performance.advance(messages, count: messages.count, into: &samples)
        var lines: [String] = []
        while var event = performance.events.pop() {
          event.time -= begin
          lines.append(journal.line(event))
        }
        hops.append(Hop(lines: lines, samples: samples))
      }
      return hops
    }
    // Both begin at a whole number of nanoseconds.
    let (soon, late) = (played(from: 93), played(from: 3 * 78_840_000_000))
    #expect(
      soon.count > 300 && soon.contains { !$0.lines.isEmpty } && soon.contains { $0.samples.contains { $0 != 0 } })
    #expect(soon == late)
  }

  @Test(arguments: [Message(.fader, floats: [-0.5]), Message(.rest)])
  func `a fader that was held when the state was kept is let go by what goes on live, as input`(_ before: Message)
    throws
  {
    let piece = try piece(shortScore, in: TestFolder())
    let performance = Performance(piece.program, StartArguments(seed: 7))
    var samples = [Int32](repeating: 0, count: 1024)
    for hop in 0..<40 { _ = performance.advance([before], count: hop == 20 ? 1 : 0, into: &samples) }
    let engine = try LiveEngine(piece, StartArguments(seed: 7), from: Checkpoint(of: performance), hasStage: true)
    let wasHeld = before.address == .fader
    #expect(engine.performance.fader.isNaN != wasHeld)
    engine.letFaderGo()
    #expect(engine.renderHop(into: &samples, isLate: false))
    var consumed: [Message] = []
    while let next = engine.consumed.pop() { consumed.append(next.message) }
    #expect(consumed == (wasHeld ? [Message(.fader, floats: [0, 0])] : []))
    #expect(engine.performance.fader.isNaN)
    var spectrum = [Float](repeating: 0, count: try #require(engine.stage).bins)
    #expect(engine.stage?.next(spectrum: &spectrum)?.fader.isNaN == true)
  }

  @Test func `a file gives back what was kept, and a damaged one is refused`() throws {
    let folder = try TestFolder()
    let performance = Performance(try piece(shortScore, in: folder).program, StartArguments(seed: 7))
    let checkpoint = Checkpoint(of: performance)
    try checkpoint.write(toTake: folder.path)
    #expect(try Checkpoint.read(hop: 0, inTake: folder.path) == checkpoint)
    #expect(Checkpoint.hops(inTake: folder.path) == [0])
    let path = folder.path + "/checkpoints/0000000000.checkpoint"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    bytes[bytes.count - 100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: PerformanceError.self) { _ = try Checkpoint.read(hop: 0, inTake: folder.path) }
    #expect(
      error?.description
        == "\(path): it is damaged: what it holds is not what was written; a take is a folder that aego play or aego "
        + "render --take has written")
  }

  @Test func `runs of zeros take no room, and everything comes back`() {
    var random = TestRandom(3)
    for size in [0, 1, 7, 8, 9, 64, 1000, 4096] {
      for density in [0, 1, 20, 100] {
        let bytes = (0..<size).map { _ in random.below(100) < density ? UInt8(1 + random.below(255)) : 0 }
        let coded = bytes.withUnsafeBytes(ZeroRuns.encode)
        #expect(ZeroRuns.decode(coded, size: size) == bytes)
        #expect(coded.count <= size + 8 * (1 + size / 16))
        #expect(coded.isEmpty || ZeroRuns.decode(coded.dropLast(), size: size) == nil)
      }
    }
    #expect([UInt8](repeating: 0, count: 1 << 20).withUnsafeBytes(ZeroRuns.encode).count == 8)
  }
}

@Suite struct ContinuationTests {
  /// A take of a score, its states kept, broken off before its end where a hop is named.
  private static func record(
    _ text: String, in folder: TestFolder, _ name: String, until end: Int64 = .max,
    opening: (Piece) throws -> Continuation? = { _ in nil }
  ) throws -> String {
    var piece = try piece(text, in: folder)
    let continuation = try opening(piece)
    if let continuation { piece = continuation.piece }
    let arguments = continuation?.arguments ?? StartArguments(seed: 7)
    let performance = try Performance(piece, arguments, from: continuation?.checkpoint)
    let (path, first) = (folder.path + "/" + name, performance.nextHop)
    let take = try TakeWriter(directory: path, piece: piece, arguments: arguments, writesSeed: true)
    if let continuation { try take.record(continuation.checkpoint) }
    var samples = [Int32](repeating: 0, count: 1024)
    var goesOn = true
    while goesOn && performance.nextHop < end {
      let hop = performance.nextHop
      var messages = handMessages(hop: hop)
      if hop % 7 == 0 { messages.append(Message(.reward, floats: [hop % 2 == 0 ? 0.8 : -0.6])) }
      if hop % 40 == 20 { messages += Watched.playing }
      if performance.stateCause(messages, count: messages.count) != nil { try take.record(Checkpoint(of: performance)) }
      goesOn = performance.advance(messages, count: messages.count, into: &samples)
      for message in messages { try take.record(message, hop: hop) }
      while let event = performance.events.pop() { try take.record(event) }
      try take.record(samples, frames: 512)
      if end != .max, performance.nextHop % 47 == 0 { try take.flush(before: performance.nextHop) }
    }
    if end == .max {
      let learnt = performance.learnt(piece.program)
      try take.close(hops: performance.nextHop - first, ended: "complete", isExact: true, learnt: learnt)
    }
    return path
  }

  private static func lines(_ take: String) throws -> [Substring] {
    try String(contentsOfFile: take + "/journal.jsonl", encoding: .utf8).split(separator: "\n")
  }

  private static func start(_ piece: Piece, _ scene: String) throws -> StartArguments {
    var arguments = StartArguments(seed: 99)
    (arguments.scene, arguments.offset) = try piece.place(named: scene)
    return arguments
  }

  @Test func `from a scene of a take on, journal and sound are the take's, and what came of it replays`() throws {
    let folder = try TestFolder()
    let take = try ContinuationTests.record(shortScore, in: folder, "take")
    // The scene's own checkpoint, and where that is gone, the one before it.
    for name in ["second", "third"] {
      let again = try ContinuationTests.record(shortScore, in: folder, name) { piece in
        try Continuation.rehearse(piece, ContinuationTests.start(piece, "c"), from: take)
      }
      let (whole, part) = (try ContinuationTests.lines(take), try ContinuationTests.lines(again))
      let entry = try #require(whole.firstIndex { $0.contains(#""scene":"c""#) })
      #expect(Array(whole[entry...]) == part)
      let replay = try Replay(take: again)
      let skipped = 1024 * Int(replay.firstHop)
      #expect(replay.firstHop == 187)
      #expect(Array(try sound(take)[skipped...]) == (try sound(again)))
      let (_, comparison) = try compare(again)
      #expect(comparison.line == nil && comparison.sample == nil && comparison.lines == part.count)
      // A picture of it begins where it begins.
      #expect(try PlayedCourse(takeAt: again).scenes.map(\.name) == ["c"])
      #expect(try (0..<20_000_000).contains(#require(PlayedCourse(takeAt: again).scenes.first?.start)))
      try? FileManager.default.removeItem(atPath: take + "/checkpoints/0000000187.checkpoint")
    }
  }

  @Test func `in another score, the agents know what they had learnt when the take came to the scene`() throws {
    let folder = try TestFolder()
    let take = try ContinuationTests.record(shortScore, in: folder, "take")
    let piece = try piece(shortScore.replacing("for: 2s", with: "for: 1500ms"), in: folder)
    let going = try Continuation.rehearse(piece, ContinuationTests.start(piece, "c"), from: take)
    #expect(
      going.words
        == "\(take) was played from another score, other spaces, or at another speed: the agents know what they had learnt "
        + "by 0:02, from its checkpoint; all else begins anew")
    #expect(going.checkpoint.hop == 0 && going.piece.program.states.allSatisfy { !$0.isEmpty })
    let again = try ContinuationTests.record(
      shortScore.replacing("for: 2s", with: "for: 1500ms"), in: folder, "again", opening: { _ in going })
    let (_, comparison) = try compare(again)
    #expect(comparison.line == nil && comparison.sample == nil && comparison.lines > 20)
  }

  @Test func `a take that was broken off goes on in its scene with a fade, and replays`() throws {
    let folder = try TestFolder()
    let broken = try ContinuationTests.record(shortScore, in: folder, "take", until: 300)
    let going = try Continuation.resume(broken, limit: nil)
    let last = try #require(ContinuationTests.lines(broken).last)
    #expect(going.checkpoint.hop >= 290 && going.checkpoint.hop <= 300, "\(last)")
    let rest = try ContinuationTests.record(shortScore, in: folder, "rest") { _ in going }
    let lines = try ContinuationTests.lines(rest)
    #expect(lines.first?.contains(#""event":"resumed","movement":"second","scene":"c","space":"instruments""#) == true)
    #expect(lines.last?.contains(#""how":"complete""#) == true)
    let samples = try sound(rest)
    let loudest = { (from: Int) in samples[1024 * from..<1024 * (from + 4)].map { abs(Double($0)) }.max() ?? 0 }
    #expect(loudest(0) * 10 < loudest(80))
    let (_, comparison) = try compare(rest)
    #expect(comparison.line == nil && comparison.sample == nil)
  }

  @Test func `where nothing was told for a long time, the take goes on all the same where it broke off`() throws {
    let folder = try TestFolder()
    let closed = scoreHead + "movements: [{scenes: [{name: shut, dimensions: 0, for: 60s}]}]\n"
    let broken = try ContinuationTests.record(closed, in: folder, "take", until: 300)
    let lines = try JournalLine.all(ContinuationTests.lines(broken).map(String.init))
    #expect(lines.allSatisfy { $0.event != "action" } && lines.contains { $0.scene == "shut" })
    #expect(try Continuation.resume(broken, limit: nil).checkpoint.hop == 282)
    #expect(try PlayedCourse(takeAt: broken).length == HopClock(hop: 512, rate: 48000).nanoseconds(282))
    let rest = try ContinuationTests.record(closed, in: folder, "rest") { _ in
      try Continuation.resume(broken, limit: 2_000_000_000)
    }
    #expect(!FileManager.default.fileExists(atPath: rest + "/recorded"))
  }

  @Test func `a take that came to its end is not gone on with`() throws {
    let folder = try TestFolder()
    let take = try ContinuationTests.record(shortScore, in: folder, "take")
    let error = #expect(throws: PerformanceError.self) { _ = try Continuation.resume(take, limit: nil) }
    #expect(
      error?.description
        == "\(take): this take was not broken off, it ended (complete)\n  help: to go on from a place of a take that came to "
        + "its end, play its score with --from PLACE --state TAKE")
  }

  private func sound(_ take: String) throws -> [Int32] {
    let raw = take + "/sound.raw"
    try outside("sox", [take + "/audio.flac", "-t", "raw", "-e", "signed", "-b", "32", raw])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: raw))
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
  }
}

@Suite struct RehearsalTests {
  private static let score =
    scoreHead + """
      period: 50ms..40ms
      space: additive
      dimensions: 1
      movements:
        - scenes:
            - {name: a, for: 1s}
            - {name: b, for: {min: 1500ms, nominal: 3s, max: 4s}, until: [{stillness: 1s, then: d}, go]}
            - {name: c, for: 2s}
            - {name: d, for: 1s}

      """

  private static func scenes(
    _ set: (inout Rehearsal) -> Void, from scene: Int = 0, limit: Int64? = nil,
    messages: (Int64) -> [Message] = { _ in [] }
  ) throws -> [String] {
    var piece = try piece(score, in: TestFolder())
    var rehearsal = Rehearsal()
    set(&rehearsal)
    piece.rehearse(rehearsal)
    var arguments = StartArguments(seed: 7)
    (arguments.scene, arguments.limit) = (scene, limit)
    return try JournalLine.all(play(piece, arguments, messages: messages).lines).filter { $0.event == "scene" }.map {
      "\($0.t / 1_000_000) \($0.scene ?? "")"
    }
  }

  @Test func `scenes follow each other as much faster as is asked for`() throws {
    #expect(try RehearsalTests.scenes { _ in } == ["0 a", "1000 b", "5000 c", "7000 d"])
    #expect(try RehearsalTests.scenes { $0.speed = 4 } == ["0 a", "250 b", "1250 c", "1750 d"])
    #expect(try RehearsalTests.scenes { $0.speed = 0.5 } == ["0 a", "2000 b", "10000 c", "14000 d"])
  }

  @Test func `periods are as written at any speed, over the shorter scenes`() throws {
    var piece = try piece(RehearsalTests.score, in: TestFolder())
    let written = piece.program.timeline
    var rehearsal = Rehearsal()
    rehearsal.speed = 8
    piece.rehearse(rehearsal)
    for (scene, faster) in zip(written.scenes, piece.program.timeline.scenes) {
      #expect(faster.nominal == scene.nominal / 8 && faster.start == scene.start / 8)
      for part in stride(from: 0.0, through: 1, by: 0.25) {
        let time = Int64(part * Double(scene.nominal))
        #expect(abs(faster.period.nanoseconds(at: time / 8) - scene.period.nanoseconds(at: time)) < 10)
      }
    }
  }

  @Test func `conditions are taken as given once the min is over, or as never given`() throws {
    #expect(try RehearsalTests.scenes { $0.conditions = true } == ["0 a", "1000 b", "2500 d"])
    let still = { (hop: Int64) in handMessages(hop: 0) }
    #expect(try RehearsalTests.scenes({ _ in }, messages: still) == ["0 a", "1000 b", "2500 d"])
    #expect(
      try RehearsalTests.scenes({ $0.conditions = false }, messages: still) == ["0 a", "1000 b", "5000 c", "7000 d"])
    let go = { (hop: Int64) in hop == 282 ? [Message(.go)] : [] }
    #expect(
      try RehearsalTests.scenes({ $0.conditions = false }, messages: go) == ["0 a", "1000 b", "3008 c", "5008 d"])
  }

  @Test func `a scene begins anew where it ends, until a jump leads to another`() throws {
    let jump = { (hop: Int64) in hop == 300 ? [Message(.jump, integers: [3])] : [] }
    #expect(
      try RehearsalTests.scenes({ $0.loops = true }, from: 0, limit: 6_000_000_000, messages: jump)
        == ["0 a", "1000 a", "2000 a", "3000 a", "3200 d", "4200 d", "5200 d"])
  }
}
