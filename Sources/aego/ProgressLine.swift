import Foundation

/// A line that is written over and over while standard error is a terminal, and never elsewhere.
struct ProgressLine {
  /// Whether there is a terminal to write to.
  let isShown = isatty(2) == 1

  /// Writes the line anew, as far as the terminal is wide: a longer one would wrap, and pile up.
  func show(_ text: String) { write("\r\u{1B}[K\(text.prefix(columns - 1))") }

  /// Takes the line away.
  func clear() { write("\r\u{1B}[K") }

  private var columns: Int {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) { if isShown { standardError(text) } }
}
