extension Diagnostic {
  /// How many problems of a score are shown; the rest is counted.
  public static let shown = 20

  /// The text of a score's problems, for a person: the first 20, then how many more there are. Ends in a line break.
  ///
  /// - Parameters:
  ///   - diagnostics: The problems in the order of the file.
  ///   - total: How many there are in all, if more than were kept.
  /// - Returns: The text, empty for no problem.
  public static func text(of diagnostics: [Diagnostic], total: Int? = nil) -> String {
    var text = diagnostics.prefix(shown).map(\.text).joined(separator: "\n")
    let rest = max(total ?? 0, diagnostics.count) - shown
    if rest > 0, let path = diagnostics.first?.path {
      text += "\n\(path): \(rest) more \(rest == 1 ? "problem" : "problems")\n"
    }
    return text
  }

  /// The text of this problem: place, code and message; the source line with a caret run under the value; the remedy.
  public var text: String {
    var lines = ["\(path):\(span.start.line):\(span.start.column): \(code.severity)[\(code.rawValue)]: \(message)"]
    if !excerpt.isEmpty { lines += Excerpt(of: self).lines(number: span.start.line) }
    if let note { lines.append("  note: \(note.text) at line \(note.place.line), column \(note.place.column)") }
    if let help { lines.append("  help: \(help)") }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A window on a source line, and the run of carets under it.
private struct Excerpt {
  /// The widest window on a line, in columns.
  static let widest = 100

  let text: String
  let indent: Int
  let run: Int

  init(of diagnostic: Diagnostic) {
    let blank = diagnostic.excerpt.replacing("\t", with: " ")
    let scalars = Array(printable(blank, atMost: .max).unicodeScalars)
    let start = min(diagnostic.span.start.column - 1, scalars.count)
    let isOneLine = diagnostic.span.end.line == diagnostic.span.start.line
    let end = max(start, isOneLine ? min(diagnostic.span.end.column - 1, scalars.count) : scalars.count)
    // A line that is too wide is cut before and behind, so that its fault stands in what is left.
    let first = scalars.count <= Self.widest ? 0 : max(0, min(start - Self.widest / 3, scalars.count - Self.widest))
    let last = min(scalars.count, first + Self.widest)
    let (before, behind) = (first > 0 ? "…" : "", last < scalars.count ? "…" : "")
    text = before + scalars[first..<last].string + behind
    indent = before.count + displayWidth(scalars[first..<start])
    run = max(1, displayWidth(scalars[start..<max(start, min(end, last))]))
  }

  func lines(number: Int) -> [String] {
    let gutter = String(repeating: " ", count: String(number).count)
    let carets = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: run - 1)
    return ["  \(number) | \(text)", "  \(gutter) | \(carets)"]
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
