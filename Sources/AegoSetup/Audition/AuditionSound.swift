import AegoAudio
import AegoPerformance

/// The sound output of an audition.
enum AuditionSound {
  /// Opens a device for an engine, which has to live as long as the output runs.
  ///
  /// - Parameters:
  ///   - engine: what is pulled.
  ///   - device: an ALSA device's name; nil or empty for the system's own choice, or silence where there is none.
  /// - Returns: the output, and what is to be said of it; nothing where it sounds.
  /// - Throws: `AudioError` for a device that was named.
  static func open(_ engine: LiveEngine, device: String?) throws(AudioError) -> (SoundOutput, words: String) {
    let clock = engine.performance.clock
    let source = SoundSource(
      render: { context, samples, isLate in
        guard let context else { return 0 }
        return Unmanaged<LiveEngine>.fromOpaque(context)._withUnsafeGuaranteedRef { engine in
          engine.renderHop(into: samples, isLate: isLate != 0) ? 1 : 0
        }
      }, context: Unmanaged.passUnretained(engine).toOpaque(), hop: clock.hop, rate: clock.rate)
    if let device, !device.isEmpty { return (try SoundOutput(device: device, source: source), "") }
    do {
      return (try SoundOutput(device: AudioDevices.systemChoice, source: source), "")
    } catch {
      return (
        try SoundOutput(device: nil, source: source),
        "no sound card can be opened: silent, and only shown; choose a device below"
      )
    }
  }
}
