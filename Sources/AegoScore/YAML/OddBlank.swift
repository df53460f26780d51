/// Blanks that look like the common one and are none to YAML, such as the no-break space that editors and web pages put
/// before a colon or a unit.
enum OddBlank {
  /// Whether a character is one.
  static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
  }

  /// What mends a text that holds one, or a character that nobody sees; nil for other texts.
  static func remedy(in text: String) -> String? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    if let odd = text.unicodeScalars.first(where: isOdd) {
      return "it holds a blank of another kind (U+\(hex(odd.value, digits: 4))), which YAML takes for a letter: "
        + "type a common one"
    }
    let unseen = text.unicodeScalars.first { $0.properties.generalCategory == .format }
    return unseen.map { "an invisible character (U+\(hex($0.value, digits: 4))) stands in it: type it anew" }
  }

  /// The first one in some lines of a score that stands where YAML wants a common blank: before all else, behind a dash
  /// there, or behind a colon.
  static func fault(in lines: ClosedRange<Int>, of source: SourceText) -> Diagnostic? {
    for line in lines {
      let text = source.line(line)
      var (last, isIndent, column) = (Unicode.Scalar(" "), true, 0)
      for scalar in text.unicodeScalars {
        column += 1
        if isOdd(scalar), isIndent || last == ":" {
          let place = SourcePlace(line: line, column: column)
          return Diagnostic(
            .yamlSyntax,
            "a blank of another kind (U+\(hex(scalar.value, digits: 4))) stands where a common one belongs",
            path: source.path,
            span: SourceSpan(start: place, end: SourcePlace(line: line, column: column + 1)), excerpt: text,
            help: "it looks alike, and YAML takes it for a letter: type a common blank in its place")
        }
        if scalar != " ", scalar != "-" { isIndent = false }
        last = scalar
      }
    }
    return nil
  }
}
