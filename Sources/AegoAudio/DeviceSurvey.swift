import CALSA
import Glibc

/// What a device says of itself.
public struct DeviceSurvey: Sendable, Equatable {
  /// The device's name.
  public var name: String
  /// What it is, on one line; empty where ALSA does not say.
  public var summary: String
  /// Whether it can be opened, and what it can do then.
  public var access: Access

  /// How a device answered.
  public enum Access: Sendable, Equatable {
    /// It can be opened.
    case open(Abilities)
    /// It cannot; the system's error number.
    case refused(Int32)
    /// It did not answer in time.
    case silent
  }

  /// What a device can do.
  public struct Abilities: Sendable, Equatable {
    /// The sample formats that we can use, the best first.
    public var formats: [String]
    /// Frames per second, the least and the most.
    public var rates: ClosedRange<Int>
    /// How it plays the rate of the performances.
    public var rate: Playing
    /// Channels, the least and the most.
    public var channels: ClosedRange<Int>
    /// Whether it takes two channels.
    public var takesStereo: Bool
    /// The shortest period, in frames.
    public var leastPeriod: Int
    /// The shortest queue, in frames.
    public var leastBuffer: Int
  }

  /// How a rate is played.
  public enum Playing: String, Sendable {
    /// As it is, as far as ALSA tells.
    case directly
    /// The device of this name has ALSA convert it.
    case converted
    /// Not, under this name.
    case no
  }

  /// Seconds that a device may take to answer.
  private static let patience = 3.0

  /// Asks ALSA's default device and all that it lists, without waiting for any and without playing.
  ///
  /// Libraries below ALSA write to standard error of their own accord: it leads nowhere meanwhile.
  ///
  /// - Parameter rate: the rate of the performances, in frames per second.
  /// - Returns: the devices, the default first.
  public static func all(rate: Int) -> [DeviceSurvey] {
    var devices = AudioDevices.list().filter { $0.name != AudioDevices.systemChoice }
    devices.insert(AudioDevices.default, at: 0)
    return withoutStandardError { devices.map { of($0, rate: rate) } }
  }

  /// Asks one device.
  static func of(_ device: AudioDevices.Device, rate: Int) -> DeviceSurvey {
    let name = device.name
    let access = Answer.within(seconds: patience) { Access(name, rate: rate) } ?? .silent
    return DeviceSurvey(name: name, summary: device.summary, access: access)
  }

  private static func withoutStandardError<Result>(_ work: () -> Result) -> Result {
    fflush(nil)
    let (kept, nowhere) = (dup(2), open("/dev/null", O_WRONLY))
    dup2(nowhere, 2)
    close(nowhere)
    defer {
      fflush(nil)
      dup2(kept, 2)
      close(kept)
    }
    return work()
  }
}

extension DeviceSurvey.Access {
  /// Opens a device and reads its limits.
  fileprivate init(_ name: String, rate: Int) {
    calsa_silence()
    var opened: OpaquePointer?
    let status = snd_pcm_open(&opened, name, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK))
    guard status == 0, let pcm = opened else {
      self = .refused(-status)
      return
    }
    defer { snd_pcm_close(pcm) }
    var allocated: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&allocated) == 0, let parameters = allocated else {
      self = .refused(ENOMEM)
      return
    }
    defer { snd_pcm_hw_params_free(parameters) }
    let known = snd_pcm_hw_params_any(pcm, parameters)
    guard known >= 0 else {
      self = .refused(-known)
      return
    }
    let limits = AlsaLimits(pcm, parameters)
    let plays = limits.plays(rate: rate)
    // Whether it does so without a converter of ALSA's: asked last, because it narrows the parameters.
    snd_pcm_hw_params_set_rate_resample(pcm, parameters, 0)
    self = .open(
      DeviceSurvey.Abilities(
        formats: limits.formats.map(\.name), rates: limits.rates,
        rate: plays ? limits.plays(rate: rate) ? .directly : .converted : .no, channels: limits.channels,
        takesStereo: limits.takes(channels: 2), leastPeriod: limits.leastPeriod, leastBuffer: limits.leastBuffer))
  }
}
