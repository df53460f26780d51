extension Explanation {
  /// The file as text, and the text as one document.
  static let ofText = [
    Explanation(
      .tooLarge, "A file that is larger than any score",
      """
      A score holds at most 1 MiB: ten thousand scenes take half of that. A larger file is most likely a sound, a
      recorded stream or a trained space, given by mistake. What is long because it repeats is written once, with
      `repeat` and `order`.
      """,
      wrong: ScoreExample(
        shown: "(a sound of ten minutes)", bytes: Array(repeating: UInt8(ascii: "#"), count: SourceText.largest + 1)),
      right: ScoreExample(.rest, "movements:\n  - repeat: 100\n    scenes: [{for: 60s}]")),
    Explanation(
      .notUTF8, "A file that is not UTF-8",
      """
      Scores are UTF-8, so that `ægo` and `線` mean the same on every machine. Older editors save letters with accents
      in another encoding; choose UTF-8 where the editor saves. A byte order mark at the file's beginning is welcome.
      """,
      wrong: ScoreExample(
        shown: "title: \u{FFFD}go",
        bytes: Array("score: 1\ntitle: ".utf8) + [0xE6] + Array("go\nmovements: [{scenes: [{for: 60s}]}]\n".utf8)),
      right: ScoreExample(.score, whole(title: "ægo"))),
    Explanation(
      .notText, "A control character in a text",
      """
      Characters that command a terminal, instead of standing in it, have no meaning in a score, and come from a copied
      window or a damaged file. The place is named, for most editors do not show them: delete what stands there.
      """,
      wrong: ScoreExample(.score, whole(title: "\u{7}ægo")), right: ScoreExample(.score, whole(title: "ægo"))),
    Explanation(
      .yamlSyntax, "No YAML",
      """
      A score is YAML: keys with `: ` behind them, lists with dashes, deeper things indented further. The message names
      the place where the text can no longer be read, which may be a line after the mistake; the note names what was
      being read there. The usual slips are a colon within a text that has no quotes, a bracket that is not closed, and
      a line that is indented otherwise than its neighbours.
      """,
      wrong: ScoreExample(.scenes, "- {for: 60s, direction: Wait: the sound comes first.}"),
      right: ScoreExample(.scenes, "- {for: 60s, direction: \"Wait: the sound comes first.\"}")),
    Explanation(
      .tab, "A tab where YAML wants spaces",
      """
      How far a line is indented says what it belongs to, and a tab is as wide as each editor likes. YAML therefore
      indents with spaces alone. Most editors can turn all tabs of a file into spaces, and enter spaces for the tab key.
      """,
      wrong: ScoreExample(.piece, "sound:\n\twidth: 0.5"), right: ScoreExample(.piece, "sound:\n  width: 0.5")),
  ]

  /// A whole score in five lines.
  private static func whole(title: String) -> String {
    """
    score: 1
    title: \(title)
    spaces: {additive: a.safetensors}
    movements:
      - scenes: [{for: 60s}]
    """
  }
}
