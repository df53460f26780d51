import AegoSpace
import ArgumentParser

/// `aego space`: looking into a latent space.
struct Space: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Look into a latent space: what it is, what its axes do, what a position sounds like, where a sound lies.",
    discussion: "See docs/composing.md.",
    subcommands: [SpaceInfo.self, SpaceMapCommand.self, SpaceDecode.self, SpaceEncode.self])
}

/// The argument that all of them have.
struct SpaceArgument: ParsableArguments {
  @Argument(help: "The space, a .safetensors file.", completion: .file(extensions: ["safetensors"]))
  var space: String

  func load() throws(SpaceError) -> LatentSpace { try LatentSpace.load(path: space) }
}
