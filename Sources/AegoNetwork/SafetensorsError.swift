/// Why a safetensors file could not be read or written.
public enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  /// The file could not be opened or read to its end. Look at its name and rights.
  case unreadable(path: String, reason: String)
  /// The file is not what its header says, or no safetensors file at all. Replace it.
  case damaged(path: String, what: String)
  /// The file could not be written. Look at the folder, the rights and the space left.
  case unwritable(path: String, reason: String)

  /// The sentence for a person.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .damaged(let path, let what): "\(path): damaged, or no safetensors file: \(what)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }
}
