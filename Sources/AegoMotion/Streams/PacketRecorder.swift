import Synchronization

/// Records every message that arrives, whoever it is for, as a stream that stock `oscsendfile` plays again.
///
/// `hear` is called on the receiver's thread, the others from another. Unchecked, because the writer is reached under the
/// lock alone.
public final class PacketRecorder: @unchecked Sendable {
  private let lock = Mutex(())
  private let writer: StreamWriter
  private var first: Int64?
  private var count = 0
  private var failure: MotionError?

  /// Creates the file, which must not exist.
  ///
  /// - Parameter path: where.
  /// - Throws: `unwritable`.
  public init(path: String) throws(MotionError) { writer = try StreamWriter(path: path) }

  /// Records a packet's messages.
  ///
  /// - Parameters:
  ///   - packet: aligned for four-byte words.
  ///   - time: when it arrived, in ns; that of the first packet becomes time 0.
  public func hear(_ packet: UnsafeMutableRawBufferPointer, at time: Int64) {
    lock.withLock { _ in
      let start = first ?? time
      first = start
      let timetag = PacketRecorder.timetag(max(0, time - start))
      let reader = PacketReader { [unowned self] found in
        guard let (path, arguments) = found, failure == nil else { return }
        do throws(MotionError) {
          try writer.write(path, arguments, timetag: timetag)
          count += 1
        } catch { failure = error }
      }
      reader.read(packet)
    }
  }

  /// How many messages were recorded.
  public var messages: Int { lock.withLock { _ in count } }

  /// Brings what was recorded to the disk.
  ///
  /// - Throws: `unwritable`, also for what could not be written before.
  public func flush() throws(MotionError) {
    try attempt { () throws(MotionError) in try self.writer.flush() }
  }

  /// Writes what is left; nothing may be recorded after it.
  ///
  /// - Throws: `unwritable`, also for what could not be written before.
  public func close() throws(MotionError) {
    try attempt { () throws(MotionError) in try self.writer.close() }
  }

  private func attempt(_ work: () throws(MotionError) -> Void) throws(MotionError) {
    let failure = lock.withLock { _ -> MotionError? in
      if self.failure == nil { do throws(MotionError) { try work() } catch { self.failure = error } }
      return self.failure
    }
    if let failure { throw failure }
  }

  /// Nanoseconds as 2^-32 s.
  private static func timetag(_ time: Int64) -> UInt64 {
    let (seconds, rest) = UInt64(time).quotientAndRemainder(dividingBy: 1_000_000_000)
    return seconds << 32 + (rest << 32) / 1_000_000_000
  }
}
