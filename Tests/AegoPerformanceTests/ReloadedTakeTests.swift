import AegoMotion
import AegoScore
import Foundation
import Testing

@testable import AegoPerformance

/// Takes whose score was replaced while they were played.
@Suite struct ReloadedTakeTests {
  static let texts = [
    ReloadTests.text("{name: a, for: 1s}, {name: b, for: 1s}, {name: c, for: 1s}"),
    ReloadTests.text(
      "{name: a, for: 1s}, {name: b, for: 1s, dimensions: 3}, {name: new one, for: 1s, space: instruments}, {name: c, for: 1s}"
    ),
    ReloadTests.text(
      "{name: a, for: 1s}, {name: b, for: 1s}, {name: new one, for: 1s}, {name: d, for: 1s, dimensions: 8}"),
  ]

  /// A take of three versions: the second from 1 s on, the third from 3 s on.
  private static func record(
    in folder: TestFolder, _ name: String = "take", until end: Int64 = .max, going: Continuation? = nil
  ) throws -> String {
    let start = try going?.piece ?? piece(texts[0], in: folder)
    let (arguments, take) = (going?.arguments ?? StartArguments(seed: 7), folder.path + "/" + name)
    var reloaded = try Reloaded(start, from: going?.checkpoint)
    if let going { reloaded = try Reloaded(going) }
    let performance = reloaded.performance
    let first = performance.nextHop
    let writer = try TakeWriter(directory: take, piece: start, arguments: arguments, writesSeed: true)
    if let going { try writer.record(going.checkpoint) }
    var goesOn = true
    while goesOn && performance.nextHop < end {
      let hop = performance.nextHop
      var messages = handMessages(hop: hop)
      if hop % 7 == 0 { messages.append(Message(.reward, floats: [hop % 2 == 0 ? 0.8 : -0.6])) }
      if let number = [40: 2, 200: 3][hop], going == nil {
        messages.append(try reloaded.offer(texts[number - 1]))
        if let revision = reloaded.piece.revisions.last { try writer.record(revision) }
      }
      if hop == 240, let jump = reloaded.piece.lastProgram.vocabulary.scene("new one") {
        messages.append(Message(.jump, integers: [jump]))
      }
      if performance.stateCause(messages, count: messages.count) != nil {
        try writer.record(Checkpoint(of: performance))
      }
      for message in messages { try writer.record(message, hop: hop) }
      let next = reloaded.next(messages, record: writer)
      goesOn = next.goesOn
      try writer.record(next.heard.samples, frames: 512)
    }
    if end == .max {
      try writer.close(
        hops: performance.nextHop - first, ended: "complete", isExact: true, learnt: performance.learnt(start.program))
    }
    return take
  }

  private static func lines(_ take: String) throws -> [Substring] {
    try String(contentsOfFile: take + "/journal.jsonl", encoding: .utf8).split(separator: "\n")
  }

  @Test func `a take with two later versions holds both, and replays to the bit`() throws {
    let folder = try TestFolder()
    let take = try Self.record(in: folder)
    for (index, text) in Self.texts.enumerated() {
      let name = index == 0 ? "score.yaml" : "score-\(index + 1).yaml"
      #expect(try String(contentsOfFile: take + "/" + name, encoding: .utf8) == text)
    }
    let input = try String(contentsOfFile: take + "/input.osc", encoding: .utf8)
    #expect(input.contains("00000000.6d3a06d3 /aego/score i 2\n"))
    #expect(input.contains(#"/aego/jump s "new%20one""#))
    let (replay, comparison) = try compare(take)
    #expect(comparison.line == nil && comparison.sample == nil && comparison.lines > 80)
    #expect(replay.altered.isEmpty && replay.manifest.files["score-3.yaml"] != nil)
    let scenes = try JournalLine.all(Self.lines(take).map(String.init)).filter { $0.event == "scene" }
    #expect(scenes.map { "\($0.scene ?? "") \($0.version ?? 1)" } == ["a 1", "b 2", "new one 2", "new one 3", "d 3"])
    let course = try PlayedCourse(takeAt: take)
    #expect(course.scenes.map(\.name) == ["a", "b", "new one", "new one", "d"])
    #expect(course.commands.filter { $0.name.hasPrefix("score") }.map(\.name) == ["score 2", "score 3"])
  }

