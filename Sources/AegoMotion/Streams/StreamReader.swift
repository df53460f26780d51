import Glibc

/// Reads a recorded stream line by line: OSC as `oscdump` prints it, and as takes write it.
///
/// ```swift
/// let reader = try StreamReader(path: "first-try.osc")
/// while let entry = try reader.next() { … }
/// ```
///
/// - Time 0 is second 0 where the first line is a take's header (`/aego/take`), else the first line's timetag.
/// - Lines keep their order. A timetag before that of the line above counts as the same time.
/// - A timetag of "immediately" (0 or 1, as `oscdump` prints for some bundles) counts as the time of the line above.
/// - `oscdump` writes strings between quotes without escaping what is in them. A take writes blanks, quotes, `%` and
///   control characters as `%20` and the like, since `oscsendfile` ends a string at a blank.
///
/// Memory is bounded by the longest line that is accepted, 64 KiB.
public final class StreamReader {
  private let file: LineFile
  private var clock = StreamClock()
  private var isTake = false
  private var parser: LineParser

  /// Opens the file.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - vocabulary: the names that its messages may have.
  /// - Throws: `unreadable`.
  public init(path: String, vocabulary: Vocabulary = Vocabulary()) throws(MotionError) {
    file = try LineFile(path: path)
    parser = LineParser(path: path, vocabulary: vocabulary)
  }

  /// The next entry, or nil at the end of the file.
  ///
  /// - Throws: `malformed` for a line that `oscdump` does not write, `unreadable` where the disk fails.
  public func next() throws(MotionError) -> StreamEntry? {
    while let line = try file.next() {
      parser.line = file.number
      guard line.count > 0 else { continue }
      var cursor = LineCursor(line)
      let written = try parser.timetag(&cursor)
      let content = try parser.content(&cursor)
      if file.number == 1, case .take = content {
        clock.startAtZero()
        parser.isEncoded = true
      }
      return StreamEntry(timetag: clock.advance(to: written), line: file.number, content: content)
    }
    return nil
  }
}
