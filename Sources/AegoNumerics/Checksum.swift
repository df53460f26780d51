import Glibc

/// Checksums of files.
public enum Checksum {
  /// The SHA-256 of a file as 64 hexadecimal digits; nil where it cannot be read.
  public static func file(_ path: String) -> String? {
    var sum = SHA256()
    return add(path, to: &sum) ? sum.finish() : nil
  }

  /// Adds a file's bytes, read in pieces, to a checksum; false where it cannot be read.
  @discardableResult public static func add(_ path: String, to sum: inout SHA256) -> Bool {
    guard let file = fopen(path, "rbe") else { return false }
    defer { fclose(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { break }
      sum.update(count == piece.count ? piece : Array(piece[..<count]))
    }
    return ferror(file) == 0
  }
}
