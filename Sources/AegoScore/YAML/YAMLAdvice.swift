extension YAMLSyntaxError {
  /// libyaml's complaint as a problem of the score: in words of the trade where it is a usual one, with a remedy.
  func diagnostic(in source: SourceText) -> Diagnostic {
    // A quote that never closes is complained about at the end of the file; it is to be mended where it opens.
    let isOpenQuote = problem == "found unexpected end of stream"
    let place = isOpenQuote ? contextPlace : self.place
    let excerpt = source.line(place.line)
    let scalars = Array(excerpt.unicodeScalars)
    let advice = advice(
      isTab: scalars.dropFirst(place.column - 1).first == "\t",
      isAfterQuote: scalars.prefix(place.column - 1).last { $0 != " " }.map { $0 == "'" || $0 == "\"" } == true,
      isDash: scalars.dropFirst(place.column - 1).first == "-")
    let began = advice.code == .tab || contextPlace == place ? nil : opening
    let span = SourceSpan(start: place, end: SourcePlace(line: place.line, column: place.column + 1))
    return Diagnostic(
      advice.code, advice.message, path: source.path, span: span, excerpt: excerpt, help: advice.help, note: began)
  }

  /// Where what libyaml was reading begins.
  private var opening: Diagnostic.Note? {
    let words: [(context: String, text: String)] = [
      ("flow mapping", "the `{` stands"), ("flow sequence", "the `[` stands"), ("block mapping", "the keys begin"),
      ("block collection", "the list begins"), ("simple key", "the key stands"), ("quoted scalar", "the quote opens"),
    ]
    guard let context, let known = words.first(where: { context.contains($0.context) }) else { return nil }
    return Diagnostic.Note(known.text, at: contextPlace)
  }

  private func advice(isTab: Bool, isAfterQuote: Bool, isDash: Bool) -> ValueFault {
    if isTab {
      return ValueFault(
        .tab, "a tab cannot indent YAML", help: "indent with spaces; editors can turn tabs into them")
    }
    if isAfterQuote, problem.hasPrefix("did not find expected") {
      return ValueFault(
        .yamlSyntax, "a text goes on behind its closing quote",
        help: "a quote inside of a text is written twice between single quotes ('don''t'), as \\\" between double ones")
    }
    if isDash, problem == "did not find expected key" {
      return ValueFault(
        .yamlSyntax, "this dash stands in no list's column", help: "put it under the dashes of its list, to the column")
    }
    let (message, help) = usual
    return ValueFault(.yamlSyntax, message ?? problem, help: help)
  }

  /// What a complaint means, and what usually mends it.
  private var usual: (message: String?, help: String) {
    switch problem {
    case "mapping values are not allowed in this context":
      (
        "no value can begin after this `:`",
        "if it is a key, indent it as its neighbours are; if it is text, quote all of it"
      )
    case "did not find expected key":
      ("a key should stand here", "keys of one mapping stand in one column, each with `: ` behind it")
    case "did not find expected '-' indicator":
      ("a dash should stand here", "if this begins no entry of the list, indent it as the other lines of its entry")
    case "could not find expected ':'":
      ("a key without `:`", "write `: ` and a value behind it; if it is text, indent it or quote it")
    case "did not find expected ',' or '}'":
      ("a `{` is not closed, or a comma is missing", "close it with `}`, and put a comma between its keys")
    case "did not find expected ',' or ']'":
      ("a `[` is not closed, or a comma is missing", "close it with `]`, and put a comma between its values")
    case "found unexpected end of stream":
      ("this quote never closes", "put the same quote at the end of the text")
    case "found character that cannot start any token":
      ("no text begins with this character", "quote the text")
    case "found unknown escape character":
      ("a backslash with this character means nothing", "between single quotes a backslash is a backslash")
    case "block sequence entries are not allowed in this context":
      ("a list cannot begin here", "put its first dash on a line of its own")
    case "did not find expected node content":
      ("a value should stand here", "write one, or delete the comma")
    case "did not find expected <document start>":
      ("the piece ended before this line", "indent the line as its neighbours are")
    default: (nil, "a value with special characters needs quotes; keys of one mapping stand in one column")
    }
  }
}
