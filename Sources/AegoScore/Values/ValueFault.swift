/// Why a text is not the value that a key wants.
struct ValueFault: Error, Equatable {
  var code: Diagnostic.Code
  var message: String
  var help: String?
  /// What was most likely to be written; the help offers it.
  var meant: String?

  init(_ code: Diagnostic.Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  /// A value that is nearly right.
  init(_ code: Diagnostic.Code, _ message: String, meant: String) {
    self.init(code, message, help: "did you mean `\(meant)`?")
    self.meant = meant
  }

  /// The help for a value that is right but for a decimal comma, or for what an editor made of its dots and signs.
  func typographic(_ text: String, isRight: (String) -> Bool) -> String? {
    let pointed = text.replacing(",", with: ".")
    if pointed != text, isRight(pointed) { return "decimals stand after a point, not a comma: `\(pointed)`" }
    let plain = [("…", ".."), ("−", "-"), ("–", "-")].reduce(text) { $0.replacing($1.0, with: $1.1) }
    return plain != text && isRight(plain) ? "did you mean `\(plain)`?" : nil
  }

  /// Refuses what YAML's escapes can write and a terminal would obey; line ends and tabs are blanks.
  static func refuseControl(in text: String) throws(ValueFault) {
    // Nearly every text is plain ASCII, which is told at once.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return }
    let wrong = text.unicodeScalars.first { scalar in
      scalar.properties.generalCategory == .control && !["\n", "\r", "\t"].contains(scalar)
    }
    guard let wrong else { return }
    throw ValueFault(
      .notText, "the control character U+\(hex(wrong.value, digits: 4)) has no place in a score",
      help: "take the escape out of the text")
  }
}
