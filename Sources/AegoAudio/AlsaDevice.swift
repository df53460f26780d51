import CALSA

/// An opened ALSA device that takes interleaved stereo.
struct AlsaDevice: ~Copyable {
  /// The sample formats that are tried, the best first.
  private static let formats = [
    SND_PCM_FORMAT_S32_LE, SND_PCM_FORMAT_S24_LE, SND_PCM_FORMAT_FLOAT_LE, SND_PCM_FORMAT_S16_LE,
  ]
  /// The device's queue, in hops: a hop is played, one is ready, two are for late wake-ups.
  private static let queuedHops = 4

  let handle: OpaquePointer
  let format: snd_pcm_format_t
  /// The queue's length, in frames.
  let bufferFrames: Int
  private let converted: UnsafeMutableRawPointer
  private let hop: Int

  /// Opens and prepares a device.
  init(_ name: String, hop: Int, rate: Int) throws(AudioError) {
    calsa_silence()
    var opened: OpaquePointer?
    // Without waiting: a busy device is an error, not a pause.
    let status = snd_pcm_open(&opened, name, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK))
    guard status == 0, let pcm = opened else {
      throw .unavailable(
        device: name, reason: AlsaDevice.reason(status), known: AudioDevices.list().map(\.name))
    }
    do throws(AudioError) {
      (format, bufferFrames) = try AlsaDevice.configure(pcm, name, hop: hop, rate: rate)
    } catch {
      snd_pcm_close(pcm)
      throw error
    }
    snd_pcm_nonblock(pcm, 0)
    handle = pcm
    self.hop = hop
    converted = .allocate(byteCount: hop * 2 * 4, alignment: 16)
  }

  deinit {
    snd_pcm_close(handle)
    converted.deallocate()
  }

  /// Plays what is queued, then stops.
  func drain() { snd_pcm_drain(handle) }

  /// Queues one hop; waits until there is room.
  ///
  /// - Returns: 0, a positive count of underruns that were recovered from, or ALSA's error when the device is lost.
  func write(_ samples: UnsafePointer<Int32>) -> Int {
    convert(samples)
    let frameBytes = 2 * Int(snd_pcm_format_physical_width(format)) / 8
    var (done, underruns) = (0, 0)
    while done < hop {
      let written = snd_pcm_writei(handle, converted + done * frameBytes, snd_pcm_uframes_t(hop - done))
      if written >= 0 {
        done += written
      } else {
        if written == -Int(EPIPE) { underruns += 1 }
        let recovered = snd_pcm_recover(handle, Int32(written), 1)
        if recovered < 0 { return Int(recovered) }
      }
    }
    return underruns
  }

  private func convert(_ samples: UnsafePointer<Int32>) {
    let count = 2 * hop
    switch format {
    case SND_PCM_FORMAT_S16_LE:
      let output = converted.assumingMemoryBound(to: Int16.self)
      for index in 0..<count { output[index] = Int16(truncatingIfNeeded: samples[index] >> 8) }
    case SND_PCM_FORMAT_FLOAT_LE:
      let output = converted.assumingMemoryBound(to: Float.self)
      for index in 0..<count { output[index] = Float(samples[index]) * 0x1p-23 }
    case SND_PCM_FORMAT_S24_LE:
      converted.assumingMemoryBound(to: Int32.self).update(from: samples, count: count)
    default:
      let output = converted.assumingMemoryBound(to: Int32.self)
      for index in 0..<count { output[index] = samples[index] << 8 }
    }
  }

  private static func configure(
    _ pcm: OpaquePointer, _ name: String, hop: Int, rate: Int
  ) throws(AudioError) -> (snd_pcm_format_t, Int) {
    var allocated: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&allocated) == 0, let parameters = allocated else {
      throw .unsuitable(device: name, what: "its parameters cannot be read")
    }
    defer { snd_pcm_hw_params_free(parameters) }
    snd_pcm_hw_params_any(pcm, parameters)
    guard snd_pcm_hw_params_set_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED) == 0 else {
      throw .unsuitable(device: name, what: "it takes no interleaved samples")
    }
    guard let format = formats.first(where: { snd_pcm_hw_params_set_format(pcm, parameters, $0) == 0 }) else {
      throw .unsuitable(device: name, what: "it takes none of the sample formats S32, S24, float, S16")
    }
    guard snd_pcm_hw_params_set_channels(pcm, parameters, 2) == 0 else {
      throw .unsuitable(device: name, what: "it has no two channels")
    }
    guard snd_pcm_hw_params_set_rate(pcm, parameters, UInt32(rate), 0) == 0 else {
      throw .unsuitable(device: name, what: "it does not play \(rate) samples a second")
    }
    var period = snd_pcm_uframes_t(hop)
    snd_pcm_hw_params_set_period_size_near(pcm, parameters, &period, nil)
    var buffer = snd_pcm_uframes_t(queuedHops * hop)
    snd_pcm_hw_params_set_buffer_size_near(pcm, parameters, &buffer)
    let status = snd_pcm_hw_params(pcm, parameters)
    guard status == 0 else { throw .unsuitable(device: name, what: reason(status)) }
    return (format, Int(buffer))
  }

  static func reason(_ status: Int32) -> String {
    let text = String(cString: snd_strerror(status))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
