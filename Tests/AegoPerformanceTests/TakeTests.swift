import AegoTestSupport
import AegoMotion
import AegoNumerics
import AegoSoundFile
import Foundation
import Testing

@testable import AegoPerformance

/// Renders a piece into a take in the folder and gives the take's path.
func record(_ piece: Piece, in folder: TestFolder, messages: (Int64) -> [Message]) throws -> String {
  let take = folder.path + "/take"
  let arguments = StartArguments(seed: 7)
  let writer = try TakeWriter(directory: take, piece: piece, arguments: arguments, writesSeed: false)
  let performance = Performance(piece.program, arguments)
  var hop = [Int32](repeating: 0, count: 1024)
  var goesOn = true
  while goesOn {
    let input = messages(performance.nextHop)
    for message in input { try writer.record(message, hop: performance.nextHop) }
    goesOn = performance.advance(input, count: input.count, into: &hop)
    while let event = performance.events.pop() { try writer.record(event) }
    try writer.record(hop, frames: 512)
  }
  try writer.close(
    hops: performance.nextHop, ended: "complete", isExact: true,
    learnt: performance.learnt(piece.program))
  return take
}

/// Replays a take and compares it with itself.
func compare(_ take: String) throws -> (replay: Replay, comparison: TakeComparison) {
  let replay = try Replay(take: take)
  let comparison = try TakeComparison(replay)
  let rendering = try replay.rendering()
  var goesOn = true
  while goesOn && rendering.hops < replay.manifest.hops {
    goesOn = try rendering.next { _, samples, events in comparison.compare(samples, events) }
  }
  comparison.finish()
  return (replay, comparison)
}

@Suite struct TakeTests {
  @Test func `a take replays to the same journal and samples`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: handMessages)
    let (replay, comparison) = try compare(take)
    #expect(comparison.line == nil && comparison.sample == nil)
    #expect(comparison.lines > 50 && comparison.frames == Int(replay.manifest.hops) * 512)
    #expect(replay.altered.isEmpty)
    #expect(replay.manifest.exact && replay.manifest.ended == "complete")
  }

  @Test func `one digit of the input changed is named, with the first line and sample that differ`() throws {
    let folder = try TestFolder()
    let text = scoreHead + "period: 50ms\nspace: additive\ndimensions: 2\nmovements: [{scenes: [{for: 2s}]}]\n"
    let take = try record(try piece(text, in: folder), in: folder) {
      $0 == 60 ? [Message(.reward, floats: [0.5])] : []
    }
    let input = take + "/input.osc"
    let lines = try String(contentsOfFile: input, encoding: .utf8)
    #expect(lines.contains("/reward f 0.5"))
    try lines.replacing("/reward f 0.5", with: "/reward f 0.6").write(toFile: input, atomically: true, encoding: .utf8)
    let (replay, comparison) = try compare(take)
    #expect(replay.altered == ["input.osc"])
    let line = try #require(comparison.line)
    #expect(line.recorded?.contains("\"reward\":0.5") == true)
    #expect(line.replayed?.contains("\"reward\":0.6") == true)
  }

  @Test func `a change of the score is named`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: handMessages)
    let score = try String(contentsOfFile: take + "/score.yaml", encoding: .utf8)
    try score.replacing("100ms..30ms", with: "100ms..31ms")
      .write(toFile: take + "/score.yaml", atomically: true, encoding: .utf8)
    let (replay, comparison) = try compare(take)
    #expect(replay.altered == ["score.yaml"])
    #expect(comparison.line != nil && comparison.sample != nil)
  }

  @Test func `a take is never overwritten`() throws {
    let folder = try TestFolder()
    let piece = try piece(shortScore, in: folder)
    let take = try record(piece, in: folder) { _ in [] }
    let error = #expect(throws: PerformanceError.self) {
      _ = try TakeWriter(directory: take, piece: piece, arguments: StartArguments(), writesSeed: false)
    }
    #expect(
      error?.description
        == "\(take): a take is here already, and a take is never overwritten; name another folder with --take")
  }

  @Test func `a folder that is no take is refused with what is missing`() throws {
    let folder = try TestFolder()
    let error = #expect(throws: PerformanceError.self) { _ = try Replay(take: folder.path) }
    #expect(
      error?.description == "\(folder.path)/take.json: cannot be read: this folder holds no take; name one that "
        + "aego play or aego render --take wrote")
  }

  @Test func `a broken manifest is named`() throws {
    let folder = try TestFolder()
    _ = try folder.file("take.json", "{\"program\": 3}")
    let error = #expect(throws: PerformanceError.self) { _ = try Replay(take: folder.path) }
    #expect(
      error?.description
        == "\(folder.path)/take.json: it is not a take's manifest (\"program\" has the wrong type); "
        + "a take is a folder that aego play or aego render --take has written")
  }

  @Test func `the sound is what sox reads`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: handMessages)
    let samples = play(try piece(shortScore, in: folder), messages: handMessages).samples
    let raw = folder.path + "/sound.raw"
    try outside("sox", [take + "/audio.flac", "-t", "raw", "-e", "signed", "-b", "32", raw])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: raw))
    let read = bytes.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    #expect(read == samples.map { $0 << 8 })
  }
}

