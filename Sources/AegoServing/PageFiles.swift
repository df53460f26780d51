import AegoNumerics
import Foundation

/// What is served: a table of files that were read when the program started. No request reaches the file system.
public struct PageFiles: Sendable {
  /// One file.
  public struct File: Sendable {
    var type: String
    var bytes: [UInt8]
  }

  private var files: [String: File] = [:]
  /// Pages that are asked for without an ending, and the files that they are.
  private let pages: [String: String]

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
    "json": "application/json", "txt": "text/plain; charset=utf-8", "webmanifest": "application/manifest+json",
  ]

  /// The files of a folder, those in folders within it left out.
  ///
  /// - Parameters:
  ///   - folder: where they lie; one that is not there has none.
  ///   - pages: paths without an ending, such as `/console`, and the files that they are, such as `/console.html`.
  public init(folder: String, pages: [String: String]) {
    self.pages = pages
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let type = PageFiles.types[(name as NSString).pathExtension.lowercased()],
        let bytes = FileManager.default.contents(atPath: folder + "/" + name)
      else { continue }
      files["/" + name] = File(type: type, bytes: Array(bytes))
    }
  }

  /// Those of a module of the program, from beside it.
  ///
  /// - Parameters:
  ///   - module: whose folder `Page` they lie in.
  ///   - pages: as above.
  /// - Returns: the files; none where the folder is not there.
  public static func own(_ module: String, pages: [String: String]) -> PageFiles {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = parentFolder(of: program) + "/aego_\(module).resources/Page"
    return PageFiles(folder: folder, pages: pages)
  }

  /// Whether there is nothing to serve.
  public var isEmpty: Bool { files.isEmpty }

  /// A picture in SVG as one more file.
  public mutating func add(_ path: String, picture: String) {
    files[path] = File(type: PageFiles.types["svg"] ?? "", bytes: Array(picture.utf8))
  }

  /// One more file.
  mutating func add(_ path: String, type: String, _ bytes: [UInt8]) { files[path] = File(type: type, bytes: bytes) }

  /// The file of a request's path; nil where there is none.
  public func file(_ path: String) -> File? { files[pages[path] ?? path] }
}
