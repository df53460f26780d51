import AegoPerformance
import AegoScore
import ArgumentParser
import Foundation

/// `aego timeline`: a score unrolled in time, and what was played of it.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Show a score unrolled in time: each scene as it is played, with its space, axes and period.",
    discussion: """
      Of a take also what was played: scenes as long as they lasted, rewards, positions, explorations, commands. \
      Exit status: 0 done, 1 the score has errors or the take is damaged, 3 a file could not be read or written.
      """)

  @Argument(help: "The score, or a take's folder.", completion: .file(extensions: ["yaml", "yml"]))
  var score: String

  @Option(
    help: ArgumentHelp(
      "text for a person; json for a program, times in nanoseconds; svg for a picture. (default: what the output file's ending says, else text)"
    ))
  var format: Format?

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, svg
  }

  /// What the output file's ending says; nil where it has none.
  private var ending: Format? {
    let ending = ((output ?? "") as NSString).pathExtension.lowercased()
    return ending == "txt" ? .text : Format(rawValue: ending)
  }

  func validate() throws {
    guard let output, format == nil, ending == nil, !(output as NSString).pathExtension.isEmpty else { return }
    throw ValidationError(
      "-o \(output): by its ending a timeline is .svg, .json or .txt; other programs make pictures of an .svg, or say --format"
    )
  }

  func run() throws {
    try reportingFailures {
      let course = try isTake ? PlayedCourse(takeAt: score) : nil
      let text = try text(loaded(), course)
      guard let output else { return print(text, terminator: "") }
      try writeText(text, to: output)
    }
  }

  private var isTake: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: score, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// A take's score is drawn without its spaces, which may lie elsewhere now.
  private func loaded() throws -> Score {
    guard isTake else { return try Score.load(path: score, inspect: SpaceInspection.facts) }
    let reader = try ScoreReader(path: score + "/score.yaml")
    guard let score = reader.score else { throw ScoreError.invalid(reader.diagnostics, count: reader.problemCount) }
    return score
  }

  private func text(_ score: Score, _ course: PlayedCourse?) -> String {
    let timeline = score.timeline()
    return switch format ?? ending ?? .text {
    case .text: timeline.text(spaces: score.spaces) + (course.map { "\n" + $0.text } ?? "")
    case .json: timeline.json(spaces: score.spaces, course: course)
    case .svg: TimelinePicture(score, course: course).svg
    }
  }
}

/// Writes a text to standard error.
func standardError(_ text: String) {
  FileHandle.standardError.write(Data(text.utf8))
}
