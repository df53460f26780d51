import CALSA

/// What is asked of a device.
struct SoundRequest {
  /// Frames in a hop, which is the period where the device allows it.
  var hop: Int
  /// Frames per second.
  var rate: Int
  /// The queue's length, in frames.
  var buffer: Int
}

/// An opened ALSA device that takes interleaved stereo.
final class AlsaDevice: @unchecked Sendable {
  // Sendable because one thread at a time has it: whoever opened it hands it on.

  /// How long a device may take nothing at all before it counts as lost.
  private static let patience: Int64 = 1_000_000_000
  /// The same in the first second of a stream, also of one begun again after an underrun: a sound server may first play
  /// the two seconds of silence it made ahead.
  private static let firstPatience: Int64 = 3_000_000_000

  /// What one wait counts at most: what lasts longer was a stop of the whole program, and no fault of the device.
  private static let longestWait: Int64 = 200_000_000

  let format: SampleFormat
  /// The queue's length, in frames.
  let bufferFrames: Int
  /// What the device itself lacks, so that ALSA converts; nil where it plays what we have.
  let lack: String?
  private let pcm: OpaquePointer
  private let hop: Int
  private let converted: UnsafeMutableRawPointer
  private let faded: UnsafeMutablePointer<Int32>
  /// Whether the next hop begins after a gap, and is faded in so that it does not begin with a click.
  private var beginsAfterGap: Bool
  /// Whether the queue ran dry before the last hop was there.
  private var ranDry = false
  /// How much it has taken since its stream began, in frames.
  private var taken = 0
  /// How much it takes in a stream's first second.
  private let firstSecond: Int
  /// Whether the device held at least a hop when it was last given one: one that never does has no clock.
  private var keepsTime = false

  /// Opens and prepares a device; where it cannot play what is asked for, ALSA's `plug` converts.
  ///
  /// - Parameters:
  ///   - name: the device's name.
  ///   - request: what is asked of it.
  ///   - afterGap: whether it continues a sound that was cut.
  /// - Throws: `AudioError`, when it cannot be opened, or cannot play and ALSA cannot convert.
  convenience init(_ name: String, _ request: SoundRequest, afterGap: Bool = false) throws(AudioError) {
    calsa_silence()
    switch AlsaOpening.attempt(name, request) {
    case .success(let opening): self.init(opening, request, lack: nil, afterGap: afterGap)
    case .failure(.closed(let status)):
      throw .unavailable(device: name, reason: AlsaDevice.reason(status), known: AudioDevices.list().map(\.name))
    case .failure(.lacking(let lack)):
      switch AlsaOpening.attempt(AlsaDevice.converting(name), request) {
      case .success(let opening): self.init(opening, request, lack: lack, afterGap: afterGap)
      case .failure(.closed(let status)):
        throw .unsuitable(device: name, what: lack, reason: AlsaDevice.reason(status))
      case .failure(.lacking(let other)):
        throw .unsuitable(device: name, what: lack, reason: "with plug it \(other)")
      }
    }
  }

  private init(_ opening: AlsaOpening, _ request: SoundRequest, lack: String?, afterGap: Bool) {
    (pcm, format, bufferFrames) = (opening.pcm, opening.format, opening.bufferFrames)
    self.lack = lack
    (hop, firstSecond) = (request.hop, request.rate)
    beginsAfterGap = afterGap
    converted = .allocate(byteCount: hop * 2 * 4, alignment: 16)
    faded = .allocate(capacity: hop * 2)
  }

  deinit {
    snd_pcm_close(pcm)
    converted.deallocate()
    faded.deallocate()
  }

