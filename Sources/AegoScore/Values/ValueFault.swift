/// Why a text is not the value that a key wants.
struct ValueFault: Error, Equatable {
  var code: Diagnostic.Code
  var message: String
  var help: String?

  init(_ code: Diagnostic.Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  /// Refuses what YAML's escapes can write and a terminal would obey; line ends and tabs are blanks.
  static func refuseControl(in text: String) throws(ValueFault) {
    let wrong = text.unicodeScalars.first { scalar in
      scalar.properties.generalCategory == .control && !["\n", "\r", "\t"].contains(scalar)
    }
    guard let wrong else { return }
    throw ValueFault(
      .notText, "the control character U+\(hex(wrong.value, digits: 4)) has no place in a score",
      help: "take the escape out of the text")
  }
}
