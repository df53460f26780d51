extension Explanation {
  /// Names, and what they name.
  static let ofNames = [
    Explanation(
      .badName, "A name that cannot be one",
      """
      Names and titles are one line, not empty and not endless: they stand in the timeline, on the console and in
      `order`. No scene is called `next`, `back` or `end`, which are where a condition's `then` can lead.
      """,
      wrong: ScoreExample(.scenes, "- {name: end, for: 60s}"),
      right: ScoreExample(.scenes, "- {name: ending, for: 60s}")),
    Explanation(
      .duplicateName, "One name for two things",
      """
      `order`, `then` and `--from` find movements and scenes by their names, and would find the first of two. No two
      movements share a name, nor two scenes of one movement. What is left without a name is called after its place:
      `movement 2`, `elementary 3`.
      """,
      wrong: ScoreExample(.scenes, "- {name: line, for: 60s}\n- {name: line, for: 75s}"),
      right: ScoreExample(.scenes, "- {name: line, for: 60s}\n- {name: plane, for: 75s}")),
    Explanation(
      .unknownSpace, "A space that `spaces` does not list",
      """
      `space` takes a name from `spaces`, not a file. All spaces are loaded before the piece begins, so that no scene
      waits for a disk.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, space: aditive}"),
      right: ScoreExample(.scenes, "- {for: 60s, space: additive}")),
    Explanation(
      .unknownMovement, "A movement that is not there",
      """
      `order` names movements as they are called in `movements`; one that has no name there is `movement N`, counted
      from 1.
      """,
      wrong: ScoreExample(
        .rest, "order: [refrain, verse]\nmovements:\n  - {name: refrain, scenes: [{for: 60s}]}"),
      right: ScoreExample(
        .rest, "order: [refrain, refrain]\nmovements:\n  - {name: refrain, scenes: [{for: 60s}]}")),
    Explanation(
      .unknownScene, "A scene that is not there",
      """
      `then` leads to `next`, `back` or `end`, or to a scene by its name, and so does `jump` in `controls`. One that has
      no name is called after its movement and place: `elementary 3`.
      """,
      wrong: ScoreExample(
        .scenes, "- {name: plane, for: 60s}\n- {for: {max: 60s}, until: {stillness: 8s, then: plain}}"),
      right: ScoreExample(
        .scenes, "- {name: plane, for: 60s}\n- {for: {max: 60s}, until: {stillness: 8s, then: plane}}")),
  ]
}
