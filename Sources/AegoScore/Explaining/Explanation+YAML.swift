extension Explanation {
  /// YAML that a score has no use for.
  static let ofYAML = [
    Explanation(
      .tooDeep, "Lists or mappings nested beyond reason",
      """
      The deepest key of the language stands eight levels deep; the file is refused at 32, before it can take memory
      without end. Most often brackets were opened and never closed.
      """,
      wrong: ScoreExample(
        .piece, "order: " + String(repeating: "[", count: 34) + "one" + String(repeating: "]", count: 34)),
      right: ScoreExample(
        .rest, "order: [one, one]\nmovements:\n  - {name: one, scenes: [{for: 60s}]}")),
    Explanation(
      .aliasBomb, "Aliases that multiply beyond reason",
      """
      An alias of a list of aliases multiplies: a few lines can stand for more scenes than a computer holds. All aliases
      of a score together may stand for 100,000 values. What returns in a piece is better written with `repeat` on a
      scene or movement, and `order` on the piece.
      """,
      wrong: ScoreExample(.piece, bomb),
      right: ScoreExample(
        .rest,
        "order: [a, b, a, b, a]\nmovements:\n  - {name: a, repeat: 10, scenes: [{for: 6s}]}\n"
          + "  - {name: b, scenes: [{for: 60s}]}")),
    Explanation(
      .unknownAlias, "An alias of nothing",
      """
      `*name` repeats the value that `&name` stands before, further up in the file. Here no such anchor stands before
      it, or the alias stands inside of the very value that it repeats, which would have no end. A text that begins with
      a star needs quotes.
      """,
      wrong: ScoreExample(.scenes, "- &quiet {for: 30s, level: -20dB}\n- *quite"),
      right: ScoreExample(.scenes, "- &quiet {for: 30s, level: -20dB}\n- *quiet")),
    Explanation(
      .unknownTag, "A YAML tag that means nothing here",
      """
      A word that begins with `!` is a tag: it says what type the value has, in languages that have types of their own.
      The score language has none, and each key gives its value a meaning. A text that begins with `!` needs quotes.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, direction: !now turn both forearms}"),
      right: ScoreExample(.scenes, "- {for: 60s, direction: \"!now turn both forearms\"}")),
    Explanation(
      .complexKey, "A key that is a list or a mapping",
      """
      A key is a word. YAML reads `[` and `{` at the beginning of a line as a list or a mapping, even as a key; a text
      that begins with one of them needs quotes, and a key and its value may simply have changed places.
      """,
      wrong: ScoreExample(.piece, "[1, 2]: dimensions"), right: ScoreExample(.piece, "dimensions: [1, 2]")),
    Explanation(
      .badMerge, "A merge key that merges nothing",
      """
      `<<` takes over all keys of another mapping, except those that stand here too. Behind it stands an alias of a
      mapping, or a list of such aliases; the name alone, without its star, is a text.
      """,
      wrong: ScoreExample(.scenes, "- &quiet {for: 30s, level: -20dB}\n- {<<: quiet, for: 20s, dimensions: 3}"),
      right: ScoreExample(.scenes, "- &quiet {for: 30s, level: -20dB}\n- {<<: *quiet, for: 20s, dimensions: 3}")),
    Explanation(
      .duplicateKey, "One key twice",
      """
      YAML programs take the last of two equal keys, or the first, and say nothing: one of the two lines would have no
      effect on the piece, and nobody would know which. The same holds for a key that stands on its level and in its
      group too, as `step` and `agent: {step}`. The note names the first place; keep one.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, level: -6dB, level: 0dB}"),
      right: ScoreExample(.scenes, "- {for: 60s, level: -6dB..0dB}")),
    Explanation(
      .secondDocument, "A second YAML document",
      """
      Three dashes at the left margin begin another document, of which a score has one: what stands below them would not
      be played. Delete the dashes, or give what follows a file of its own. Dashes at the very beginning of a file
      are fine.
      """,
      wrong: ScoreExample(.piece, "composer: nobody\nmovements: [{scenes: [{for: 60s}]}]\n---\ncomposer: somebody"),
      right: ScoreExample(.piece, "composer: somebody")),
    Explanation(
      .emptyScore, "Nothing written",
      """
      The file is empty, or holds nothing but comments. The smallest score has a version, a title, a space and a scene.
      """,
      wrong: ScoreExample(.score, "# a piece to come"),
      right: ScoreExample(
        .score,
        "score: 1\ntitle: one minute\nspaces: {additive: a.safetensors}\nmovements:\n  - scenes:\n      - for: 60s")),
  ]

  private static let bomb: String = {
    let lines = zip("abcde", "bcdef").map { inner, outer in
      "\(outer): &\(outer) [" + Array(repeating: "*\(inner)", count: 10).joined(separator: ", ") + "]"
    }
    return (["a: &a [x, x, x, x, x, x, x, x, x, x]"] + lines).joined(separator: "\n")
  }()
}
