import Glibc

/// A file read line by line through one buffer.
final class LineFile {
  /// The longest line that is accepted, in bytes.
  static let longestLine = 65536

  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  private let path: String
  private let file: Int32
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var first = 0
  private var end = 0
  private var isAtEnd = false

  init(path: String) throws(MotionError) {
    self.path = path
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
    buffer = .allocate(capacity: 4 * LineFile.longestLine)
  }

  deinit {
    if file >= 0 { close(file) }
    buffer.deallocate()
  }

  /// The next line without its end, or nil at the end of the file. It is valid until the next call.
  func next() throws(MotionError) -> Bytes? {
    var searched = 0
    while true {
      let pending = try bytes(from: first, to: end)
      if let length = pending.from(searched).firstIndex(of: UInt8(ascii: "\n")) {
        guard searched + length <= LineFile.longestLine else { throw tooLong() }
        return take(pending.slice(0, searched + length), andEnd: 1)
      }
      guard pending.count <= LineFile.longestLine else { throw tooLong() }
      if isAtEnd { return pending.count > 0 ? take(pending, andEnd: 0) : nil }
      searched = pending.count
      try refill()
    }
  }

  private func take(_ line: Bytes, andEnd separator: Int) -> Bytes {
    number += 1
    first += line.count + separator
    let hasReturn = line.count > 0 && line[line.count - 1] == UInt8(ascii: "\r")
    return hasReturn ? line.slice(0, line.count - 1) : line
  }

  private func bytes(from: Int, to: Int) throws(MotionError) -> Bytes {
    guard let base = buffer.baseAddress else { throw .unreadable(path: path, reason: "no memory") }
    return Bytes(UnsafePointer(base + from), count: to - from)
  }

  /// Moves what is left to the front and reads as much as there is room for.
  private func refill() throws(MotionError) {
    guard let base = buffer.baseAddress else { return }
    memmove(base, base + first, end - first)
    end -= first
    first = 0
    var count = 0
    repeat { count = read(file, base + end, buffer.count - end) } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
    isAtEnd = count == 0
    end += count
  }

  private func tooLong() -> MotionError {
    .malformed(
      path: path, line: number + 1, problem: "a line of more than \(LineFile.longestLine) bytes",
      remedy: "give a text file that oscdump or a take wrote")
  }
}

/// The system's words for the error that it reported last.
func systemReason() -> String { String(cString: strerror(errno)) }
