import AegoScore
import AegoSpace
import ArgumentParser

/// `aego space map`: a picture of a space.
struct SpaceMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a space: what each axis does to the spectrum, and where the training sounds lie.",
    discussion: "Exit status: 0 done, 1 the space is damaged, 2 wrong usage, 3 a file could not be used.")

  @OptionGroup var argument: SpaceArgument

  @Option(name: .shortAndLong, help: "The picture to write, an .svg file, instead of standard output.")
  var output: String?

  func run() throws {
    try reportingFailures {
      let picture = try SpaceMap(argument.load(), path: argument.space).svg
      guard let output else { return print(picture, terminator: "") }
      try writeText(picture, to: output)
    }
  }
}
