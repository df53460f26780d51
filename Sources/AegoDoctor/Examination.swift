/// One question to the machine. A new one is a file with a type, and a line in `Doctor.examinations`.
public protocol Examination {
  /// Looks; may take some seconds.
  func findings() -> [Finding]
}
