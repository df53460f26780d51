import Glibc

/// A file that is read in parts, so that its length and its head are checked before memory is asked for the rest.
struct InputFile: ~Copyable {
  /// The name that errors speak of.
  let path: String
  /// The file's length in bytes.
  let size: Int
  private let descriptor: Int32

  /// Opens a file. A pipe, a device or a folder is refused without waiting for it.
  init(path: String) throws(SafetensorsError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    self.path = path
    guard descriptor >= 0 else {
      size = 0
      throw .unreadable(path: path, reason: InputFile.systemReason)
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    size = Int(status.st_size)
    guard isKnown else { throw .unreadable(path: path, reason: InputFile.systemReason) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is not a file") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes from `start` to `start + count`, which lie in the file.
  borrowing func bytes(at start: Int, count: Int) throws(SafetensorsError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, start + done)
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else {
        throw .unreadable(path: path, reason: got < 0 ? InputFile.systemReason : "it shrank while read")
      }
      done += got
    }
    return bytes
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}
