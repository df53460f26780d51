import AegoAudio
import Foundation

/// Whether the sound device opens, and how well it keeps time: two seconds of silence.
struct SoundExamination: Examination {
  /// What the device did; nil where the performance needs none.
  let timing: () throws(AudioError) -> SoundTiming?
  let device: String

  init(_ concert: Concert) {
    let (device, buffer, rate) = (concert.device, concert.buffer, concert.score.sound.rate)
    self.device = device ?? ""
    timing = { () throws(AudioError) in
      guard let device else { return nil }
      return try SoundTiming(device: device, hop: 512, rate: rate, buffer: buffer)
    }
  }

  func findings() -> [Finding] {
    do throws(AudioError) {
      guard let timing = try timing() else { return [] }
      return [SoundExamination.finding(timing, device: device)]
    } catch {
      return [.failure("sound", error)]
    }
  }

  static func finding(_ timing: SoundTiming, device: String) -> Finding {
    if timing.losses > 0 {
      return .error(
        "sound", "\(device) was lost while it played silence", help: "look at its cable; aego devices tells of others")
    }
    guard let rate = timing.rate else {
      return .warning(
        "sound", "\(device) takes all that it is given at once, and keeps no time",
        help: "aego devices tells which others there are; choose with --device")
    }
    let queue = Double(timing.bufferFrames) / Double(timing.asked) * 1000
    let text = String(
      format: "%@, %.1f Hz of %d, woken at most %.1f ms late, queue %.1f ms", device, rate, timing.asked,
      timing.worstDelay * 1000, queue)
    if timing.underruns > 0 {
      return .warning(
        "sound", text + "; it ran dry " + (timing.underruns == 1 ? "once" : "\(timing.underruns) times"),
        help: "end other programs, or give it more: --buffer 85ms")
    }
    if abs(rate / Double(timing.asked) - 1) > 0.005 {
      return .warning(
        "sound", text + ": it plays at another speed than it says",
        help: "choose another device with --device; aego devices lists them")
    }
    if timing.worstDelay * 1000 > queue / 2 {
      return .warning("sound", text + ": half of the queue", help: "end other programs, or give it more: --buffer 85ms")
    }
    return .ok("sound", text + (timing.lack.map { "; it \($0), and ALSA converts" } ?? ""))
  }
}
