import Foundation

/// A terminal that is written anew again and again, and shows what it showed before when that is over.
final class LiveScreen {
  /// Whether standard output is a terminal.
  let isShown = isatty(1) == 1
  private var isOpen = false

  /// How wide it is.
  var columns: Int {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  /// Takes the whole screen, without a cursor.
  func open() {
    isOpen = true
    write("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Writes these lines from the top, over what was there.
  func show(_ lines: [String]) {
    write("\u{1B}[H" + lines.map { $0 + "\u{1B}[K\r\n" }.joined() + "\u{1B}[J")
  }

  /// Gives the screen back.
  func close() {
    guard isOpen else { return }
    isOpen = false
    write("\u{1B}[?25h\u{1B}[?1049l")
  }

  private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
