import CALSA

/// What a device's parameters can still be: read from a fresh set of them.
struct AlsaLimits {
  let isInterleaved: Bool
  let formats: [SampleFormat]
  let rates: ClosedRange<Int>
  let channels: ClosedRange<Int>
  /// The shortest period, in frames.
  let leastPeriod: Int
  /// The shortest queue, in frames.
  let leastBuffer: Int
  private let pcm: OpaquePointer
  private let parameters: OpaquePointer

  /// Reads the limits; the parameters must live as long as they are asked.
  init(_ pcm: OpaquePointer, _ parameters: OpaquePointer) {
    (self.pcm, self.parameters) = (pcm, parameters)
    isInterleaved = snd_pcm_hw_params_test_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED) == 0
    formats = SampleFormat.allCases.filter { snd_pcm_hw_params_test_format(pcm, parameters, $0.alsa) == 0 }
    var (least, most): (UInt32, UInt32) = (0, 0)
    snd_pcm_hw_params_get_rate_min(parameters, &least, nil)
    snd_pcm_hw_params_get_rate_max(parameters, &most, nil)
    rates = Int(least)...max(Int(least), Int(most))
    snd_pcm_hw_params_get_channels_min(parameters, &least)
    snd_pcm_hw_params_get_channels_max(parameters, &most)
    channels = Int(least)...max(Int(least), Int(most))
    var frames: snd_pcm_uframes_t = 0
    snd_pcm_hw_params_get_period_size_min(parameters, &frames, nil)
    leastPeriod = Int(frames)
    snd_pcm_hw_params_get_buffer_size_min(parameters, &frames)
    leastBuffer = Int(frames)
  }

  /// Whether a rate is played.
  func plays(rate: Int) -> Bool { snd_pcm_hw_params_test_rate(pcm, parameters, UInt32(rate), 0) == 0 }

  /// Whether a number of channels is taken.
  func takes(channels: Int) -> Bool { snd_pcm_hw_params_test_channels(pcm, parameters, UInt32(channels)) == 0 }

  /// What stands against a request, in words that follow the device's name.
  func lacks(of request: SoundRequest) -> [String] {
    var lacks: [String] = []
    if !isInterleaved { lacks.append("takes no interleaved samples") }
    if formats.isEmpty { lacks.append("takes none of the sample formats S32, S24, float, S16") }
    if !takes(channels: 2) {
      lacks.append(channels.count == 1 ? "takes \(channels.lowerBound) channels only" : "does not take two channels")
    }
    if !plays(rate: request.rate) {
      lacks.append(rates.count == 1 ? "plays \(rates.lowerBound) Hz only" : "does not play \(request.rate) Hz")
    }
    return lacks
  }
}
