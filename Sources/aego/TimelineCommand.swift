import AegoPerformance
import AegoScore
import ArgumentParser
import Foundation

/// `aego timeline`: a score unrolled in time.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Show a score unrolled in time: each scene as it is played, with its space, axes and period.",
    discussion: "Exit status: 0 done, 1 the score has errors, 3 a file could not be read or written.")

  @Argument(help: "The score.", completion: .file(extensions: ["yaml", "yml"]))
  var score: String

  @Option(help: "text for a person; json for a program, times in nanoseconds.")
  var format = ScoreFormat.text

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  func run() throws {
    do throws(ScoreError) {
      let score = try Score.load(path: score, inspect: SpaceInspection.facts)
      let timeline = score.timeline()
      try write(format == .json ? timeline.json(spaces: score.spaces) : timeline.text(spaces: score.spaces))
    } catch {
      switch error {
      case .invalid:
        standardError("\(error)")
        throw ExitCode(1)
      case .unreadable, .unwritable:
        standardError("\(error)\n")
        throw ExitCode(3)
      }
    }
  }

  private func write(_ text: String) throws(ScoreError) {
    guard let output else { return print(text, terminator: "") }
    try writeText(text, to: output)
  }
}

/// Writes a text to standard error.
func standardError(_ text: String) {
  FileHandle.standardError.write(Data(text.utf8))
}
