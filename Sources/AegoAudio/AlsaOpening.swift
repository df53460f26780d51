import CALSA
import CRealtime

/// A device opened for what is asked of it, by its name alone: nothing is converted that the name does not convert.
struct AlsaOpening {
  /// Why a device does not play.
  enum Failure: Error {
    /// It cannot be opened; ALSA's error.
    case closed(Int32)
    /// It can, and cannot play what is asked for; what it does instead, as "plays 44100 Hz only".
    case lacking(String)
  }

  /// The device; whoever takes it closes it.
  let pcm: OpaquePointer
  let format: SampleFormat
  /// The queue's length, in frames.
  let bufferFrames: Int

  /// Opens a device, or tells why not.
  static func attempt(_ name: String, _ request: SoundRequest) -> Result<AlsaOpening, Failure> {
    Result { () throws(Failure) in try AlsaOpening(name, request) }
  }

  /// Opens a device; without waiting, since a busy device is an error and not a pause.
  init(_ name: String, _ request: SoundRequest) throws(Failure) {
    var opened: OpaquePointer?
    // A device may start threads, such as the one that talks with a sound server; what they carry is as urgent as the
    // sound, and they take over the priority of whoever opens it.
    let isUrgent = cr_set_realtime_priority(65) == 0
    let status = snd_pcm_open(&opened, name, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK))
    if isUrgent { cr_set_ordinary_priority() }
    guard status == 0, let pcm = opened else { throw .closed(status) }
    self.pcm = pcm
    do throws(Failure) {
      (format, bufferFrames) = try AlsaOpening.configure(pcm, request)
    } catch {
      snd_pcm_close(pcm)
      throw error
    }
  }

  private static func configure(
    _ pcm: OpaquePointer, _ request: SoundRequest
  ) throws(Failure) -> (SampleFormat, Int) {
    var allocated: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&allocated) == 0, let parameters = allocated else { throw .closed(-ENOMEM) }
    defer { snd_pcm_hw_params_free(parameters) }
    let known = snd_pcm_hw_params_any(pcm, parameters)
    guard known >= 0 else { throw .closed(known) }
    let lacks = AlsaLimits(pcm, parameters).lacks(of: request)
    guard lacks.isEmpty else { throw .lacking(lacks.joined(separator: ", ")) }
    guard snd_pcm_hw_params_set_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED) == 0,
      let format = SampleFormat.allCases.first(where: { snd_pcm_hw_params_set_format(pcm, parameters, $0.alsa) == 0 }),
      snd_pcm_hw_params_set_channels(pcm, parameters, 2) == 0,
      snd_pcm_hw_params_set_rate(pcm, parameters, UInt32(request.rate), 0) == 0
    else { throw .lacking("does not play two channels at \(request.rate) Hz") }
    var period = snd_pcm_uframes_t(request.hop)
    snd_pcm_hw_params_set_period_size_near(pcm, parameters, &period, nil)
    var buffer = snd_pcm_uframes_t(request.buffer)
    snd_pcm_hw_params_set_buffer_size_near(pcm, parameters, &buffer)
    let status = snd_pcm_hw_params(pcm, parameters)
    guard status == 0 else { throw .closed(status) }
    setThresholds(pcm, buffer: Int(buffer), hop: request.hop)
    return (format, Int(buffer))
  }

  /// Lets the device play from when its queue is full of whole hops: ALSA's own default is one frame, which runs dry
  /// at once if the second hop is late. Whoever waits for room is woken when a hop has it. A device that refuses keeps
  /// its defaults.
  private static func setThresholds(_ pcm: OpaquePointer, buffer: Int, hop: Int) {
    var allocated: OpaquePointer?
    guard snd_pcm_sw_params_malloc(&allocated) == 0, let parameters = allocated else { return }
    defer { snd_pcm_sw_params_free(parameters) }
    guard snd_pcm_sw_params_current(pcm, parameters) == 0 else { return }
    let start = max(buffer / hop * hop, min(buffer, hop), 1)
    snd_pcm_sw_params_set_start_threshold(pcm, parameters, snd_pcm_uframes_t(min(start, buffer)))
    snd_pcm_sw_params_set_avail_min(pcm, parameters, snd_pcm_uframes_t(max(min(hop, buffer / 2), 1)))
    snd_pcm_sw_params(pcm, parameters)
  }
}
