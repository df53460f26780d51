import AegoMotion
import Testing

@testable import AegoPerformance

/// What performers do over OSC beside rewarding, in whole performances.
@Suite struct PlayingTests {
  private static let score =
    scoreHead + """
      period: 50ms
      space: additive
      dimensions: 4
      movements: [{scenes: [{name: a, for: 3s}, {name: b, for: 1s}]}]

      """

  private static func lines(_ messages: (Int64) -> [Message]) throws -> [JournalLine] {
    try JournalLine.all(play(try piece(score, in: TestFolder()), messages: messages).lines)
  }

  private static func positions(_ lines: [JournalLine]) -> [(t: Int64, position: [Double])] {
    lines.filter { $0.event == "action" }.map { ($0.t, $0.position ?? []) }
  }

  @Test func `the speed is changed until the scene ends`() throws {
    let lines = try PlayingTests.lines {
      $0 == 94 ? [Message(.newSpeed, integers: [-1]), Message(.newSpeed, floats: [-4])] : []
    }
    let times = lines.filter { $0.event == "action" }.map(\.t)
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }
    // Ten written periods have 20 actions.
    #expect(Set(steps) == [50_000_000, 25_000_000])
    let fast = zip(times, steps).filter { $0.1 == 25_000_000 }.map { $0.0 }
    #expect(try #require(fast.first) > 1_000_000_000 && #require(fast.first) < 1_060_000_000)
    #expect(try #require(fast.last) < 3_000_000_000 && #require(fast.last) > 2_900_000_000)
  }

  @Test func `the step is halved and doubled until the scene ends`() throws {
    let still = try PlayingTests.positions(PlayingTests.lines { _ in [] })
    let halved = try PlayingTests.positions(PlayingTests.lines { $0 == 1 ? [Message(.resample, integers: [1])] : [] })
    func reach(_ course: [(t: Int64, position: [Double])], from: Int64, to: Int64) -> Double {
      zip(course.dropFirst(), course).filter { (from..<to).contains($0.0.t) }.map { now, before in
        zip(now.position, before.position).map { abs($0 - $1) }.max() ?? 0
      }.max() ?? 0
    }
    let whole = reach(still, from: 0, to: 3_000_000_000)
    #expect(abs(reach(halved, from: 0, to: 3_000_000_000) / whole - 0.5) < 0.01)
    #expect(abs(reach(halved, from: 3_050_000_000, to: 4_000_000_000) / whole - 1) < 0.01)
  }

  @Test func `a paused agent takes one step for each reward`() throws {
    let lines = try PlayingTests.lines { hop in
      if hop == 94 { return [Message(.pause, integers: [1])] }
      return [120, 140, 160].contains(hop) ? [Message(.reward, floats: [0.5])] : []
    }
    let late = lines.filter { $0.event == "action" && $0.t > 1_010_000_000 }
    #expect(late.map(\.t) == [1_280_000_000, 1_493_333_333, 1_706_666_666])
    #expect(late.allSatisfy { $0.reward == 0.5 })
  }

  @Test func `back in the history and forth again`() throws {
    let lines = try PlayingTests.lines { hop in
      switch hop {
      case 0: [Message(.previousState)]
      case 94: [Message(.pause, integers: [1])]
      case 95, 96, 97: [Message(.previousState, integers: [1])]
      case 98, 99, 100, 101: [Message(.nextState, integers: [1])]
      default: []
      }
    }
    let told = lines.filter { $0.event == "command" || $0.event == "refused" }
    #expect(
      told.map { $0.why ?? $0.name } == [
        "nothing", "pause", "previous_state", "previous_state", "previous_state", "next_state", "next_state",
        "next_state", "nothing",
      ])
  }

  @Test func `a place is kept under a name and returned to, in a glide`() throws {
    let name = "très beau ♪"
    let far = Message(.samplePosition, floats: [0.9, 0.1, 0.9, 0.1, 0.5, 0.5, 0.5, 0.5])
    let heard = play(try piece(PlayingTests.score, in: TestFolder())) { hop in
      switch hop {
      case 50: [Message(.pause, integers: [1]), Message(.return, name: name)].compactMap(\.self)
      case 60: [Message(.mark, name: name)].compactMap(\.self)
      case 100: [far]
      case 150: [Message(.return, name: name), Message(.reward, floats: [0])].compactMap(\.self)
      default: []
      }
    }
    let lines = try JournalLine.all(heard.lines)
    #expect(lines.filter { $0.event == "refused" }.map { [$0.name, $0.why] } == [["return", "unknown"]])
    let before = try #require(lines.last { $0.event == "action" && $0.t < 600_000_000 }?.position)
    let after = try #require(lines.last { $0.event == "action" }?.position)
    // One step away from it.
    #expect(zip(before, after).allSatisfy { abs($0 - $1) < 0.03 })
  }

  @Test func `thirty-two places are kept, and one more only in another's stead`() throws {
    let lines = try PlayingTests.lines { hop in
      if hop == 10 { return (0..<33).compactMap { Message(.mark, name: "place \($0)") } }
      return hop == 20 ? [Message(.mark, name: "place 31")].compactMap(\.self) : []
    }
    #expect(lines.filter { $0.event == "command" }.count == 33)
    #expect(lines.filter { $0.event == "refused" }.map(\.why) == ["full"])
  }

  @Test func `a reward is taken back, and then there is nothing more to take back`() throws {
    let reward: (Int64) -> [Message] = { $0 == 94 ? [Message(.reward, floats: [1])] : [] }
    let lines = try PlayingTests.lines { hop in
      hop == 94 ? reward(hop) : hop == 100 || hop == 101 ? [Message(.undo)] : []
    }
    let told = lines.filter { $0.event == "command" || $0.event == "refused" }
    #expect(told.map { $0.why ?? $0.name } == ["undo", "nothing"])
  }

  @Test func `the performer leads for a second`() throws {
    let toward = Message(.toward, floats: [0, 1, 0, 0, 0, 0, 0, 0])
    let lines = try PlayingTests.lines { $0 == 94 ? [toward, Message(.toward, floats: [1, 0])] : [] }
    let led = lines.filter { $0.event == "action" && $0.t > 1_002_000_000 && $0.t < 2_000_000_000 }
    #expect(led.count >= 19 && led.allSatisfy { $0.axis == 2 })
    #expect(lines.filter { $0.event == "refused" }.map(\.why) == ["arguments"])
  }

  @Test func `of commands that take long a hop carries out four, and the next one four more`() throws {
    let lines = try PlayingTests.lines { hop in
      hop == 94
        ? Array(repeating: Message(.resetModel), count: 200) + [Message(.mark, name: "a")].compactMap(\.self)
        : hop == 95 ? [Message(.resetModel)] : []
    }
    let told = lines.filter { $0.event == "command" || $0.event == "refused" }
    #expect(told.filter { $0.why == "too-many" }.count == 196 && told.count == 202)
    #expect(
      told.prefix(5).map { $0.why ?? $0.name } == [
        "reset_model", "reset_model", "reset_model", "reset_model", "too-many",
      ])
    #expect(told.suffix(2).map { $0.why ?? $0.name } == ["mark", "reset_model"])
  }

  @Test func `the Max patch's stop ends the piece, and what plays the agent waits for the begin`() throws {
    let text = PlayingTests.score.replacing("seed: 7", with: "seed: 7\nstart: go")
    let heard = play(try piece(text, in: TestFolder())) { hop in
      switch hop {
      case 10: [Message(.superLike, integers: [1]), Message(.go)]
      case 100: [Message(.superLike, integers: [1]), Message(.exploreState, integers: [1]), Message(.exploreAction)]
      case 150: [Message(.stopProgram, integers: [0])]
      default: []
      }
    }
    let lines = try JournalLine.all(heard.lines).filter { !["action", "scene", "fault"].contains($0.event) }
    #expect(
      lines.map { $0.why ?? $0.name ?? $0.how } == [
        "not-awaited", "go", "super_like", "explore_state", "explore_action", "stop_program", "stopped",
      ])
  }
}
