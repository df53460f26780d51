import Foundation

/// The sound files in a folder and the folders in it.
public struct SoundFolder: Sendable, Equatable {
  /// The folder.
  public let path: String
  /// Paths below the folder, in the order of their bytes.
  public let files: [String]

  /// Endings of what is taken for sound, in lower case; other files are passed over without a word.
  public static let endings: Set<String> = [
    "wav", "wave", "rf64", "w64", "aif", "aiff", "aifc", "flac", "ogg", "oga", "opus", "mp3", "au", "snd", "caf",
  ]

  /// Lists a folder; hidden files and folders are passed over.
  public init(path: String) throws(TrainingError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path: path, reason: "there is no such folder")
    }
    guard isFolder.boolValue else { throw .unreadable(path: path, reason: "it is not a folder") }
    guard let walk = FileManager.default.enumerator(atPath: path) else {
      throw .unreadable(path: path, reason: "it cannot be listed")
    }
    var files: [String] = []
    for case let file as String in walk {
      let parts = file.split(separator: "/")
      let ending = parts.last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if parts.allSatisfy({ !$0.hasPrefix(".") }) && Self.endings.contains(ending) { files.append(file) }
    }
    self.path = path
    self.files = files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
