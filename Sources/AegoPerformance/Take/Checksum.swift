import Foundation

/// Checksums of files.
enum Checksum {
  /// The SHA-256 of a file, read in pieces; nil where it cannot be read.
  static func file(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var sum = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { break }
      sum.update(count == piece.count ? piece : Array(piece[..<count]))
    }
    return ferror(file) == 0 ? sum.finish() : nil
  }
}
