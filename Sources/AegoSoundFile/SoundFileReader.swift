import CSndFile

/// A sound file read from its beginning, in any format that libsndfile knows.
public struct SoundFileReader: ~Copyable {
  /// Where the file is.
  public let path: String
  /// Frames per second.
  public let rate: Int
  /// Channels in a frame, 1 or more.
  public let channels: Int
  /// The length that the header promises, in frames.
  public let frames: Int
  private let file: OpaquePointer

  /// Opens a file and reads its header.
  public init(path: String) throws(SoundFileError) {
    var info = SF_INFO()
    guard let file = sf_open(path, Int32(SFM_READ), &info) else {
      throw .unreadable(path: path, reason: lastReason(nil))
    }
    guard info.channels > 0, info.samplerate > 0 else {
      sf_close(file)
      throw .unreadable(path: path, reason: "it has no channel or no sample rate")
    }
    self.file = file
    self.path = path
    rate = Int(info.samplerate)
    channels = Int(info.channels)
    frames = Int(max(info.frames, 0))
    // Samples of float files may exceed 1; those of integer files are scaled to -1...1.
    sf_command(file, Int32(SFC_SET_NORM_FLOAT), nil, Int32(SF_TRUE))
  }

  deinit { sf_close(file) }

  /// Reads up to `count` frames as numbers of about -1...1; the sound is over when fewer come.
  public mutating func read(
    interleaved samples: UnsafeMutablePointer<Float>, frames count: Int
  ) throws(SoundFileError) -> Int {
    try checked(sf_readf_float(file, samples, sf_count_t(count)))
  }

  /// Reads up to `count` frames as 24-bit numbers, -8388608...8388607: exact for files of up to 24 bits.
  public mutating func read(
    interleaved samples: UnsafeMutablePointer<Int32>, frames count: Int
  ) throws(SoundFileError) -> Int {
    let got = try checked(sf_readf_int(file, samples, sf_count_t(count)))
    for index in 0..<got * channels { samples[index] >>= 8 }
    return got
  }

  /// A read that failed is told from one that met the end.
  private func checked(_ count: sf_count_t) throws(SoundFileError) -> Int {
    guard sf_error(file) == 0 else { throw .damaged(path: path, reason: lastReason(file)) }
    return Int(count)
  }
}