  /// The name under which ALSA converts for a device.
  static func converting(_ name: String) -> String {
    "plug:\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  static func reason(_ status: Int32) -> String {
    let text = String(cString: snd_strerror(status))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Plays what is queued, then stops; waits as long as the device takes.
  func drain() {
    snd_pcm_nonblock(pcm, 0)
    snd_pcm_drain(pcm)
  }

  /// Whether so little is left in the queue, less than a hop, that the next one comes late, or nothing was left when
  /// the last one came. Not while the queue is being filled, and not for a device without a clock.
  var isNearlyEmpty: Bool {
    if ranDry { return true }
    return switch snd_pcm_state(pcm) {
    case SND_PCM_STATE_XRUN: true
    case SND_PCM_STATE_RUNNING: keepsTime && queued < leastQueued
    default: false
    }
  }

  /// Frames that wait to be played; none where the device does not say.
  private var queued: Int {
    let free = snd_pcm_avail(pcm)
    return free < 0 ? 0 : max(bufferFrames - free, 0)
  }

  /// A hop; for a queue that is hardly longer than one, half of it.
  private var leastQueued: Int { min(hop, bufferFrames / 2) }

  /// Queues one hop; waits until there is room.
  ///
  /// - Returns: 0, a positive count of underruns that were recovered from, or ALSA's error when the device is lost,
  ///   which it also is when it takes nothing for a second.
  func write(_ samples: UnsafePointer<Int32>) -> Int {
    if beginsAfterGap { convertFadedIn(samples) } else { format.convert(samples, count: 2 * hop, into: converted) }
    beginsAfterGap = false
    let underruns = queue(samples)
    ranDry = underruns > 0
    keepsTime = underruns >= 0 && (snd_pcm_state(pcm) != SND_PCM_STATE_RUNNING || queued >= leastQueued)
    return underruns
  }

  /// Queues what was converted of a hop.
  private func queue(_ samples: UnsafePointer<Int32>) -> Int {
    let frameBytes = 2 * format.width
    var (done, underruns, waits) = (0, 0, 0)
    var (lastTime, waited) = (MonotonicTime.now(), Int64(0))
    while done < hop {
      let written = snd_pcm_writei(pcm, converted + done * frameBytes, snd_pcm_uframes_t(hop - done))
      if written > 0 {
        done += written
        taken += written
        (waits, waited, lastTime) = (0, 0, MonotonicTime.now())
        continue
      }
      if written == -Int(EPIPE) { underruns += 1 }
      let isFull = written == 0 || written == -Int(EAGAIN)
      let status = isFull ? awaitRoom() : resume(after: Int32(written))
      if status < 0 { return Int(status) }
      if !isFull {
        (taken, waited, lastTime) = (0, 0, MonotonicTime.now())
        if done == 0 { convertFadedIn(samples) }
      }
      waits += 1
      // A device that says it has room and takes nothing must not keep a real-time thread spinning.
      if waits > 1 { MonotonicTime.sleep(1_000_000) }
      let now = MonotonicTime.now()
      waited += min(now - lastTime, AlsaDevice.longestWait)
      lastTime = now
      if waited > patience { return -Int(ETIMEDOUT) }
    }
    return underruns
  }

  private var patience: Int64 { taken < firstSecond ? AlsaDevice.firstPatience : AlsaDevice.patience }

  /// Waits until the device has room, or a tenth of a second.
  private func awaitRoom() -> Int32 {
    // The queue is full and short of what starts it.
    if snd_pcm_state(pcm) == SND_PCM_STATE_PREPARED { snd_pcm_start(pcm) }
    let status = snd_pcm_wait(pcm, 100)
    // Whatever else it is, the next write tells it too, and there it is recovered from.
    return status == -ENODEV ? status : 0
  }

  /// Makes the device ready again after an underrun or the machine's sleep; its queue is then filled before it starts.
  private func resume(after status: Int32) -> Int32 {
    switch status {
    case -EPIPE: return snd_pcm_prepare(pcm)
    case -ESTRPIPE:
      let resumed = snd_pcm_resume(pcm)
      return resumed == -EAGAIN || resumed == 0 ? 0 : snd_pcm_prepare(pcm)
    case -EINTR: return 0
    default: return status
    }
  }

  private func convertFadedIn(_ samples: UnsafePointer<Int32>) {
    for frame in 0..<hop {
      let gain = Float(frame) / Float(hop)
      faded[2 * frame] = Int32(Float(samples[2 * frame]) * gain)
      faded[2 * frame + 1] = Int32(Float(samples[2 * frame + 1]) * gain)
    }
    format.convert(faded, count: 2 * hop, into: converted)
  }
}
