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

  /// Whether the header promises more sound than the file holds: it was cut off. Not every format tells.
  public var isCutOff: Bool {
    var log = [CChar](repeating: 0, count: 16384)
    let length = sf_command(file, Int32(SFC_GET_LOG_INFO), &log, Int32(log.count))
    let text = String(decoding: log.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // What libsndfile notes of such a length: "data : 176400 (should be 88178)". A stream's length of all ones is none.
    return text.split(separator: "\n").contains { line in
      let words = line.split { !$0.isLetter && !$0.isNumber }
      guard let place = words.firstIndex(of: "should"), place > 0, place + 2 < words.count,
        ["data", "ssnd", "size"].contains(words[max(0, place - 2)].lowercased()),
        let promised = Int(words[place - 1]), let found = Int(words[place + 2])
      else { return false }
      return found < promised && promised < 0x7fff_f000
    }
  }

  /// A read that failed is told from one that met the end.
  private func checked(_ count: sf_count_t) throws(SoundFileError) -> Int {
    guard sf_error(file) == 0 else { throw .damaged(path: path, reason: lastReason(file)) }
    return Int(count)
  }
}
