/// Why a file that a score names is of no use.
public enum FileFault: Error, Sendable, Equatable {
  /// It cannot be read: the system's reason.
  case unreadable(reason: String)
  /// It is not what the score needs there: what is wrong with it.
  case unsuitable(what: String)

  /// The reason in words.
  public var text: String {
    switch self {
    case .unreadable(let reason): reason.prefix(1).lowercased() + reason.dropFirst()
    case .unsuitable(let what): what
    }
  }
}
