/// What a control does, as a text: `go`, or `jump` and a scene's name, as the addresses of the same commands have them.
enum CommandText {
  private static let commands: KeyValuePairs<String, Control.Command> = [
    "go": .go, "hold": .hold, "back": .back, "repeat": .repeat, "panic": .panic, "rest": .rest, "undo": .undo,
    "pause": .pause, "like": .like, "dislike": .dislike, "explore": .explore, "explore_action": .exploreAction,
    "previous_state": .previous, "next_state": .next, "resample 1": .resample(1),
    "resample -1": .resample(-1), "new_speed 1": .newSpeed(1), "new_speed -1": .newSpeed(-1),
    "reset_model": .reset, "stop": .stop,
  ]
  /// Those with a name behind them: what stands for it in messages, and an example.
  private static let named: KeyValuePairs<String, (what: String, example: String)> = [
    "jump": ("SCENE", "plane"), "mark": ("NAME", "here"), "return": ("NAME", "here"), "save_model": ("NAME", "evening"),
    "load_model": ("NAME", "evening"),
  ]
  /// The commands that are one word.
  static let words = commands.map(\.key)
  private static let all = words + named.map { "\($0.key) \($0.value.what)" }
  private static let help = "write \(all.dropLast().joined(separator: ", ")) or \(all.last ?? "")"

  private static func command(_ word: String, _ name: String) -> Control.Command? {
    switch word {
    case "jump": .jump(name)
    case "mark": .mark(name)
    case "return": .return(name)
    case "save_model": .save(name)
    case "load_model": .load(name)
    default: nil
    }
  }

  /// The most bytes that a place's or a model's name has in a message.
  private static let longestName = 128

  static let form = ValueForm<Control.Command>(
    .any(.words(words), .text("(\(named.map(\.key).joined(separator: "|")))" + #"\s+\S[^\n\r]*"#)),
    read: { node, reading in
      let line = ValueForm<String>.text("a command", help: help, schema: .words(words)) { (text) throws(ValueFault) in
        try ValueForm<String>.checkedLine(text, "a command", most: 1000)
      }
      guard let text = line.read(node, reading) else { return nil }
      if let command = commands.first(where: { $0.key == text }) { return command.value }
      let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      if parts.count == 2, let command = command(parts[0], parts[1]) {
        guard parts[0] != "jump", parts[1].utf8.count > longestName else { return command }
        reading.report(
          .badName, node.span, "a kept name has at most \(longestName) bytes", help: "write a shorter one")
      } else if let word = named.first(where: { $0.key == parts[0] }) {
        let (noun, example) = (word.key == "jump" ? "a scene's name" : "a name", word.value.example)
        reading.report(
          .missingValue, node.span, word.key == "jump" ? "`jump` leads nowhere" : "`\(word.key)` has no name",
          help: "write \(noun) after it: \(word.key) \(example)")
      } else {
        reading.report(.unknownWord, node.span, "`\(text)` is no command", help: reading.oneOf(all, for: text))
      }
      return nil
    })
}
