/// Blanks that look like the common one and are none to YAML, such as the no-break space that editors and web pages put
/// before a colon or a unit.
enum OddBlank {
  /// Whether a character is one.
  static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && (scalar.properties.generalCategory == .spaceSeparator || scalar == "\u{200B}")
  }

  /// What mends a text that holds one; nil for other texts.
  static func remedy(in text: String) -> String? {
    text.unicodeScalars.contains(where: isOdd)
      ? "it holds a blank of another kind (no-break or wide), which YAML takes for a letter: type a common one" : nil
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
