import AegoMotion
import AegoScore
import Foundation
import Testing

@testable import AegoPerformance

/// What a performance leaves of its agents, and what begins with it.
@Suite struct LearnedStateTests {
  /// Rewards now and then, and a zone.
  private static func messages(_ hop: Int64) -> [Message] {
    if hop == 150 { return [Message(.superLike, integers: [1])] }
    return hop % 7 == 0 ? [Message(.reward, floats: [hop % 3 == 0 ? -0.5 : 0.8])] : []
  }

  @Test func `a replay ends with the same state, bit for bit`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: LearnedStateTests.messages)
    let replay = try Replay(take: take)
    let rendering = try replay.rendering()
    while try rendering.next({ _, _, _ in }) {}
    let kept = try LearnedState.read(path: take + "/state.safetensors")
    #expect(kept.agents.keys.sorted() == ["additive", "instruments"])
    let isSame = kept == rendering.learnedState
    #expect(isSame)
  }

  @Test func `a piece that starts from a state stands where the other ended, expects what it expected, and replays`()
    throws
  {
    let folder = try TestFolder()
    let first = try record(try piece(shortScore, in: folder), in: folder, messages: LearnedStateTests.messages)
    let last = try #require(try JournalLine.all(try lines(of: first)).last { $0.event == "action" }?.position)
    let text =
      scoreHead.replacing("sound:", with: "agent: {start: \(first)/state.safetensors}\nsound:") + """
        period: 100ms
        space: instruments
        dimensions: 8
        movements: [{scenes: [{for: 2s}]}]

        """
    let other = try TestFolder()
    let second = try record(try piece(text, in: other), in: other, messages: LearnedStateTests.messages)
    let position = try #require(try JournalLine.all(try lines(of: second)).first { $0.event == "action" }?.position)
    // One axis has gone one step.
    #expect(zip(last, position).filter { $0 != $1 }.count == 1)
    let (replay, comparison) = try compare(second)
    #expect(comparison.line == nil && comparison.sample == nil && replay.altered.isEmpty)
    #expect(replay.manifest.state?.path == first + "/state.safetensors")
    // A space that was not in the file begins with nothing; the state is not that of a fresh agent.
    let expected = try lines(of: second).first { $0.contains("\"action\"") }
    #expect(expected?.contains("\"expected\":0,") == false)
  }

  @Test func `a file that is no state of this piece is an error at its place`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: { _ in [] })
    let state = take + "/state.safetensors"
    let spaces = root + "/Scores/spaces/additive.safetensors"
    #expect(LearnedState.problem(state, spaces: [("additive", 8)]) == nil)
    #expect(
      LearnedState.problem(state, spaces: [("additive", 4)])
        == "what it holds of \"additive\" is not of an agent with 4 axes of this engine")
    #expect(
      LearnedState.problem(state, spaces: [("bells", 8)])
        == "it holds what was learnt in \"additive\", \"instruments\", and this score has no such space")
    #expect(
      LearnedState.problem(spaces, spaces: [("additive", 8)])
        == "it holds no learned state, which every take has as state.safetensors")
    #expect(LearnedState.problem(take + "/none", spaces: [("additive", 8)]) == "no such file or directory")
    let text = shortScore.replacing("sound:", with: "agent: {start: \(spaces)}\nsound:")
    let error = #expect(throws: ScoreError.self) { try piece(text, in: folder) }
    #expect(
      error?.description.contains("score.yaml:7:16: error[missing-file]: \(spaces) cannot be read: it holds") == true)
  }

  private func lines(of take: String) throws -> [String] {
    try String(contentsOfFile: take + "/journal.jsonl", encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
