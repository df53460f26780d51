/// Why a latent space cannot be used, read or written.
public enum SpaceError: Error, Equatable, CustomStringConvertible {
  /// The file could not be opened or read. Look at its name and rights.
  case unreadable(path: String, reason: String)
  /// The file is truncated, holds a NaN, or contradicts itself. Replace it.
  case damaged(path: String, what: String)
  /// The file is whole and describes no space that this program can play. Train it anew.
  case unsuitable(path: String, what: String)
  /// The file could not be written. Look at the folder, the rights and the space left.
  case unwritable(path: String, reason: String)

  /// The sentence for a person.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .damaged(let path, let what): "\(path): this latent space is damaged: \(what)"
    case .unsuitable(let path, let what): "\(path): not a latent space that can be played: \(what)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }
}
