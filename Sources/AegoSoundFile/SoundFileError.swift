/// Why a sound file could not be read or written.
public enum SoundFileError: Error, Equatable, CustomStringConvertible {
  /// The file could not be opened for reading: it is missing, or not a sound file. Choose another file.
  case unreadable(path: String, reason: String)
  /// The file begins well and is damaged further on. Replace it.
  case damaged(path: String, reason: String)
  /// The file could not be made or written. Look at the folder, the rights and the space left.
  case unwritable(path: String, reason: String)

  /// The sentence for a person.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read as a sound file: \(reason)"
    case .damaged(let path, let reason): "\(path): the sound is damaged: \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }
}
