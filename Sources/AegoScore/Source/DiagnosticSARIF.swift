extension Diagnostic {
  /// Scores' problems as a SARIF 2.1.0 log of one run, for editors and services that show problems of many programs.
  ///
  /// Each code is a rule, with its explanation as help. Columns count characters (Unicode scalars) from 1, the end is
  /// the place after the value. Ends in a line break.
  ///
  /// - Parameters:
  ///   - diagnostics: The problems, all of them.
  ///   - version: The program's version.
  /// - Returns: The log.
  public static func sarif(of diagnostics: [Diagnostic], version: String) -> String {
    let driver = JSONText.object([
      ("name", .string("aego")), ("version", .string(version)), ("rules", .array(Explanation.all.map(\.rule))),
    ])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(diagnostics.map(\.sarif))),
    ])
    let log = JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ])
    return log.page + "\n"
  }

  /// The problem as a result of a log.
  var sarif: JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("ruleId", .string(code.rawValue)), ("ruleIndex", .integer(Int64(Code.allCases.firstIndex(of: code) ?? 0))),
      ("level", .string(code.severity.rawValue)),
      ("message", .message([message, help].compactMap(\.self).joined(separator: ": "))),
      ("locations", .array([.object([("physicalLocation", place(region))])])),
    ]
    if let note {
      let start = SourceSpan(start: note.place, end: note.place)
      let related = JSONText.object([
        ("physicalLocation", place(start.region(snippet: nil))), ("message", .message(note.text)),
      ])
      pairs.append(("relatedLocations", .array([related])))
    }
    return .object(pairs)
  }

  private var region: JSONText { span.region(snippet: excerpt.isEmpty ? nil : excerpt) }

  private func place(_ region: JSONText) -> JSONText {
    .object([("artifactLocation", .object([("uri", .string(uri(path)))])), ("region", region)])
  }
}

extension SourceSpan {
  fileprivate func region(snippet: String?) -> JSONText {
    let numbers = [
      ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line), ("endColumn", end.column),
    ]
    var pairs = numbers.map { (key: $0.0, value: JSONText.integer(Int64($0.1))) }
    if let snippet { pairs.append(("snippet", .message(snippet))) }
    return .object(pairs)
  }
}

extension Explanation {
  fileprivate var rule: JSONText {
    .object([
      ("id", .string(code.rawValue)), ("shortDescription", .message(title)), ("fullDescription", .message(text)),
      ("help", .message("\(text)\n\nwrong:\n\(wrong.shown)\n\nright:\n\(right.shown)")),
      ("defaultConfiguration", .object([("level", .string(code.severity.rawValue))])),
    ])
  }
}

extension JSONText {
  /// A text as SARIF wraps it.
  fileprivate static func message(_ text: String) -> JSONText { .object([("text", .string(text))]) }
}

/// A path as a relative or absolute URI (RFC 3986): bytes that it does not admit are written in hexadecimal.
private func uri(_ path: String) -> String {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
  let text = path.utf8.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return plain.contains(byte) ? String(decoding: [byte], as: UTF8.self) : "%" + (byte < 16 ? "0" : "") + digits
  }
  return (path.hasPrefix("/") ? "file://" : "") + text.joined()
}
