import Glibc

/// The keys of the terminal, read line by line; without a terminal only time passes.
struct Keys {
  private let isTerminal = isatty(0) == 1

  /// Waits for a key at most so long; true where Return was pressed.
  func wait(milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: isTerminal ? 0 : -1, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
    var line = [UInt8](repeating: 0, count: 256)
    return read(0, &line, line.count) > 0
  }
}
