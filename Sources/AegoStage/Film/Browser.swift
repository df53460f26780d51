import Foundation
import Glibc

/// A headless Chromium that shows one page, with a profile of its own that is gone afterwards.
final class Browser {
  private let program: ChildProgram
  private let folder: String

  /// The names that Chromium has in Linux's distributions, and its relatives.
  private static let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]

  /// Where it lies.
  ///
  /// - Throws: `StageError.noBrowser`.
  static func find() throws(StageError) -> String {
    guard let path = ChildProgram.find(names) else { throw .noBrowser }
    return path
  }

  /// Opens a page.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - address: the page's.
  /// - Throws: `StageError`.
  init(_ path: String, address: String) throws(StageError) {
    var template = Array((NSTemporaryDirectory() + "aego-film-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .unwritable(path: NSTemporaryDirectory(), reason: String(cString: strerror(errno)))
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    do {
      // It has the user's settings nowhere, and leaves nothing among them.
      program = try ChildProgram(
        path, Browser.switches(folder) + [address],
        variables: ["XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder], words: folder + "/words.txt")
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  deinit { close() }

  /// How it ended, in words; nil while it runs.
  var ending: String? { program.ending }

  /// The failure that it is the cause of.
  func failure(_ what: String) -> StageError { program.failure(what) }

  /// Ends it, and removes what it has kept.
  func close() {
    program.end()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func switches(_ folder: String) -> [String] {
    [
      "--headless", "--user-data-dir=\(folder)/profile",
      // Drawn by the processor, so that the same take gives the same frames whatever graphics there are.
      "--disable-gpu",
      // A frame is its pixels.
      "--force-device-scale-factor=1", "--force-color-profile=srgb", "--disable-lcd-text",
      "--font-render-hinting=none",
      // Nothing of its own: it shows one page of this program.
      "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
      "--disable-default-apps", "--disable-domain-reliability", "--disable-extensions", "--disable-sync",
      "--disable-breakpad", "--no-pings", "--mute-audio", "--no-proxy-server", "--password-store=basic",
      // Containers have little shared memory.
      "--disable-dev-shm-usage",
      // Nobody looks at the page, and it works all the same.
      "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows", "--allow-scripts-to-close-windows",
      "--enable-logging=stderr", "--log-level=2",
    ] + (geteuid() == 0 ? ["--no-sandbox"] : [])
  }
}
