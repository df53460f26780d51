import AegoNumerics

/// A commented score to begin a piece with: it is valid, sounds, and says beside each line what else could stand there.
public struct ScoreTemplate: Sendable {
  /// A space that the piece begins with.
  public struct Space: Sendable {
    /// Its name in the score.
    public var name: String
    /// Its file, relative to the score.
    public var path: String

    /// A space of these.
    public init(name: String, path: String) { (self.name, self.path) = (name, path) }
  }

  private let title: String
  private let spaces: [Space]
  private let schema: String?

  /// A template.
  ///
  /// - Parameters:
  ///   - title: the piece's title, one line.
  ///   - spaces: one space or more; the second begins the second movement.
  ///   - schema: the language's schema for editors, relative to the score; nil where there is none.
  public init(title: String, spaces: [Space], schema: String? = nil) {
    precondition(!spaces.isEmpty, "a piece has a space")
    (self.title, self.spaces, self.schema) = (title, spaces, schema)
  }

  /// The name of the score's file: the title in lower case, with `-` between its words.
  public static func fileName(_ title: String) -> String {
    let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
    return (words.isEmpty ? "score" : words.joined(separator: "-")) + ".yaml"
  }

  /// The score's text.
  public var text: String {
    let (first, second) = (spaces[0].name, spaces[spaces.count > 1 ? 1 : 0].name)
    let files = spaces.map { "  \(ScoreTemplate.quoted($0.name)): \(ScoreTemplate.quoted($0.path))\n" }.joined()
    let editors = schema.map { "# yaml-language-server: $schema=\($0)\n#\n" } ?? ""
    // Without a schema at hand, how an editor comes by one.
    let hint =
      schema == nil
      ? "#\n# Editors that know YAML schemas complete the keys and check them: `aego schema -o score.schema.json` beside this\n"
        + "# file, and as its first line:\n# yaml-language-server: $schema=score.schema.json\n" : ""
    return """
      \(editors)# \(title)
      #
      # `aego check` tells what is wrong in this file, `aego timeline` shows it unrolled, `aego render` and `aego play` let it
      # sound. `aego explain` tells of each problem more. All keys and values: docs/score-reference.md.
      \(hint)
      score: 1                # the language's version
      title: \(ScoreTemplate.quoted(title))
      # composer: your name
      seed: new               # every performance draws otherwise; a number instead: always the same draws
      start: now              # or go (Return, a button), or {stillness: 3s}

      spaces:                 # of which sounds; aego train makes a space of a folder of your own
      \(files)
      # sensors:              # two R-IoT, ids 0 (left) and 1 (right), on port 8888, if nothing is written
      #   left: none          # one hand alone
      #   right: {source: comote, id: me}     # a phone

      # The three scales of the piece. Each may stand here, on a movement, or on a scene; the innermost wins, and what is
      # written A..B goes from the one to the other over the level that it stands on.
      period: 100ms..50ms     # how often the machine acts
      range: 45deg            # this turn of the forearms from rest is a full yes, or no
      level: -6dB
      crossfade: 6s           # where the space changes

      agent:
        step: 10%/s           # how far it goes
        exploration: 10%      # how often it tries instead of choosing, at a scene's beginning
        settling: 60s         # and how soon it settles

      sound: {fade in: 3s, fade out: 8s}

      movements:
        - name: one
          space: \(ScoreTemplate.quoted(first))
          scenes:
            - name: alone
              dimensions: 1   # how many axes are open to it
              for: 30s
              direction: "What the performer reads: small turns, and wait for the answer."
            - name: wider
              dimensions: 4
              for: 60s
        - name: two
          space: \(ScoreTemplate.quoted(second))
          scenes:
            - name: together
              dimensions: 8
              for: {min: 30s, nominal: 60s, max: 2m}        # open: it ends by what stands in until, or at max
              until:
                - go
                - {stillness: 15s}
            - name: leaving
              dimensions: 2
              for: 30s
              level: -6dB..-24dB

      """
  }

  /// A text as YAML takes it: plain where it is letters, digits and blanks, else between quotes.
  private static func quoted(_ text: String) -> String {
    let words = ["yes", "no", "on", "off", "true", "false", "null", "y", "n"]
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || " ./_-".contains($0) }
    let begins = text.first.map { $0.isLetter || $0 == "." || $0 == "/" } == true && text.last != " "
    return isPlain && begins && !words.contains(text.lowercased()) ? text : JSONString.quoted(text)
  }
}
