import Foundation

/// Chromium and selenium, where they are installed: Debian's packages `chromium`, `chromium-driver`, `python3-selenium`.
public enum Browser {
  /// Debian's own interpreter, which sees Debian's packages.
  public static let python = "/usr/bin/python3"

  /// Whether a page can be tried in a browser.
  public static let isInstalled: Bool = {
    let programs = ["/usr/bin/chromium", "/usr/bin/chromedriver", python]
    guard programs.allSatisfy(FileManager.default.isExecutableFile) else { return false }
    return (try? outside(python, ["-c", "import selenium"])) != nil
  }()

  /// What a skipped test says.
  public static let missing = "needs Debian's chromium, chromium-driver and python3-selenium"
}
