import AegoPerformance
import Glibc

/// The keys of the terminal as they are pressed, without Return and without an echo; without a terminal only time passes.
///
/// Ctrl-C and the like stay the terminal's own.
final class Keys {
  private let isTerminal = isatty(0) == 1
  /// How the terminal was.
  private var before: termios?

  /// Takes the keys one by one, until `restore`.
  init() { takeTerminal() }

  deinit { restore() }

  /// Leaves the terminal as it was.
  func restore() {
    guard var before, isForeground else { return }
    tcsetattr(0, TCSANOW, &before)
    self.before = nil
  }

  /// A program in the background leaves the terminal to the others.
  private var isForeground: Bool { isTerminal && tcgetpgrp(0) == getpgrp() }

  /// Has each key handed on at once. Looked after again and again, since a shell sets the terminal as it likes it when
  /// the program is stopped by Ctrl-Z and brought back by `fg`.
  private func takeTerminal() {
    var mode = termios()
    guard isForeground, tcgetattr(0, &mode) == 0, mode.c_lflag & tcflag_t(ICANON | ECHO) != 0 else { return }
    before = before ?? mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(0, TCSANOW, &mode)
  }

  /// Waits for a key at most so long; gives the keys that were pressed.
  func wait(milliseconds: Int32) -> [String] {
    takeTerminal()
    var descriptor = pollfd(fd: isForeground ? 0 : -1, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(0, &bytes, bytes.count)
    return count > 0 ? KeyPresses.names(Array(bytes.prefix(count))) : []
  }
}
