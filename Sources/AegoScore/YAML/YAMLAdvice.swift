extension YAMLSyntaxError {
  /// libyaml's complaint as a problem of the score: in words of the trade where it is a usual one, with a remedy.
  func diagnostic(in source: SourceText) -> Diagnostic {
    // A quote that never closes, or a key that has no colon, is noticed further down; it is to be mended where it stands.
    let isFurtherDown = ["found unexpected end of stream", "could not find expected ':'"].contains(problem)
    let place = isFurtherDown ? contextPlace : self.place
    let excerpt = source.line(place.line)
    let advice = advice(Slip(at: place, in: source, isOnLine: contextPlace.line == place.line))
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

  /// A slip that the text around the place shows; else what the complaint usually means.
  private func advice(_ slip: Slip) -> ValueFault {
    if slip.first == "\t" {
      return ValueFault(
        .tab, "a tab cannot indent YAML", help: "indent with spaces; editors can turn tabs into them")
    }
    let isUnfinished = problem.hasPrefix("did not find expected")
    if isUnfinished, slip.lastBefore == "'" || slip.lastBefore == "\"" {
      return ValueFault(
        .yamlSyntax, "a text goes on behind its closing quote",
        help: "a quote inside of a text is written twice between single quotes ('don''t'), as \\\" between double ones")
    }
    if isUnfinished, slip.first == ":", slip.isOnLine {
      return ValueFault(
        .yamlSyntax, "no value can begin after this `:`",
        help:
          "if it belongs to a text, quote all of the text; if a key stands before it, a comma is missing before that")
    }
    if slip.first == "-", problem == "did not find expected key", slip.isDeeper {
      return ValueFault(.yamlSyntax, Self.behindValue.message, help: Self.behindValue.help)
    }
    if slip.first == ">", problem == "found character that cannot start any token" {
      return ValueFault(
        .yamlSyntax, "no text begins with this character",
        help: "a reward is `above 0.6`, not `>0.6`; else quote the text")
    }
    if slip.first == "-", ["did not find expected key", "did not find expected '-' indicator"].contains(problem) {
      return ValueFault(
        .yamlSyntax, "this dash stands in no list's column", help: "put it under the dashes of its list, to the column")
    }
    if slip.first == "-", let number = slip.numberBehind {
      return ValueFault(.yamlSyntax, "a dash with a blank behind it begins a list", help: "did you mean `-\(number)`?")
    }
    let isColon = problem == "mapping values are not allowed in this context"
    if isColon, slip.beginsList {
      return ValueFault(.yamlSyntax, Self.behindValue.message, help: Self.behindValue.help)
    }
    if isColon, let dash = slip.tightDash {
      return ValueFault(
        .yamlSyntax, "no value can begin after this `:`",
        help: "a blank belongs behind the dash in the line before: `- \(dash)`")
    }
    if isColon, slip.hasTypographicQuote {
      return ValueFault(
        .yamlSyntax, "no value can begin after this `:`",
        help: "typographic quotes are letters of the text; put all of it between \" and \"")
    }
    let (message, help) = usual
    return ValueFault(.yamlSyntax, message ?? problem, help: help)
  }

  private static let behindValue = (
    message: "a list cannot begin behind a value",
    help: "a list stands under a key that has no value in its own line: delete that, or the dash"
  )

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

/// The text around a place at which it is no YAML.
private struct Slip {
  /// The line before the place, and from it on.
  let before: Substring
  let behind: Substring
  /// The nearest line above that is no comment.
  let above: String
  /// Whether what was being read began on the same line.
  let isOnLine: Bool

  init(at place: SourcePlace, in source: SourceText, isOnLine: Bool) {
    let line = source.line(place.line)
    let scalars = line.unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: place.column - 1, limitedBy: scalars.endIndex)
    before = line[..<(start ?? line.endIndex)]
    behind = line[(start ?? line.endIndex)...]
    let lines = (1..<max(place.line, 1)).suffix(8).reversed().map { source.line($0) }
    above = lines.first { !["#", nil].contains($0.first { $0 != " " }) } ?? ""
    self.isOnLine = isOnLine
  }

  var first: Unicode.Scalar? { behind.unicodeScalars.first }

  /// The last character before the place that is no blank.
  var lastBefore: Unicode.Scalar? { before.unicodeScalars.last { $0 != " " } }

  /// Whether the place is further to the right than the line above begins.
  var isDeeper: Bool { before.allSatisfy { $0 == " " } && before.count > above.prefix { $0 == " " }.count }

  /// Whether the line begins with a dash, further to the right than the line above begins.
  var beginsList: Bool {
    let indent = before.prefix { $0 == " " }.count
    return before.dropFirst(indent).hasPrefix("- ") && indent > above.prefix { $0 == " " }.count
      && !above.drop { $0 == " " }.hasPrefix("-")
  }

  /// The number that stands behind a dash and a blank.
  var numberBehind: Substring? {
    let text = behind.dropFirst().drop { $0 == " " }
    return text.first?.isNumber == true ? text.prefix { !$0.isWhitespace } : nil
  }

  /// The key in the line above that stands right behind a dash.
  var tightDash: Substring? {
    let text = above.drop { $0 == " " }
    guard text.first == "-", text.dropFirst().first?.isLetter == true else { return nil }
    return text.dropFirst().prefix { $0 != " " }
  }

  var hasTypographicQuote: Bool { before.contains { "“”„‟‘’‚«»".contains($0) } }
}
