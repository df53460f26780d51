extension Explanation {
  /// Files beside the score.
  static let ofFiles = [
    Explanation(
      .missingFile, "A file that cannot be read",
      """
      The files that a score names are looked for in the score's own folder, wherever the program is started. The reason
      is the system's: no such file, no permission. `aego train` makes a space; a take's `state.safetensors` is a
      learned state.
      """,
      wrong: ScoreExample(.score, files("{bells: spaces/missing.safetensors}")),
      right: ScoreExample(.score, files("{bells: spaces/bells.safetensors}"))),
    Explanation(
      .wrongSpace, "A file that is no latent space",
      """
      The file is there and cannot be played: it is another format, it is damaged, or its network has a shape that this
      program does not know. The message says which. A sound becomes a space by `aego train FOLDER -o SPACE`.
      """,
      wrong: ScoreExample(.score, files("{bells: damaged.safetensors}")),
      right: ScoreExample(.score, files("{bells: bells.safetensors}"))),
    Explanation(
      .wrongState, "A file that is no learned state of these spaces",
      """
      `agent: {start: FILE}` lets the agents begin with what they had learnt at the end of a take. The file is a take's
      `state.safetensors`, of a piece that has a space of the same name. Without it, or with `none`, they begin with
      nothing.
      """,
      wrong: ScoreExample(.piece, "agent: {start: takes/bells/state.safetensors}"),
      right: ScoreExample(.piece, "agent: {start: takes/2019-06-04/state.safetensors}")),
    Explanation(
      .spaceRates, "Spaces that do not fit the score, or each other",
      """
      All spaces of a piece sound at its own rate and make their spectra in the same steps and frames, so that one can
      morph into the other. A space at another rate would sound too high or too low.
      """,
      wrong: ScoreExample(.score, files("{cd: 44100.safetensors}")),
      right: ScoreExample(.score, files("{cd: 44100.safetensors}") + "\nsound: {rate: 44100}")),
    Explanation(
      .tooManyDimensions, "More axes than the space has",
      """
      A scene opens axes of the space that it plays in; a number inherited from its movement or the piece counts too.
      Each space has as many axes as it was trained with, 8 by default, and `aego space info` tells how many.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, dimensions: 12}"),
      right: ScoreExample(.scenes, "- {for: 60s, dimensions: 8}")),
  ]

  private static func files(_ spaces: String) -> String {
    "score: 1\ntitle: example\nspaces: \(spaces)\nmovements: [{scenes: [{for: 60s}]}]"
  }
}
