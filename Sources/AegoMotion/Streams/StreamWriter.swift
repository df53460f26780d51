import Glibc

/// Writes a recorded stream through a buffer, which the caller empties when it likes to.
///
/// Not for the audio thread: a full buffer is written to the disk.
public final class StreamWriter {
  /// How many bytes are kept before they are written by themselves.
  private static let room = 65536

  private let path: String
  /// The names that its messages have as numbers.
  public var vocabulary: Vocabulary
  private var file: Int32
  private var pending: [UInt8] = []

  /// Creates the file, which must not exist.
  ///
  /// - Parameters:
  ///   - path: where; an existing file is refused, since a take is never overwritten.
  ///   - vocabulary: the names that its messages have as numbers.
  /// - Throws: `unwritable`.
  public init(path: String, vocabulary: Vocabulary = Vocabulary()) throws(MotionError) {
    self.path = path
    self.vocabulary = vocabulary
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(path: path, reason: systemReason()) }
    pending.reserveCapacity(StreamWriter.room + 4096)
  }

  deinit {
    try? flush()
    if file >= 0 { Glibc.close(file) }
  }

  /// A take's header: call it first.
  public func writeTake(title: String, version: Int32) throws(MotionError) {
    MessageText.appendTake(title: title, version: version, to: &pending)
    try flushIfFull()
  }

  /// The seed that was drawn.
  public func writeSeed(_ seed: UInt64, timetag: UInt64) throws(MotionError) {
    MessageText.appendSeed(seed, timetag: timetag, to: &pending)
    try flushIfFull()
  }

  /// A message that the hop with this timetag consumed.
  public func write(_ message: Message, timetag: UInt64) throws(MotionError) {
    MessageText.append(message, timetag: timetag, vocabulary, to: &pending)
    try flushIfFull()
  }

  /// Any message, whoever it is for.
  func write(_ path: Bytes, _ arguments: Arguments, timetag: UInt64) throws(MotionError) {
    MessageText.append(path, arguments, timetag: timetag, to: &pending)
    try flushIfFull()
  }

  /// Hands everything written so far to the system.
  public func flush() throws(MotionError) {
    var first = 0
    while first < pending.count {
      let count = pending.withUnsafeBytes { bytes in
        Glibc.write(file, bytes.baseAddress.map { $0 + first }, bytes.count - first)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let reason = systemReason()
        pending.removeFirst(first)
        throw .unwritable(path: path, reason: reason)
      }
      first += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and closes the file; nothing may be written after it.
  public func close() throws(MotionError) {
    try flush()
    Glibc.close(file)
    file = -1
  }

  private func flushIfFull() throws(MotionError) {
    if pending.count >= StreamWriter.room { try flush() }
  }
}