@Suite struct LiveEngineTests {
  @Test func `what was played live replays exactly, however the messages arrived`() throws {
    let folder = try TestFolder()
    let piece = try piece(shortScore, in: folder)
    let arguments = StartArguments(seed: 7)
    let engine = try LiveEngine(piece, arguments)
    let take = try TakeWriter(
      directory: folder.path + "/take", piece: piece, arguments: arguments, writesSeed: false)
    let recorder = LiveRecorder(engine, take: take, files: StateFiles(piece))
    var random = RandomStream(seed: 3, name: "arrival")
    var samples = [Int32](repeating: 0, count: 1024)
    var goesOn = true
    while goesOn {
      for _ in 0..<random.below(6) {
        for message in handMessages(hop: engine.performance.nextHop) { engine.inbox.push(message) }
      }
      if random.below(90) == 0 { engine.inbox.push(Message(.reward, floats: [random.unit() * 2 - 1])) }
      goesOn = engine.renderHop(into: &samples, isLate: false)
      if random.below(20) == 0 { _ = recorder.drain() }
    }
    _ = recorder.close(ended: "complete")
    let (_, comparison) = try compare(folder.path + "/take")
    #expect(comparison.line == nil && comparison.sample == nil && comparison.lines > 50)
  }

  @Test func `a late hop is recorded as such, keeps its spectrum, learns later, and replays exactly`() throws {
    let folder = try TestFolder()
    let piece = try piece(shortScore, in: folder)
    let arguments = StartArguments(seed: 7)
    let engine = try LiveEngine(piece, arguments)
    let take = try TakeWriter(
      directory: folder.path + "/take", piece: piece, arguments: arguments, writesSeed: false)
    let recorder = LiveRecorder(engine, take: take, files: StateFiles(piece))
    var samples = [Int32](repeating: 0, count: 1024)
    var goesOn = true
    while goesOn {
      let hop = engine.performance.nextHop
      if hop % 40 == 3 { engine.inbox.push(Message(.reward, floats: [hop % 80 == 3 ? 0.9 : -0.5])) }
      goesOn = engine.renderHop(into: &samples, isLate: hop % 5 == 0 || (100..<140).contains(hop))
      if hop % 16 == 0 { _ = recorder.drain() }
    }
    _ = recorder.close(ended: "complete")
    let input = try String(contentsOfFile: folder.path + "/take/input.osc", encoding: .utf8)
    let journal = try String(contentsOfFile: folder.path + "/take/journal.jsonl", encoding: .utf8)
    #expect(input.split(separator: "\n").filter { $0.contains("/aego/late") }.count > 100)
    #expect(journal.contains(#""event":"fault","what":"late""#))
    #expect(engine.lateHops.load(ordering: .relaxed) > 100)
    let (_, comparison) = try compare(folder.path + "/take")
    #expect(comparison.line == nil && comparison.sample == nil && comparison.lines > 100)
  }

  @Test func `more messages than a hop can take are refused and counted`() throws {
    let engine = try LiveEngine(try piece(shortScore, in: TestFolder()), StartArguments())
    for _ in 0..<300 { engine.inbox.push(Message(.rest)) }
    var samples = [Int32](repeating: 0, count: 1024)
    _ = engine.renderHop(into: &samples, isLate: false)
    #expect(engine.refused.load(ordering: .relaxed) == 44)
    #expect(engine.consumed.count() == 256)
  }
}
