import CSndFile

/// The formats that are written, both with 24 bits a sample.
public enum SoundFileFormat: Sendable, Equatable {
  /// WAV; RF64 where it may grow beyond 4 GiB.
  case wav
  /// FLAC, lossless.
  case flac

  /// The format that a file name's ending asks for: `.wav` or `.flac`, in any case; else none.
  public init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "wav": self = .wav
    case "flac": self = .flac
    default: return nil
    }
  }
}

/// A sound file written piece by piece, 24 bits a sample.
///
/// One thread at a time may use a writer. A writer that is let go without `close` closes its file and tells nobody
/// whether that went well.
public final class SoundFileWriter {
  /// Where the file is.
  public let path: String
  /// Channels in a frame.
  public let channels: Int
  /// Frames written so far.
  public private(set) var frames = 0
  private var file: OpaquePointer?
  private var block: [Int32]
  private static let blockFrames = 4096
  /// The most that a plain WAV may hold, in bytes, with room for its header.
  private static let largestWAV = 4_294_000_000

  /// Makes the file, replacing one of that name.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - rate: frames per second.
  ///   - channels: 1 or more; FLAC has at most 8.
  ///   - format: WAV or FLAC.
  ///   - expectedFrames: how long the sound will be. A WAV is begun as RF64 where that may not fit into 4 GiB, since
  ///     what begins as RF64 ends in a form of WAV that not every program reads.
  /// - Throws: if the file cannot be made.
  public init(
    path: String, rate: Int, channels: Int, format: SoundFileFormat, expectedFrames: Int = 0
  ) throws(SoundFileError) {
    precondition(channels > 0 && rate > 0, "a sound has a rate and at least one channel")
    let isLong = expectedFrames * channels * 3 > Self.largestWAV
    let container = format == .flac ? SF_FORMAT_FLAC : isLong ? SF_FORMAT_RF64 : SF_FORMAT_WAV
    var info = SF_INFO()
    info.samplerate = Int32(rate)
    info.channels = Int32(channels)
    info.format = Int32(container | SF_FORMAT_PCM_24)
    guard let file = sf_open(path, Int32(SFM_WRITE), &info) else {
      throw .unwritable(path: path, reason: lastReason(nil))
    }
    // An RF64 file that stays below 4 GiB is closed as a plain WAV.
    if isLong && format == .wav { sf_command(file, Int32(SFC_RF64_AUTO_DOWNGRADE), nil, Int32(SF_TRUE)) }
    self.file = file
    self.path = path
    self.channels = channels
    block = [Int32](repeating: 0, count: Self.blockFrames * channels)
  }

  deinit { if let file { sf_close(file) } }

  /// The 24-bit number nearest to a sample, -8388608...8388607; halves go to the even one, what is outside is clipped.
  public static func quantized(_ sample: Float) -> Int32 {
    let scaled = (sample * 8_388_608).rounded(.toNearestOrEven)
    return Int32(min(max(scaled, -8_388_608), 8_388_607))
  }

  /// Writes samples of -1...1, quantized to 24 bits. A NaN is a programmer's mistake.
  public func write(interleaved samples: UnsafePointer<Float>, frames count: Int) throws(SoundFileError) {
    try write(frames: count) { Self.quantized(samples[$0]) }
  }

  /// Writes samples that are 24-bit numbers already, -8388608...8388607.
  public func write(interleaved samples: UnsafePointer<Int32>, frames count: Int) throws(SoundFileError) {
    try write(frames: count) { samples[$0] }
  }

  /// Brings what is written so far to the disk, with a header that says its length.
  public func flush() {
    guard let file else { return }
    sf_command(file, Int32(SFC_UPDATE_HEADER_NOW), nil, 0)
    sf_write_sync(file)
  }

  /// Ends the file. Writing to a closed file is a programmer's mistake; closing twice is not.
  public func close() throws(SoundFileError) {
    guard let file else { return }
    self.file = nil
    let status = sf_close(file)
    guard status == 0 else { throw .unwritable(path: path, reason: String(cString: sf_error_number(status))) }
  }

  /// Writes 24-bit numbers block by block; the library takes the upper 24 of 32 bits.
  private func write(frames count: Int, sample: (Int) -> Int32) throws(SoundFileError) {
    guard let file else { preconditionFailure("the file \(path) is closed") }
    var done = 0
    while done < count {
      let now = min(Self.blockFrames, count - done)
      for index in 0..<now * channels { block[index] = sample(done * channels + index) << 8 }
      guard sf_writef_int(file, block, sf_count_t(now)) == sf_count_t(now) else {
        throw .unwritable(path: path, reason: lastReason(file))
      }
      done += now
    }
    frames += count
  }
}

/// What the library says of the last thing that went wrong with a file, or with opening one.
func lastReason(_ file: OpaquePointer?) -> String {
  let text = String(cString: sf_strerror(file))
  return text.hasSuffix(".") ? String(text.dropLast()) : text
}
