import AegoPerformance
import AegoScore
import AegoTestSupport
import Foundation
import Testing

@testable import AegoSetup

@Suite(.timeLimit(.minutes(3))) struct BrowserTests {
  @Test(.enabled(if: Browser.isInstalled, "\(Browser.missing)"))
  func `in Chromium a composer mends a score, sets its dimensions and period, and saves what plays`() throws {
    let house = try SetupHouse()
    let script = root + "/Tests/AegoSetupTests/Fixtures/page.py"
    let printed = try outside(
      Browser.python, [script, "http://127.0.0.1:\(house.server.port)/setup", house.folder + "/piece.yaml"])
    #expect(printed.hasSuffix("done\n"), "\(printed)")
    let score = try Score.load(path: house.folder + "/piece.yaml", inspect: SpaceInspection.facts)
    let scenes = score.timeline().scenes
    #expect(scenes.map(\.dimensions) == [[1], [1, 2, 3]])
    #expect(scenes.map { $0.period.value(at: 0) } == [80e6, 60e6])
    #expect(scenes.last?.period.value(at: 20_000_000_000) == 40e6)
    let text = try house.read()
    #expect(text.contains("title: a test of setup  # kept") && text.contains("# one"))
    let copy = try Score.load(
      path: house.folder + "/Scores/copy.yaml",
      inspect: { _ in
        .success(SpaceFacts(latent: 8, rate: 48000, hop: 512, frame: 4096, bins: 1024))
      })
    #expect(copy.title == "a test of setup")
  }
}
