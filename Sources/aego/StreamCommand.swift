import AegoMotion
import ArgumentParser

/// `aego stream`: a recorded stream as a table, and back.
struct StreamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stream",
    abstract: "Turn a recorded stream into a table for analysis, and a table into a stream.",
    discussion: """
      FILE.osc becomes a table of comma-separated values, FILE.csv a stream that --sensors and oscsendfile play: \
      time in seconds, address, types, then a column for each argument. Exit status: 0 done, 1 the file is damaged, \
      2 wrong usage, 3 a file could not be read or written.
      """)

  @Argument(
    help: "A stream that oscdump, a take or aego sensors --record wrote (.osc), or a table (.csv).",
    completion: .file(extensions: ["osc", "csv"]))
  var file: String

  @Option(name: .shortAndLong, help: "The file to write, .csv or .osc.")
  var output: String

  func validate() throws {
    guard let kind = Kind(path: file), let other = Kind(path: output), kind != other else {
      throw ValidationError("\(file) -o \(output): one of the two ends in .osc, the other in .csv")
    }
  }

  func run() throws {
    try reportingFailures {
      let isTable = Kind(path: file) == .table
      let messages = try isTable ? StreamTable.read(file, to: output) : StreamTable.write(file, to: output)
      standardError("\(output): \(messages) \(messages == 1 ? "message" : "messages")\n")
    }
  }

  private enum Kind {
    case stream, table

    init?(path: String) {
      switch path.lowercased() {
      case let path where path.hasSuffix(".osc"): self = .stream
      case let path where path.hasSuffix(".csv"): self = .table
      default: return nil
      }
    }
  }
}
