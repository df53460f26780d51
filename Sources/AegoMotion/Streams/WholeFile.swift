import AegoNumerics
import Glibc

/// A file that gets its name when it is whole: until then it stands beside its place, and is taken away if it fails.
final class WholeFile {
  private let path: String
  private let temporary: String
  private let file: UnsafeMutablePointer<FILE>
  private var isOpen = true

  /// Begins a file. One that stands there is replaced when this is whole.
  ///
  /// - Throws: `unwritable`.
  init(path: String) throws(MotionError) {
    guard let place = OutputFile.place(path) else { throw .unwritable(path: path, reason: OutputFile.refusal) }
    self.path = place
    temporary = "\(place).\(getpid()).part"
    guard let file = fopen(temporary, "wbxe") else { throw .unwritable(path: path, reason: systemReason()) }
    self.file = file
  }

  deinit {
    guard isOpen else { return }
    fclose(file)
    unlink(temporary)
  }

  /// Adds bytes, which are gone from their array then.
  func take(_ bytes: inout [UInt8]) throws(MotionError) {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw .unwritable(path: path, reason: systemReason())
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Gives the file its name. Nothing may be written after it.
  func finish() throws(MotionError) {
    isOpen = false
    guard fclose(file) == 0, rename(temporary, path) == 0 else {
      let reason = systemReason()
      unlink(temporary)
      throw .unwritable(path: path, reason: reason)
    }
  }
}
