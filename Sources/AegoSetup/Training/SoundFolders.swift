import AegoTraining
import Foundation

/// The folders of sounds below the folder that was opened: those that a training may have.
enum SoundFolders {
  /// A folder and how many sounds it has, those in folders within it included.
  struct Entry: Equatable, Sendable {
    var name: String
    var sounds: Int
  }

  /// How deep they are looked for, and how many are looked at.
  private static let (deepest, most) = (4, 400)

  /// Folders with at least one sound, by their names below the root. Links are not followed.
  static func below(_ root: String) -> [Entry] {
    var entries: [Entry] = []
    var waiting = [("", 0)]
    var looked = 0
    while let (folder, depth) = waiting.popLast(), looked < most {
      looked += 1
      let path = folder.isEmpty ? root : root + "/" + folder
      if !folder.isEmpty, let sounds = try? SoundFolder(path: path).files.count, sounds > 0 {
        entries.append(Entry(name: folder, sounds: sounds))
      }
      guard depth < deepest else { continue }
      let url = URL(filePath: path)
      let keys: [URLResourceKey] = [.isDirectoryKey, .isSymbolicLinkKey]
      let within = (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: keys)) ?? []
      for child in within where !child.lastPathComponent.hasPrefix(".") {
        let values = try? child.resourceValues(forKeys: Set(keys))
        guard values?.isDirectory == true, values?.isSymbolicLink != true else { continue }
        waiting.append((folder.isEmpty ? child.lastPathComponent : folder + "/" + child.lastPathComponent, depth + 1))
      }
    }
    return entries.sorted { $0.name < $1.name }
  }
}
