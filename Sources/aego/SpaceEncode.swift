import AegoScore
import AegoSpace
import AegoTraining
import ArgumentParser

/// `aego space encode`: where a sound lies.
struct SpaceEncode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Find the positions of a sound in a space, and how well the space knows it.",
    discussion: """
      The sound may have any format and rate; of several channels the first is taken, silence is left out.
      Exit status: 0 done, 1 the space or the sound is wrong, 2 wrong usage, 3 a file could not be read.
      """)

  @OptionGroup var argument: SpaceArgument

  @Argument(help: "The sound file.", completion: .file())
  var sound: String

  @Option(help: "The time from one position to the next, such as 100ms.")
  var every = "100ms"

  @Option(help: "text for a person; json for a program.")
  var format = ScoreFormat.text

  func validate() throws {
    guard let time = ScoreTime.nanoseconds(every), time > 0 else {
      throw ValidationError("--every \(every): write a duration such as 100ms or 1s")
    }
  }

  func run() throws {
    try reportingFailures {
      let every = Double(ScoreTime.nanoseconds(every) ?? 0) / 1e9
      let positions = try SoundPositions(path: sound, space: argument.load(), every: every)
      let text =
        format == .json
        ? positions.json(path: sound, space: argument.space) : positions.text(path: sound, space: argument.space)
      print(text, terminator: "")
    }
  }
}
