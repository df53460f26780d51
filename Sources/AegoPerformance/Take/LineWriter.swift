import Glibc

/// A text file written line by line through the C library's buffer, which holds what is written between two flushes: so
/// the journal on the disk never runs ahead of the input there.
final class LineWriter {
  private static let room = 1 << 18

  private let path: String
  private var file: UnsafeMutablePointer<FILE>?

  /// Makes the file, which must not exist.
  init(path: String) throws(PerformanceError) {
    self.path = path
    file = fopen(path, "wxe")
    guard let file else { throw failure() }
    setvbuf(file, nil, _IOFBF, LineWriter.room)
  }

  deinit { if let file { fclose(file) } }

  func write(_ line: String) throws(PerformanceError) {
    guard let file, fputs(line, file) >= 0, fputc(10, file) >= 0 else { throw failure() }
  }

  func flush() throws(PerformanceError) {
    guard let file, fflush(file) == 0 else { throw failure() }
  }

  func close() throws(PerformanceError) {
    guard let open = file else { return }
    file = nil
    guard fclose(open) == 0 else { throw failure() }
  }

  private func failure() -> PerformanceError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
}
