import AegoSoundFile
import Foundation

/// The sound files in a folder and the folders in it.
public struct SoundFolder: Sendable, Equatable {
  /// The folder.
  public let path: String
  /// Paths below the folder, in the order of their bytes.
  public let files: [String]

  /// Lists a folder; hidden files and folders, and files whose endings are not those of sound, are passed over without
  /// a word. Links are followed, to each folder and file once: the first in the order of the paths.
  public init(path: String) throws(TrainingError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path: path, reason: "there is no such folder")
    }
    guard isFolder.boolValue else { throw .unreadable(path: path, reason: "it is not a folder") }
    guard access(path, R_OK | X_OK) == 0 else { throw .unreadable(path: path, reason: "it cannot be listed") }
    var walk = Walk(root: path)
    walk.visit("")
    self.path = path
    files = walk.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// A walk through folders.
private struct Walk {
  /// What the system calls a file or folder, whatever path leads there.
  private struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  let root: String
  private(set) var files: [String] = []
  private var seen: Set<Identity> = []

  init(root: String) { self.root = root }

  /// Adds the sounds of a folder below the root; what is no link comes before the links, so that a link never takes
  /// the place of what it leads to within one folder.
  mutating func visit(_ folder: String) {
    guard isNew(folder) else { return }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: absolute(folder))) ?? [])
      .filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    let links = Set(names.filter { isLink($0) })
    for name in names.filter({ !links.contains($0) }) + names.filter({ links.contains($0) }) {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: absolute(name), isDirectory: &isFolder)
      if exists && isFolder.boolValue {
        visit(name)
      } else if isSound(name) && (!exists || isNew(name)) {
        // A link that leads nowhere is listed, so that reading names and skips it.
        files.append(name)
      }
    }
  }

  private func absolute(_ name: String) -> String { name.isEmpty ? root : "\(root)/\(name)" }

  private func isSound(_ name: String) -> Bool {
    let parts = name.split(separator: "/").last?.split(separator: ".") ?? []
    return parts.count > 1 && SoundFileReader.endings.contains(parts[parts.count - 1].lowercased())
  }

  private func isLink(_ name: String) -> Bool {
    var status = stat()
    return lstat(absolute(name), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private mutating func isNew(_ name: String) -> Bool {
    var status = stat()
    guard stat(absolute(name), &status) == 0 else { return false }
    return seen.insert(Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))).inserted
  }
}
