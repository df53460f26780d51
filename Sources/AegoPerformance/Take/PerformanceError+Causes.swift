import AegoMotion
import AegoSoundFile

/// A take's file that another module could not read or write, without naming it twice.
extension PerformanceError {
  init(_ error: MotionError, path: String) {
    switch error {
    case .unreadable(_, let reason): self = .unreadable(path: path, reason: reason)
    case .unwritable(_, let reason): self = .unwritable(path: path, reason: reason)
    default: self = .unwritable(path: path, reason: error.description)
    }
  }

  init(_ error: SoundFileError, path: String) {
    switch error {
    case .unreadable(_, let reason), .damaged(_, let reason): self = .unreadable(path: path, reason: reason)
    case .unwritable(_, let reason): self = .unwritable(path: path, reason: reason)
    }
  }
}
