import AegoNumerics
import Glibc

extension ScoreReader {
  /// Reads the score in a file, whose own files are looked for in `folder`; in the score's own where that is nil.
  public init(path: String, folder: String? = nil) throws(ScoreError) {
    self.init(path: path, bytes: try fileBytes(path, atMost: SourceText.largest + 1), folder: folder)
  }
}

extension Score {
  /// The score in a file, checked against its spaces.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - inspect: Looks into the latent space file at a path.
  /// - Returns: The score.
  /// - Throws: `ScoreError` with everything that is wrong.
  public static func load(
    path: String, inspect: (String) -> Result<SpaceFacts, FileFault>
  ) throws(ScoreError) -> Score {
    var reader = try ScoreReader(path: path)
    reader.check(spaces: inspect)
    reader.check(states: readable)
    guard let score = reader.score else { throw .invalid(reader.diagnostics, count: reader.problemCount) }
    return score
  }
}

/// Whether a file can be read, or the system's reason why not.
private func readable(_ path: String) -> Result<Void, FileFault> {
  do throws(ScoreError) {
    _ = try fileBytes(path, atMost: 1)
  } catch {
    if case .unreadable(_, let reason) = error { return .failure(.unreadable(reason: reason)) }
  }
  return .success(())
}

/// Writes a text to a file, whole or not at all.
public func writeText(_ text: String, to path: String) throws(ScoreError) {
  guard let path = OutputFile.place(path) else { throw .unwritable(path: path, reason: OutputFile.refusal) }
  let temporary = "\(path).\(getpid()).part"
  guard let file = fopen(temporary, "wbxe") else { throw .unwritable(path: path, reason: systemReason) }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file) == bytes.count
  guard fclose(file) == 0, written, rename(temporary, path) == 0 else {
    let reason = systemReason
    unlink(temporary)
    throw .unwritable(path: path, reason: reason)
  }
}

/// The first bytes of a file, so many at most: nobody waits for a device that never ends.
private func fileBytes(_ path: String, atMost limit: Int) throws(ScoreError) -> [UInt8] {
  guard let file = fopen(path, "rbe") else { throw .unreadable(path: path, reason: systemReason) }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  var all: [UInt8] = []
  while all.count < limit {
    let count = fread(&bytes, 1, min(bytes.count, limit - all.count), file)
    guard count > 0 else { break }
    all += bytes[..<count]
  }
  guard ferror(file) == 0 else { throw .unreadable(path: path, reason: systemReason) }
  return all
}

private var systemReason: String {
  let reason = String(cString: strerror(errno))
  return reason.prefix(1).lowercased() + reason.dropFirst()
}
