import AegoNumerics
import AegoScore
import Foundation

/// The folder that was opened: which scores are in it, and how one is read and written. No name leads out of it.
public struct ScoreFolder: Sendable {
  /// The folder, absolute and without links.
  public let path: String
  /// The folder within it that scores may lie in too.
  private static let inner = "Scores"

  /// A score's text and the checksum that tells whether the file is still the same.
  struct File: Equatable {
    var text: String
    var stamp: String
  }

  /// A folder.
  ///
  /// - Parameter path: where it is.
  /// - Throws: `SetupError.unreadable` where there is none.
  public init(path: String) throws(SetupError) {
    guard let resolved = realpath(path.isEmpty ? "." : path, nil) else {
      throw .unreadable(path: path, reason: "there is no such folder")
    }
    defer { free(resolved) }
    self.path = String(cString: resolved)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: self.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .unreadable(path: path, reason: "it is no folder")
    }
  }

  /// What it is called.
  public var name: String { (path as NSString).lastPathComponent }

  /// The names of the scores in it, as `path(of:)` takes them.
  public var scores: [String] {
    ["", ScoreFolder.inner + "/"].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
        .map { folder + $0 }.filter { (try? self.path(of: $0)) != nil }
    }
  }

  /// Where a score lies.
  ///
  /// - Parameter name: `piece.yaml` or `Scores/piece.yaml`.
  /// - Returns: its path.
  /// - Throws: `SetupError.badName` for every other name, and for one that leads out of the folder by a link.
  public func path(of name: String) throws(SetupError) -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = parts.last, parts.count == 1 || parts.count == 2 && parts[0] == ScoreFolder.inner,
      !file.hasPrefix("."), file.hasSuffix(".yaml") || file.hasSuffix(".yml"), name.utf8.count <= 200,
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw .badName(name) }
    let whole = path + "/" + name
    guard let resolved = realpath(whole, nil) else { return whole }
    defer { free(resolved) }
    guard String(cString: resolved).hasPrefix(path == "/" ? "/" : path + "/") else { throw .badName(name) }
    return whole
  }

  /// Reads a score.
  func read(_ name: String) throws(SetupError) -> File {
    let path = try path(of: name)
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: most + 1) else {
      throw .unreadable(path: name, reason: "there is no such file, or it may not be read")
    }
    guard data.count <= most else { throw .unreadable(path: name, reason: "it is larger than a score can be") }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .unreadable(path: name, reason: "it is no UTF-8 text")
    }
    return File(text: text, stamp: SHA256.hex(data))
  }

  /// The checksum of a score's file; nil where there is none.
  func stamp(of name: String) throws(SetupError) -> String? { Checksum.file(try path(of: name)) }

  /// The most that a score may hold, in bytes.
  private var most: Int { 1 << 20 }

  /// Writes a score, whole or not at all.
  ///
  /// - Parameters:
  ///   - text: what the file is to hold.
  ///   - name: the score.
  ///   - stamp: that of the file as it was read; nil where it is to be a new one.
  ///   - overwriting: whether whatever is there is written over.
  /// - Returns: the new stamp.
  /// - Throws: `SetupError.changed` where the file is not what the stamp says; one that is gone has nothing to lose.
  func write(
    _ text: String, to name: String, stamp: String?, overwriting: Bool = false
  ) throws(SetupError) -> String {
    let path = try path(of: name)
    guard text.utf8.count <= most else { throw .unwritable(path: name, reason: "it is larger than a score can be") }
    let there = Checksum.file(path)
    guard overwriting || there == nil || there == stamp else { throw .changed(name: name) }
    let parent = parentFolder(of: path)
    try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: false)
    do {
      try writeText(text, to: path)
    } catch {
      if case .unwritable(_, let reason) = error { throw .unwritable(path: name, reason: reason) }
      throw .unwritable(path: name, reason: "\(error)")
    }
    return SHA256.hex(Array(text.utf8))
  }
}
