import Foundation
import Logging
import Synchronization

/// Writes lines to standard error on a thread of its own: a terminal that is halted (Ctrl-S), or a program that does not
/// read what it is told, must not keep the take waiting.
final class TerminalWriter: Sendable {
  private struct Lines {
    var waiting: [String] = []
    var dropped = 0
    var isEnded = false
  }

  /// How many lines wait at most; more are dropped and counted.
  private static let most = 1000

  private let lines = Mutex(Lines())
  private let news = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)

  init() {
    Thread { [self] in run() }.start()
  }

  /// Adds a line; returns at once.
  func say(_ line: String) {
    lines.withLock { lines in
      if lines.waiting.count < TerminalWriter.most { lines.waiting.append(line) } else { lines.dropped += 1 }
    }
    news.signal()
  }

  /// Waits until all is written, a second at most; nothing may be said after it.
  func finish() {
    lines.withLock { $0.isEnded = true }
    news.signal()
    _ = done.wait(timeout: .now() + 1)
  }

  private func run() {
    while true {
      news.wait()
      let taken = lines.withLock { lines in
        defer { (lines.waiting, lines.dropped) = ([], 0) }
        return lines
      }
      for line in taken.waiting { standardError(line + "\n") }
      if taken.dropped > 0 { standardError("(\(taken.dropped) lines more, for which the terminal was too slow)\n") }
      if taken.isEnded { break }
    }
    done.signal()
  }
}

/// Logs to a terminal writer: when, how grave, and what.
struct TerminalLog: LogHandler {
  let writer: TerminalWriter
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  init(_ writer: TerminalWriter) { self.writer = writer }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    writer.say("\(Date.now.formatted(.iso8601)) \(event.level) aego: \(event.message)")
  }
}
