import Foundation
import Testing

@testable import AegoScore

/// The scores in `Scores/` say what they promise.
struct ShippedScoreTests {
  static let folder = goldens.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scores")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private func score(_ name: String) throws -> Score {
    try Score.load(path: Self.folder.appending(path: name).path(), inspect: imaginedSpace)
  }

  @Test(arguments: names) func `a shipped score is valid and names its schema`(_ name: String) throws {
    _ = try score(name)
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=../docs/score.schema.json\n"))
  }

  @Test func `the scores are there`() {
    #expect(Set(Self.names).isSuperset(of: ["aego.yaml", "first-try.yaml", "vespers.yaml"]))
  }

  @Test(arguments: [("aego.yaml", 600), ("first-try.yaml", 60)])
  func `the piece opens 1, 2, 4 and 8 axes of both spaces while its pace quickens`(
    _ name: String, _ seconds: Int64
  ) throws {
    let score = try score(name)
    let timeline = score.timeline()
    #expect(timeline.duration == seconds * second)
    #expect(timeline.scenes.map(\.dimensions.count) == [1, 2, 4, 8, 1, 2, 4, 8])
    #expect(
      timeline.scenes.map { score.spaces[$0.space].name } == Array(repeating: "additive", count: 4)
        + Array(repeating: "instruments", count: 4))
    #expect(timeline.scenes[0].period.nanoseconds(at: 0) == 100 * millisecond)
    #expect(timeline.scenes[7].period.nanoseconds(at: timeline.scenes[7].nominal) == 30 * millisecond)
    for (scene, next) in zip(timeline.scenes, timeline.scenes.dropFirst()) {
      #expect(scene.period.nanoseconds(at: scene.nominal) == next.period.nanoseconds(at: 0))
    }
  }

  @Test func `the piece is slow, continuous evolution from small rotations`() throws {
    let timeline = try score("aego.yaml").timeline()
    #expect(timeline.scenes[0].range.from <= 30)
    for scene in timeline.scenes {
      guard case .perSecond(let step) = scene.step else {
        Issue.record("a step per action would cross an axis faster at 30 ms than at 100 ms")
        continue
      }
      #expect(1 / step >= 8)
      #expect(scene.direction != nil)
    }
    #expect(timeline.scenes[4].crossfade >= 4 * second)
  }

  @Test func `vespers goes from the tone to the voices and comes home, ever calmer`() throws {
    let score = try score("vespers.yaml")
    let timeline = score.timeline()
    #expect(timeline.duration == 300 * second)
    #expect(
      timeline.scenes.map { score.spaces[$0.space].name } == ["tone", "tone"] + Array(repeating: "voices", count: 5)
        + ["tone", "tone"])
    #expect(timeline.scenes.map(\.dimensions.count) == [1, 2, 1, 2, 4, 3, 8, 1, 0])
    #expect(timeline.scenes.map(\.crossfade).filter { $0 >= 15 * second }.count >= 2)
    #expect(timeline.scenes[0].period.nanoseconds(at: 0) == 60 * millisecond)
    #expect(timeline.scenes[8].period.nanoseconds(at: timeline.scenes[8].nominal) == 200 * millisecond)
    for scene in timeline.scenes { #expect(scene.direction != nil) }
  }
}
