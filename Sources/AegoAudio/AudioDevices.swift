import CALSA

/// The sound devices that ALSA knows.
public enum AudioDevices {
  /// A device for playing.
  public struct Device: Sendable, Equatable {
    /// The name that opens it.
    public var name: String
    /// What it is, on one line.
    public var summary: String
  }

  /// The name under which ALSA opens the system's own choice.
  public static let systemChoice = "default"

  /// The system's own choice, which ALSA does not always list.
  static var `default`: Device {
    list().first { $0.name == systemChoice } ?? Device(name: systemChoice, summary: "")
  }

  /// All devices for playing, in ALSA's order.
  public static func list() -> [Device] {
    calsa_silence()
    var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    guard snd_device_name_hint(-1, "pcm", &hints) == 0, let all = hints else { return [] }
    defer { snd_device_name_free_hint(all) }
    var devices: [Device] = []
    var index = 0
    while let hint = all[index] {
      index += 1
      guard let name = text(hint, "NAME"), text(hint, "IOID") != "Input" else { continue }
      let summary = text(hint, "DESC")?.split(separator: "\n").joined(separator: ", ") ?? ""
      devices.append(Device(name: name, summary: summary))
    }
    return devices
  }

  private static func text(_ hint: UnsafeMutableRawPointer, _ key: String) -> String? {
    guard let value = snd_device_name_get_hint(hint, key) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }
}
