import Foundation

/// What is served: a table of files that were read when the program started. No request reaches the file system.
public struct PageFiles: Sendable {
  /// One file.
  struct File: Sendable {
    var type: String
    var bytes: [UInt8]
  }

  private(set) var files: [String: File] = [:]
  /// Pages that are asked for without an ending.
  private static let pages = ["/": "/projection.html", "/console": "/console.html", "/setup": "/setup.html"]

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
    "json": "application/json", "txt": "text/plain; charset=utf-8", "webmanifest": "application/manifest+json",
  ]

  /// The files of a folder, those in folders within it left out.
  ///
  /// - Parameter folder: where they lie; one that is not there has none.
  public init(folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let type = PageFiles.types[(name as NSString).pathExtension.lowercased()],
        let bytes = FileManager.default.contents(atPath: folder + "/" + name)
      else { continue }
      files["/" + name] = File(type: type, bytes: Array(bytes))
    }
  }

  /// Those that belong to the program, from beside it.
  public static var own: PageFiles {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return PageFiles(folder: (program as NSString).deletingLastPathComponent + "/aego_AegoStage.resources/Page")
  }

  /// Whether there is nothing to serve.
  public var isEmpty: Bool { files.isEmpty }

  /// The picture of the score that is in force.
  mutating func add(picture: String) {
    add("/timeline.svg", type: "image/svg+xml; charset=utf-8", Array(picture.utf8))
  }

  /// One more file.
  mutating func add(_ path: String, type: String, _ bytes: [UInt8]) { files[path] = File(type: type, bytes: bytes) }

  /// The file of a request's path; nil where there is none.
  func file(_ path: String) -> File? { files[PageFiles.pages[path] ?? path] }
}
