/// What a control does, as a text: `go`, or `jump` and a scene's name.
enum CommandText {
  private static let commands: KeyValuePairs<String, Control.Command> = [
    "go": .go, "hold": .hold, "back": .back, "repeat": .repeat, "panic": .panic, "rest": .rest, "undo": .undo,
    "pause": .pause, "like": .like, "dislike": .dislike, "explore": .explore,
  ]
  /// The commands that are one word.
  static let words = commands.map(\.key)
  private static let help = "write \(words.joined(separator: ", ")) or jump SCENE"

  static let form = ValueForm<Control.Command>(
    .any(.words(words), .text(#"jump\s+\S[^\n\r]*"#)),
    read: { node, reading in
      let line = ValueForm<String>.text("a command", help: help, schema: .words(words)) { (text) throws(ValueFault) in
        try ValueForm<String>.checkedLine(text, "a command", most: 1000)
      }
      guard let text = line.read(node, reading) else { return nil }
      if let command = commands.first(where: { $0.key == text }) { return command.value }
      let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      switch (parts[0], parts.count) {
      case ("jump", 2): return .jump(parts[1])
      case ("jump", _):
        reading.report(
          .missingValue, node.span, "`jump` leads nowhere", help: "write a scene's name after it: jump plane")
      default:
        reading.report(
          .unknownWord, node.span, "`\(text)` is no command", help: reading.oneOf(words + ["jump SCENE"], for: text))
      }
      return nil
    })
}
