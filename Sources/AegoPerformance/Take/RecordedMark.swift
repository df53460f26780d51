import Glibc

/// `recorded`: up to which hop a take on the disk has all of the performance, while it is played. The journal does not
/// tell: nothing may happen for a long time. A take that was broken off keeps it.
final class RecordedMark {
  private static let name = "recorded"
  private static let digits = 19

  private let path: String
  private var file: Int32

  /// Makes the file, which must not exist.
  init(inTake directory: String) throws(PerformanceError) {
    path = directory + "/" + RecordedMark.name
    file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure() }
  }

  deinit { if file >= 0 { close(file) } }

  /// Says that all before a hop is recorded: always as many bytes in the same place, so that no crash leaves half a
  /// number.
  func set(_ hop: Int64) throws(PerformanceError) {
    let number = String(hop)
    let text = String(repeating: "0", count: max(0, RecordedMark.digits - number.count)) + number + "\n"
    guard text.withCString({ pwrite(file, $0, strlen($0), 0) }) == text.utf8.count else { throw failure() }
  }

  /// Takes the file away, once the take's manifest says it.
  func remove() {
    close(file)
    file = -1
    unlink(path)
  }

  /// The hop up to which a take that was broken off is recorded; nil where it does not say.
  static func read(take directory: String) -> Int64? {
    guard let file = fopen(directory + "/" + name, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: digits)
    guard fread(&bytes, 1, digits, file) == digits else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self))
  }

  private func failure() -> PerformanceError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
}
