extension Diagnostic {
  /// A score's problems as a JSON array, all of them, in the order of the file. Lines and columns count from 1, `end`
  /// is the place after the value. Ends in a line break.
  public static func json(of diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + $0.json.line }.joined(separator: ",\n") + "\n]\n"
  }

  private var json: JSONText {
    .object([
      ("path", .string(path)), ("line", .integer(Int64(span.start.line))),
      ("column", .integer(Int64(span.start.column))), ("endLine", .integer(Int64(span.end.line))),
      ("endColumn", .integer(Int64(span.end.column))), ("severity", .string(code.severity.rawValue)),
      ("code", .string(code.rawValue)), ("message", .string(message)), ("help", help.map(JSONText.string) ?? .null),
      ("note", note?.json ?? .null),
    ])
  }
}

extension Diagnostic.Note {
  fileprivate var json: JSONText {
    .object([
      ("text", .string(text)), ("line", .integer(Int64(place.line))), ("column", .integer(Int64(place.column))),
    ])
  }
}
