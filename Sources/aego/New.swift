import AegoNumerics
import AegoScore
import ArgumentParser
import Foundation

/// `aego new`: a score to begin with.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented score to begin a piece with.",
    discussion: """
      TITLE becomes the file's name. Nothing is overwritten. Exit status: 0 done, 2 wrong usage, 3 the file could not be \
      written.
      """)

  @Argument(help: "The piece's title.")
  var title: String

  @Option(name: .shortAndLong, help: "The file to write. (default: the title with - between its words, .yaml)")
  var output: String?

  @Option(
    help: "A space to compose with, as often as wanted. (default: those in spaces/ or Scores/spaces/)",
    completion: .file(extensions: ["safetensors"]))
  var space: [String] = []

  func validate() throws {
    let isLine = !title.allSatisfy(\.isWhitespace) && title.count <= 200 && !title.contains { $0.isNewline }
    guard isLine else { throw ValidationError("A title is one line of at most 200 characters.") }
  }

  func run() throws {
    try reportingFailures {
      let path = output ?? ScoreTemplate.fileName(title)
      guard !FileManager.default.fileExists(atPath: path) else {
        throw ValidationError("\(path) is there already; name another file with -o")
      }
      let spaces = try spaces(besides: path)
      try writeText(ScoreTemplate(title: title, spaces: spaces, schema: schema(besides: path)).text, to: path)
      print("\(path): look at it, then aego check \(path) and aego play \(path)")
    }
  }

  /// The language's schema as seen from the score: beside it, or beside its folder, as it lies with the program.
  private func schema(besides path: String) -> String? {
    let folder = parentFolder(of: path)
    return ["score.schema.json", "../docs/score.schema.json"].first { file in
      FileManager.default.fileExists(atPath: folder.isEmpty ? file : folder + "/" + file)
    }
  }

  /// The spaces that were named, or the first two that are found: beside the score, or where the program's own lie.
  private func spaces(besides path: String) throws -> [ScoreTemplate.Space] {
    let folder = parentFolder(of: path)
    var files = space
    if files.isEmpty {
      let places = [folder.isEmpty ? "spaces" : folder + "/spaces", "Scores/spaces"]
      files = places.map(New.spaceFiles).first { !$0.isEmpty } ?? []
    }
    if let missing = space.first(where: { !FileManager.default.fileExists(atPath: $0) }) {
      throw ValidationError("--space \(missing): there is no such file")
    }
    guard !files.isEmpty else {
      throw ValidationError(
        "no space is found in spaces/ or Scores/spaces/; name one with --space, or make one with aego train")
    }
    return files.map { file in
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
      return ScoreTemplate.Space(name: name, path: New.relative(file, to: folder))
    }
  }

  private static func spaceFiles(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".safetensors") }.sorted().prefix(2).map { "\(folder)/\($0)" }
  }

  /// A file's path as seen from a folder.
  private static func relative(_ file: String, to folder: String) -> String {
    let here = FileManager.default.currentDirectoryPath
    let absolute = { (path: String) in
      URL(filePath: path, relativeTo: URL(filePath: here + "/")).standardizedFileURL.path
    }
    guard !file.hasPrefix("/") else { return file }
    let (from, to) = (
      absolute(folder.isEmpty ? "." : folder).split(separator: "/"), absolute(file).split(separator: "/")
    )
    let shared = zip(from, to).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: from.count - shared) + to.dropFirst(shared).map(String.init)).joined(
      separator: "/")
  }
}
