import AegoAudio
import AegoScore
import Foundation

/// What is to be told of a sound output while it runs: what the system does not allow, what ALSA does on the way, and
/// what happens to the device.
struct SoundFaults {
  private let output: SoundOutput
  private let device: String
  private let rate: Int
  private let asked: Int64
  private var hasBegun = false
  private var told = (underruns: 0, losses: 0, returns: 0)

  /// - Parameters:
  ///   - output: what plays.
  ///   - device: the device's name.
  ///   - rate: frames per second.
  ///   - asked: the queue that was asked for, in nanoseconds.
  init(_ output: SoundOutput, device: String, rate: Int, asked: Int64) {
    (self.output, self.device, self.rate, self.asked) = (output, device, rate, asked)
  }

  /// What is new since it was last asked, each with its word for the take. To be asked once the sound has begun.
  mutating func news() -> [(what: String, detail: String)] {
    var news: [(what: String, detail: String)] = []
    if !hasBegun {
      hasBegun = true
      news += limits + conversion + queue
    }
    let underruns = output.underruns.load(ordering: .relaxed)
    if underruns > told.underruns {
      let count = underruns - told.underruns
      news.append(("underrun", "the sound card ran dry \(count == 1 ? "once" : "\(count) times")"))
    }
    // A device that was lost and is back since has both told, in their order.
    let losses = output.losses.load(ordering: .acquiring)
    if losses > told.losses {
      let reason = SoundOutput.reason(ofLoss: output.lastLoss.load(ordering: .relaxed))
      let rest = "the performance goes on, and the device is tried again"
      news.append(("device-lost", "the sound device is lost: \(reason); \(rest)"))
    }
    let returns = output.returns.load(ordering: .relaxed)
    if returns > told.returns { news.append(("device-back", "the sound device is back")) }
    told = (underruns, losses, returns)
    return news
  }

  private var limits: [(what: String, detail: String)] {
    var limits: [(what: String, detail: String)] = []
    if !output.isRealtime.load(ordering: .relaxed) {
      limits.append(
        (
          "no-realtime-priority",
          "the system allows no real-time priority: other programs can delay the sound. "
            + SoundFaults.remedy("rtprio 95")
        ))
    }
    if !output.isMemoryLocked.load(ordering: .relaxed) {
      limits.append(
        (
          "no-locked-memory",
          "the system does not let memory be locked: what it moves to disk can delay the sound. "
            + SoundFaults.remedy("memlock unlimited")
        ))
    }
    return limits
  }

  private static func remedy(_ limit: String) -> String {
    "Write \"@audio - \(limit)\" into /etc/security/limits.d/audio.conf, join the group audio, log in again"
  }

  private var conversion: [(what: String, detail: String)] {
    output.lack.map { [("converted", "\(device) \($0): ALSA converts")] } ?? []
  }

  /// The queue, where it is not nearly what was asked for.
  private var queue: [(what: String, detail: String)] {
    let given = Int64(output.bufferFrames) * 1_000_000_000 / Int64(rate)
    guard given > 0, abs(given - asked) > asked / 10 else { return [] }
    return [("queue", "the sound device's queue is \(milliseconds(given)), not \(milliseconds(asked))")]
  }

  private func milliseconds(_ time: Int64) -> String { String(format: "%.1f ms", Double(time) / 1e6) }
}
