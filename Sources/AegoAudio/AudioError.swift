/// What can be wrong with a sound device, by what can be done about it.
public enum AudioError: Error, Equatable, CustomStringConvertible {
  /// There is no device of this name, or it cannot be opened.
  case unavailable(device: String, reason: String, known: [String])
  /// The device cannot play what we have, and ALSA cannot convert for it.
  case unsuitable(device: String, what: String, reason: String)
  /// The sound's thread could not be started.
  case noThread(reason: String)

  /// The whole message: place, cause and remedy.
  public var description: String {
    switch self {
    case .unavailable(let device, let reason, let known):
      "sound device \"\(device)\": \(reason)\n  help: "
        + (known.isEmpty
          ? "this machine has no sound device; --no-audio plays silently"
          : "aego devices tells which can be opened and what each can play; known are \(known.joined(separator: ", "))")
    case .unsuitable(let device, let what, let reason):
      "sound device \"\(device)\": it \(what), and ALSA cannot convert: \(reason)\n"
        + "  help: choose another one with --device; aego devices tells what each can play"
    case .noThread(let reason):
      "the sound's thread cannot be started: \(reason)\n  help: end other programs, then start again"
    }
  }
}
