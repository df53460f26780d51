/// Why there is no score to play.
public enum ScoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file could not be read. Look at its name and rights.
  case unreadable(path: String, reason: String)
  /// A result could not be written. Look at the folder, the rights and the space left.
  case unwritable(path: String, reason: String)
  /// The score has errors. Mend them; there are `count` in all.
  case invalid([Diagnostic], count: Int)

  /// A value of the score's text cannot be changed by itself: why.
  case uneditable(what: String, reason: String)

  /// The text for a person, several lines for a score with errors.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .uneditable(let what, let reason): "\(what) cannot be changed: \(reason)"
    case .invalid(let diagnostics, let count): Diagnostic.text(of: diagnostics, total: count)
    }
  }
}
