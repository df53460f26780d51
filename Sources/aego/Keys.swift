import AegoPerformance
import Glibc

/// The keys of the terminal as they are pressed, without Return and without an echo; without a terminal only time passes.
///
/// Ctrl-C and the like stay the terminal's own.
final class Keys {
  private let isTerminal: Bool
  /// How the terminal was.
  private var before = termios()
  private var isChanged = false

  /// Takes the keys one by one, until `restore`. A program in the background leaves the terminal to the others.
  init() {
    isTerminal = isatty(0) == 1 && tcgetpgrp(0) == getpgrp()
    guard isTerminal, tcgetattr(0, &before) == 0 else { return }
    var mode = before
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    isChanged = tcsetattr(0, TCSANOW, &mode) == 0
  }

  deinit { restore() }

  /// Leaves the terminal as it was.
  func restore() {
    if isChanged { tcsetattr(0, TCSANOW, &before) }
    isChanged = false
  }

  /// Waits for a key at most so long; gives the keys that were pressed.
  func wait(milliseconds: Int32) -> [String] {
    var descriptor = pollfd(fd: isTerminal ? 0 : -1, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(0, &bytes, bytes.count)
    return count > 0 ? KeyPresses.names(Array(bytes.prefix(count))) : []
  }
}