  @Test func `another score for the same hands has no versions but its own`() throws {
    let folder = try TestFolder()
    let take = try Self.record(in: folder)
    let piece = try piece(Self.texts[0], in: folder)
    let feed = try InputFeed(path: take + "/input.osc", vocabulary: piece.program.vocabulary)
    let rendering = try Rendering(piece, StartArguments(seed: 7), feed: feed)
    var scenes: [Int32] = []
    while try rendering.next({ _, _, events in scenes += events.filter { $0.kind == .scene }.map(\.version) }) {}
    #expect(Set(scenes) == [1])
  }

  @Test func `a version that is missing in the take is named`() throws {
    let folder = try TestFolder()
    let take = try Self.record(in: folder)
    try FileManager.default.removeItem(atPath: take + "/score-3.yaml")
    let rendering = try Replay(take: take).rendering()
    #expect(throws: PerformanceError.missingVersion(number: 3)) { while try rendering.next({ _, _, _ in }) {} }
  }

  @Test(arguments: [(2, "new one"), (3, "d")])
  func `from a scene of a later version on, all is as it was, if that version is what is to be played`(
    version: Int, scene: String
  ) throws {
    let folder = try TestFolder()
    let take = try Self.record(in: folder)
    let latest = try piece(Self.texts[version - 1], in: folder)
    var arguments = StartArguments(seed: 99)
    (arguments.scene, arguments.offset) = try latest.place(named: scene)
    let going = try Continuation.rehearse(latest, arguments, from: take)
    #expect(going.words.hasPrefix("everything is as it was at "), "\(going.words)")
    #expect(going.piece.revisions.count == version - 1 && going.piece.path == latest.path)
    guard version == 3 else { return }
    let again = try Self.record(in: folder, "again", going: going)
    let (whole, part) = (try Self.lines(take), try Self.lines(again))
    #expect(Array(whole.suffix(part.count)) == part)
    let (_, comparison) = try compare(again)
    #expect(comparison.line == nil && comparison.sample == nil && comparison.lines == part.count)
  }

  @Test func `where the score that is to be played came into force later, what was learnt goes over`() throws {
    let folder = try TestFolder()
    let take = try Self.record(in: folder)
    // The first version was in the take's first scene only.
    let first = try piece(Self.texts[0], in: folder)
    var arguments = StartArguments(seed: 99)
    (arguments.scene, arguments.offset) = try first.place(named: "b")
    let going = try Continuation.rehearse(first, arguments, from: take)
    #expect(
      going.words.hasPrefix("\(take) came there by another version of the score: the agents know"), "\(going.words)")
    #expect(going.piece.revisions.isEmpty)
  }

  @Test(arguments: [Int64(60), 150, 210, 330])
  func `a take that was broken off goes on by the version that was in force, or to come`(end: Int64) throws {
    let folder = try TestFolder()
    let whole = try Self.record(in: folder, "whole")
    let broken = try Self.record(in: folder, "broken", until: end)
    let going = try Continuation.resume(broken, limit: nil)
    let rest = try Self.record(in: folder, "rest", going: going)
    let scenes = { (take: String) in
      try JournalLine.all(Self.lines(take).map(String.init)).filter { $0.event == "scene" }
    }
    let (all, later) = (try scenes(whole), try scenes(rest))
    // What came into force after the break is not known.
    if end > 200 {
      #expect(all.suffix(later.count).map(\.t) == later.map(\.t))
      #expect(all.suffix(later.count).map(\.version) == later.map(\.version))
    }
    #expect(later.first?.version == (end > 200 ? 3 : 2))
    let (_, comparison) = try compare(rest)
    #expect(comparison.line == nil && comparison.sample == nil)
  }
}
