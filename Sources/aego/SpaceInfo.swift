import AegoSpace
import ArgumentParser

/// `aego space info`: what is known of a space.
struct SpaceInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Tell what is known of a space: sizes, axes, sounds, quality, and how even and clear it is.",
    discussion: "Exit status: 0 done, 1 the space is damaged, 2 wrong usage, 3 the file could not be read.")

  @OptionGroup var argument: SpaceArgument

  @Option(help: "text for a person; json for a program.")
  var format = ScoreFormat.text

  func run() throws {
    try reportingFailures {
      let description = try SpaceDescription(argument.load(), path: argument.space)
      print(format == .json ? description.json : description.text, terminator: "")
    }
  }
}
