import CALSA

/// An opened ALSA device that takes interleaved stereo.
struct AlsaDevice: ~Copyable {
  /// The device's queue, in hops: a hop is played, one is ready, two are for late wake-ups.
  private static let queuedHops = 4

  let handle: OpaquePointer
  let format: SampleFormat
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
    format.convert(samples, count: 2 * hop, into: converted)
    let frameBytes = 2 * format.width
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

  private static func configure(
    _ pcm: OpaquePointer, _ name: String, hop: Int, rate: Int
  ) throws(AudioError) -> (SampleFormat, Int) {
    var allocated: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&allocated) == 0, let parameters = allocated else {
      throw .unsuitable(device: name, what: "its parameters cannot be read")
    }
    defer { snd_pcm_hw_params_free(parameters) }
    snd_pcm_hw_params_any(pcm, parameters)
    guard snd_pcm_hw_params_set_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED) == 0 else {
      throw .unsuitable(device: name, what: "it takes no interleaved samples")
    }
    guard
      let format = SampleFormat.allCases.first(where: { snd_pcm_hw_params_set_format(pcm, parameters, $0.alsa) == 0 })
    else {
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
    startWhenFilled(pcm, Int(buffer) - hop)
    return (format, Int(buffer))
  }

  /// Lets the device play from when so many frames are queued: ALSA's own default is one, which runs dry at once if
  /// the second hop is late. A device that refuses keeps its default.
  private static func startWhenFilled(_ pcm: OpaquePointer, _ frames: Int) {
    var allocated: OpaquePointer?
    guard snd_pcm_sw_params_malloc(&allocated) == 0, let parameters = allocated else { return }
    defer { snd_pcm_sw_params_free(parameters) }
    guard snd_pcm_sw_params_current(pcm, parameters) == 0 else { return }
    snd_pcm_sw_params_set_start_threshold(pcm, parameters, snd_pcm_uframes_t(max(frames, 1)))
    snd_pcm_sw_params(pcm, parameters)
  }

  static func reason(_ status: Int32) -> String {
    let text = String(cString: snd_strerror(status))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
