import Foundation

/// What the system tells in files, below `/sys` and `/proc`, or below a folder that stands for them.
public struct SystemFiles: Sendable {
  private let root: String

  /// The files of this machine, or those in a folder.
  public init(root: String = "") { self.root = root }

  /// A file's text without the line's end; nil where there is none.
  func text(_ path: String) -> String? {
    let text = try? String(contentsOfFile: root + path, encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What a folder holds, by name; nothing where it is not there.
  func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + path)) ?? []).sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
  }
}
