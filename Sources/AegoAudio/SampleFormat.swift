import CALSA

/// How a device takes a 24-bit sample.
enum SampleFormat: CaseIterable {
  // In the order in which they are tried: those that keep all 24 bits come first.
  case s32, s24, s24Packed, float, s16

  var alsa: snd_pcm_format_t {
    switch self {
    case .s32: SND_PCM_FORMAT_S32_LE
    case .s24: SND_PCM_FORMAT_S24_LE
    case .s24Packed: SND_PCM_FORMAT_S24_3LE
    case .float: SND_PCM_FORMAT_FLOAT_LE
    case .s16: SND_PCM_FORMAT_S16_LE
    }
  }

  /// What it is called.
  var name: String {
    switch self {
    case .s32: "S32"
    case .s24: "S24"
    case .s24Packed: "S24 packed"
    case .float: "float"
    case .s16: "S16"
    }
  }

  /// Bytes of a sample.
  var width: Int {
    switch self {
    case .s32, .s24, .float: 4
    case .s24Packed: 3
    case .s16: 2
    }
  }

  /// Writes `count` samples, numbers of 24 bits, as the device takes them.
  func convert(_ samples: UnsafePointer<Int32>, count: Int, into output: UnsafeMutableRawPointer) {
    for index in 0..<count {
      let sample = samples[index]
      switch self {
      case .s32: output.storeBytes(of: sample << 8, toByteOffset: 4 * index, as: Int32.self)
      case .s24: output.storeBytes(of: sample, toByteOffset: 4 * index, as: Int32.self)
      case .s24Packed:
        output.storeBytes(of: UInt16(truncatingIfNeeded: sample), toByteOffset: 3 * index, as: UInt16.self)
        output.storeBytes(of: UInt8(truncatingIfNeeded: sample >> 16), toByteOffset: 3 * index + 2, as: UInt8.self)
      case .float: output.storeBytes(of: Float(sample) * 0x1p-23, toByteOffset: 4 * index, as: Float.self)
      case .s16:
        let rounded = min((sample + 128) >> 8, 32767)
        output.storeBytes(of: Int16(truncatingIfNeeded: rounded), toByteOffset: 2 * index, as: Int16.self)
      }
    }
  }
}
