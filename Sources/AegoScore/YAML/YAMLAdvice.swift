extension YAMLSyntaxError {
  /// libyaml's complaint as a problem of the score, with a remedy.
  func diagnostic(in source: SourceText) -> Diagnostic {
    let excerpt = source.line(place.line)
    let end = SourcePlace(line: place.line, column: place.column + 1)
    let began = context.map { Diagnostic.Note("found \($0), which begins", at: contextPlace) }
    let isTab = excerpt.unicodeScalars.dropFirst(place.column - 1).first == "\t"
    return Diagnostic(
      isTab ? .tab : .yamlSyntax, isTab ? "a tab cannot indent YAML" : problem, path: source.path,
      span: SourceSpan(start: place, end: end), excerpt: excerpt,
      help: isTab ? "indent with spaces; editors can turn tabs into them" : advice(excerpt),
      note: isTab || contextPlace == place ? nil : began)
  }

  /// What usually mends a complaint of libyaml.
  private func advice(_ excerpt: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "indent this key as its neighbours are; a text that holds `: ` needs quotes"
    case "did not find expected key", "did not find expected '-' indicator", "could not find expected ':'":
      "keys of one mapping, and dashes of one list, stand in one column; after a key comes `: `"
    case "did not find expected ',' or '}'": "close the `{` with `}`, and put a comma between its keys"
    case "did not find expected ',' or ']'": "close the `[` with `]`, and put a comma between its values"
    case "found unexpected end of stream": "a quote that opens must close"
    case "found character that cannot start any token": "quote a text that begins with `@`, `%` or a backtick"
    case "found unknown escape character": "in double quotes a backslash escapes; single quotes keep it as it is"
    case "block sequence entries are not allowed in this context": "put the list's first dash on a line of its own"
    case "did not find expected node content": "write a value here, or delete the comma"
    case "did not find expected <document start>":
      "the text before this line ended the document; indent it, or quote it"
    default: "a value with special characters needs quotes; keys of one mapping stand in one column"
    }
  }
}
