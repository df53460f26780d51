import CSampleRate

/// The first channel of a sound file at a wanted rate, read piece by piece, so that an hour needs no more memory than a
/// second.
///
/// What comes before a damage is read; then the sound is over and `damage` says why.
public final class SoundStream {
  /// Why the sound ended before its time; nil if it did not.
  public private(set) var damage: String?
  private var reader: SoundFileReader
  private let ratio: Double
  private let converter: OpaquePointer?
  private var block: [Float]
  private var isOver = false
  private var heard = 0
  private var ready: [Float] = []

  private static let blockFrames = 16384
  /// A sample beyond this is no sound: 120 dB over full scale.
  private static let bound: Float = 1e6

  /// Opens a file.
  ///
  /// - Throws: if it cannot be opened, or its rate cannot be brought to the wanted one.
  public init(path: String, rate: Int) throws(SoundFileError) {
    let reader = try SoundFileReader(path: path)
    guard reader.rate * 256 >= rate && rate * 256 >= reader.rate else {
      throw .unreadable(path: path, reason: "its rate of \(reader.rate) Hz cannot be brought to \(rate)")
    }
    guard reader.channels <= 1024 else {
      throw .unreadable(path: path, reason: "it has \(reader.channels) channels")
    }
    ratio = Double(rate) / Double(reader.rate)
    var status: Int32 = 0
    // 90 % of the band and 121 dB are enough for what is analysed, and four times as fast as the best.
    converter = rate == reader.rate ? nil : src_new(Int32(SRC_SINC_MEDIUM_QUALITY), 1, &status)
    precondition(rate == reader.rate || converter != nil, "no memory to convert a rate")
    block = [Float](repeating: 0, count: Self.blockFrames * reader.channels)
    self.reader = reader
  }

  deinit { if let converter { src_delete(converter) } }

  /// The next samples: as many as wanted, fewer where the sound ends.
  public func read(_ count: Int) -> [Float] {
    while ready.count < count && !isOver { readBlock() }
    let samples = Array(ready.prefix(count))
    ready.removeFirst(samples.count)
    return samples
  }

  /// Reads and converts a block.
  private func readBlock() {
    var got = 0
    do {
      got = try reader.read(interleaved: &block, frames: Self.blockFrames)
    } catch {
      damage = error.reason
    }
    let channels = reader.channels
    var samples = (0..<got).map { block[$0 * channels] }
    // The comparison is false for a NaN.
    if let bad = samples.firstIndex(where: { !(abs($0) < Self.bound) }) {
      damage = samples[bad].isFinite ? "a sample is beyond all bounds" : "a sample is not a finite number"
      samples.removeSubrange(bad...)
    }
    isOver = got < Self.blockFrames || damage != nil
    heard += got
    if isOver && damage == nil && (reader.isCutOff || heard + heard / 64 + Self.blockFrames < reader.frames) {
      damage = "it is cut off: its header promises more"
    }
    ready += converter == nil ? samples : converted(samples)
  }

  private func converted(_ samples: [Float]) -> [Float] {
    // Room for what the converter still holds of earlier blocks.
    var output = [Float](repeating: 0, count: Int(Double(samples.count + 4096) * ratio) + 4096)
    var written = 0
    // The address of an empty array is none, which the converter refuses.
    var input = samples.isEmpty ? [0] : samples
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var used = 0
        while true {
          var data = SRC_DATA()
          data.data_in = input.baseAddress.map { UnsafePointer($0 + used) }
          data.input_frames = samples.count - used
          data.data_out = output.baseAddress.map { $0 + written }
          data.output_frames = output.count - written
          data.src_ratio = ratio
          data.end_of_input = isOver ? 1 : 0
          let status = src_process(converter, &data)
          precondition(status == 0, "libsamplerate refused a valid conversion")
          used += data.input_frames_used
          written += data.output_frames_gen
          if data.input_frames_used == 0 && data.output_frames_gen == 0 || written == output.count { break }
        }
      }
    }
    return Array(output.prefix(written))
  }
}

extension SoundFileError {
  /// The reason without the file's name.
  public var reason: String {
    switch self {
    case .unreadable(_, let reason), .damaged(_, let reason), .unwritable(_, let reason): reason
    }
  }
}
