import AegoDoctor
import AegoScore
import AegoServing
import ArgumentParser
import Foundation

/// `aego doctor`: whether this machine is ready for the concert.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Look whether this machine is ready for the concert: a line for each thing, and a remedy where one is due.",
    discussion: """
      Plays two seconds of silence, writes and removes 16 MB where the take would be, and asks the performer to turn each \
      arm. Give it the options that play will have. Exit status: 0 ready, 1 something would stop the performance or the \
      score is wrong, 2 wrong usage, 3 the score could not be read.
      """)

  @Argument(help: "The score.", completion: .file(extensions: ["yaml", "yml"]))
  var score: String

  @OptionGroup var house: HouseOptions

  @OptionGroup var stage: StageOptions

  @Option(help: "The folder that the take will be written to. (default: a new one in takes)")
  var take: String?

  @Option(help: "A recorded stream of sensor messages, or none: then the arms are not looked at.")
  var sensors: String?

  @Option(help: "How long the performer is waited for at each step.")
  var wait = "15s"

  @Option(help: "text for a person; json for a program.")
  var format = ScoreFormat.text

  func validate() throws {
    guard (ScoreTime.nanoseconds(wait) ?? 0) > 0 else {
      throw ValidationError("--wait \(wait): write a duration such as 15s")
    }
  }

  func run() throws {
    try reportingFailures {
      let concert = try concert()
      var all: [Finding] = []
      for examination in Doctor.examinations(concert, ask: { standardError($0 + "\n") }) {
        let findings = examination.findings()
        if format == .text { findings.forEach(show) }
        all += findings
      }
      let isReady = !all.contains { $0.verdict == .error }
      if format == .json { try showJSON(all, isReady) }
      if !isReady { throw ExitCode(1) }
    }
  }

  private func concert() throws -> Concert {
    let reader = try ScoreReader(path: score)
    guard let read = reader.score else { throw ScoreError.invalid(reader.diagnostics, count: reader.problemCount) }
    var concert = Concert(read, path: score, device: house.isSilent ? nil : house.device)
    concert.buffer = house.buffer
    concert.port = house.port ?? concert.port
    concert.listen = house.listen ?? concert.listen
    var serving = ServingSettings()
    (serving.address, serving.port) = (stage.address, stage.port)
    concert.stage = stage.isWanted ? serving : nil
    concert.take = take
    concert.hasArms = sensors == nil
    concert.patience = ScoreTime.nanoseconds(wait) ?? concert.patience
    return concert
  }

  /// On standard output at once: some questions take seconds.
  private func show(_ finding: Finding) {
    let environment = ProcessInfo.processInfo.environment
    let isColoured =
      isatty(1) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    FileHandle.standardOutput.write(Data((finding.lines(isColoured: isColoured) + "\n").utf8))
  }

  private struct Report: Encodable {
    let ready: Bool
    let findings: [Finding]
  }

  private func showJSON(_ findings: [Finding], _ isReady: Bool) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
    print(String(decoding: try encoder.encode(Report(ready: isReady, findings: findings)), as: UTF8.self))
  }
}
