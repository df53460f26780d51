extension YAMLSyntaxError {
  /// libyaml's complaint as a problem of the score: in words of the trade where it is a usual one, with a remedy.
  func diagnostic(in source: SourceText) -> Diagnostic {
    // The line above too: a key in it may have become one text with this one.
    let lines = [contextPlace.line, place.line]
    if let blank = OddBlank.fault(in: max(1, (lines.min() ?? 1) - 1)...(lines.max() ?? 1), of: source) { return blank }
    if problem == "mapping values are not allowed in this context", let slip = lostColon(in: source) { return slip }
    if problem.hasPrefix("did not find expected ',' or"), let slip = commentedBracket(in: source) { return slip }
    // A quote that never closes, or a key that has no colon, is noticed further down; it is to be mended where it stands.
    let isFurtherDown = ["found unexpected end of stream", "could not find expected ':'"].contains(problem)
    let place = isFurtherDown ? contextPlace : self.place
    let excerpt = source.line(place.line)
    let advice = advice(YAMLSlip(at: place, in: source, isOnLine: contextPlace.line == place.line))
    let began = advice.code == .tab || contextPlace == place ? nil : opening
    let span = SourceSpan(start: place, end: SourcePlace(line: place.line, column: place.column + 1))
    return Diagnostic(
      advice.code, advice.message, path: source.path, span: span, excerpt: excerpt, help: advice.help, note: began)
  }

  /// A key that lost its colon makes one text with the line below it, and the colon there is what libyaml complains of.
  private func lostColon(in source: SourceText) -> Diagnostic? {
    let below = source.line(place.line)
    guard place.line > 1, let line = (1..<place.line).last(where: { !YAMLSyntaxError.isEmpty(source.line($0)) }) else {
      return nil
    }
    let excerpt = source.line(line)
    let (indent, dash) = (excerpt.prefix { $0 == " " }.count, excerpt.drop { $0 == " " }.hasPrefix("- ") ? 2 : 0)
    let words = excerpt.dropFirst(indent + dash).split(separator: " ", maxSplits: 1)
    let column = indent + dash
    guard below.prefix(while: { $0 == " " }).count == column, let key = words.first, !excerpt.contains(":"),
      key.allSatisfy({ $0.isLetter || $0 == "-" })
    else { return nil }
    let value = words.count > 1 ? " " + words[1].split(separator: " ").joined(separator: " ") : ""
    return Diagnostic(
      .yamlSyntax, "a key without `:`", path: source.path,
      span: SourceSpan(
        start: SourcePlace(line: line, column: column + 1), end: SourcePlace(line: line, column: column + 1 + key.count)
      ),
      excerpt: excerpt, help: "write `: ` behind it: `\(key):\(value)`", note: nil)
  }

  /// A bracket that is never closed because a `#` makes a comment of what closes it.
  private func commentedBracket(in source: SourceText) -> Diagnostic? {
    let closing: Character = problem.contains("}") ? "}" : "]"
    guard contextPlace.line < place.line else { return nil }
    for line in contextPlace.line..<place.line {
      let excerpt = source.line(line)
      guard let hash = Comment.start(in: excerpt), excerpt[hash...].contains(closing) else { continue }
      let column = excerpt[..<hash].unicodeScalars.count + 1
      return Diagnostic(
        .yamlSyntax, "what stands behind this `#` is a comment, and the `\(closing)` with it", path: source.path,
        span: SourceSpan(
          start: SourcePlace(line: line, column: column), end: SourcePlace(line: line, column: column + 1)),
        excerpt: excerpt,
        help: "put the text that it belongs to between \" and \", or the comment behind the `\(closing)`",
        note: opening)
    }
    return nil
  }

  private static func isEmpty(_ line: some StringProtocol) -> Bool {
    let text = line.drop { $0 == " " }
    return text.isEmpty || text.hasPrefix("#")
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

  /// A slip that the text around the place shows; else what the complaint usually means.
  private func advice(_ slip: YAMLSlip) -> ValueFault {
    if let (code, message, help) = slip.fault(of: problem) { return ValueFault(code, message, help: help) }
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
    case "did not find expected alphabetic or numeric character":
      (
        "behind `*` and `&` stands a name, in letters and digits",
        "`*name` repeats what `&name` stands before; a text that begins with one of the two needs quotes"
      )
    case "mapping keys are not allowed in this context":
      ("no text begins with `? `", "quote the text")
    case "found unknown escape character":
      ("a backslash with this character means nothing", "between single quotes a backslash is a backslash")
    case "block sequence entries are not allowed in this context":
      ("a list cannot begin here", "put its first dash on a line of its own")
    case "found an indentation indicator equal to 0", "did not find expected comment or line break":
      (
        "nothing stands behind a `>` or `|` that begins a text of several lines",
        "let the text begin in the next line, or quote it; a reward is `above 0.6`, not `>0.6`"
      )
    case "did not find expected node content":
      ("a value should stand here", "write one, or delete the comma")
    case "did not find expected <document start>":
      ("the piece ended before this line", "indent the line as its neighbours are")
    default: (nil, "a value with special characters needs quotes; keys of one mapping stand in one column")
    }
  }
}
