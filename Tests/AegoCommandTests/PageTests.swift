import Foundation
import Testing

/// Projection and console in real browsers, headless, while a piece is played.
@Suite struct PageTests {
  /// Debian's Python, which has Debian's selenium.
  private static let python = "/usr/bin/python3"
  private static let fixture = root + "/Tests/AegoCommandTests/Fixtures/pages.py"

  /// Whether the browser, its driver and what the fixture imports are installed.
  static let canBrowse: Bool = {
    let programs = ["/usr/bin/chromium", "/usr/bin/chromedriver", "/usr/bin/ffmpeg", "/usr/bin/sox", python]
    guard programs.allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) }) else { return false }
    let outcome = try? Bench().run(python, ["-c", "import selenium, numpy, websockets"])
    return outcome?.status == 0
  }()

  static let hasFirefox = canBrowse && FileManager.default.isExecutableFile(atPath: "/usr/bin/firefox-esr")

  private func browse(_ page: String) throws {
    let outcome = try Bench().run(Self.python, [Self.fixture, page, Bench.program])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(.enabled(if: canBrowse, "Chromium, its driver or Python's selenium are not installed"))
  func `every control of the console has its effect in the journal, and a saved score is on it`() throws {
    try browse("console")
  }

  @Test(.enabled(if: canBrowse, "Chromium, its driver or Python's selenium are not installed"))
  func `the picture is the same whether a graphics processor draws it or none, and comes evenly`() throws {
    try browse("drawings")
  }

  @Test(.enabled(if: canBrowse, "Chromium, its driver or Python's selenium are not installed"))
  func `the projection draws the journal's positions, goes dark with the program, and finds the next one`() throws {
    try browse("projection")
  }

  @Test(.enabled(if: hasFirefox, "Firefox is not installed"))
  func `projection and console work in Firefox`() throws {
    try browse("firefox")
  }
}
