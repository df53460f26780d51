/// The text around a place at which it is no YAML.
struct YAMLSlip {
  /// The line before the place, and from it on.
  private let before: Substring
  private let behind: Substring
  /// The nearest line above that is no comment.
  private let above: String
  /// Whether what was being read began on the same line.
  private let isOnLine: Bool

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

  /// A slip with its code, what it is, and what mends it.
  typealias Fault = (code: Diagnostic.Code, message: String, help: String)

  /// The slip that these surroundings of one of libyaml's complaints show; nil where they show none.
  func fault(of problem: String) -> Fault? {
    if first == "\t" {
      return (.tab, "a tab cannot indent YAML", "indent with spaces; editors can turn tabs into them")
    }
    let told = dash(problem) ?? colon(problem) ?? mark(problem)
    return told.map { (.yamlSyntax, $0.message, $0.help) }
  }

  private typealias Words = (message: String, help: String)

  private static let listBehindValue: Words = (
    "a list cannot begin behind a value",
    "a list stands under a key that has no value in its own line: delete that, or the dash"
  )

  /// Dashes where no list goes on.
  private func dash(_ problem: String) -> Words? {
    guard first == "-" else { return nil }
    if problem == "did not find expected key", isDeeper { return Self.listBehindValue }
    if ["did not find expected key", "did not find expected '-' indicator"].contains(problem) {
      return (
        "this dash stands in no list's column",
        "put it under the dashes of its list, to the column; or write its key, such as `scenes:`, in a line above"
      )
    }
    return numberBehind.map { ("a dash with a blank behind it begins a list", "did you mean `-\($0)`?") }
  }

  /// Colons where no key stands, and keys whose colon is none.
  private func colon(_ problem: String) -> Words? {
    let message = "no value can begin after this `:`"
    switch problem {
    case "did not find expected ',' or '}'" where first == ":" && isOnLine,
      "did not find expected ',' or ']'" where first == ":" && isOnLine:
      return (
        message,
        "if it belongs to a text, quote all of the text; if a key stands before it, a comma is missing before that"
      )
    case "mapping values are not allowed in this context":
      if beginsList { return Self.listBehindValue }
      if let dash = tightDash { return (message, "a blank belongs behind the dash in the line before: `- \(dash)`") }
      if let nested { return nested }
      guard hasTypographicQuote else { return nil }
      return (message, "typographic quotes are letters of the text; put all of it between \" and \"")
    case "could not find expected ':'":
      if let line = foreignLine { return line }
      return tightColon.map { ("a key without `: `", "a blank belongs behind the colon: `\($0)`") }
    default: return nil
    }
  }

  /// Brackets, commas, quotes and other marks astray.
  private func mark(_ problem: String) -> Words? {
    if problem == "found character that cannot start any token" {
      if behind.hasPrefix("```") {
        return ("this fence stands around a text on a page, and not in the score", "delete the lines with ```")
      }
      let helps: [Unicode.Scalar?: String] = [
        ">": "a reward is `above 0.6`, not `>0.6`; else quote the text",
        "%": "a percentage has its sign behind the number; else quote it",
      ]
      return helps[first].map { ("no text begins with this character", $0) }
    }
    guard problem.hasPrefix("did not find expected") else { return nil }
    if let first, first == "]" || first == "}" {
      return (
        "this `\(first)` closes nothing",
        "delete it, or open it with `\(first == "]" ? "[" : "{")` where its list or mapping begins"
      )
    }
    if first == ",", problem == "did not find expected key" {
      return (
        "this comma stands in no list or braces", "delete it; outside of `[ ]` and `{ }` each line ends by itself"
      )
    }
    guard lastBefore == "'" || lastBefore == "\"" else { return nil }
    return (
      "a text goes on behind its closing quote",
      "a quote inside of a text is written twice between single quotes ('don''t'), as \\\" between double ones"
    )
  }

  /// A key behind another on one line, as in `until: stillness: 30s`.
  private var nested: Words? {
    let words = before.drop { $0 == " " || $0 == "-" }.split(separator: ":", maxSplits: 1)
    guard words.count == 2, first == ":" else { return nil }
    let (outer, inner) = (words[0], words[1].drop { $0 == " " })
    let value = behind.dropFirst().drop { $0 == " " }
    guard !value.isEmpty else { return nil }
    if ["jump", "mark", "return"].contains(inner) {
      return ("no value can begin after this `:`", "a command has no colon: `\(outer): \(inner) \(value)`")
    }
    guard Self.keys.contains(String(inner)) else { return nil }
    return (
      "no value can begin after this `:`",
      "keys behind a key in one line stand in braces: `\(outer): {\(inner): \(value)}`"
    )
  }

  /// Every key of the language.
  private static let keys = Set(ScoreSchema.mappings(from: PieceKeys.mapping).flatMap(\.names))

  /// A line that is no YAML at all: a comment of another language, what a merge left.
  private var foreignLine: Words? {
    let text = (before + behind).drop { $0 == " " }
    if ["<<<<<<<", "=======", ">>>>>>>"].contains(where: text.hasPrefix) {
      return ("a merge of two versions left this mark", "keep one of the two versions, and delete the marks")
    }
    if ["//", ";", "--", "%", "/*"].contains(where: text.hasPrefix) {
      return ("a key without `:`", "if this line is a comment, it begins with `#`")
    }
    if text.contains("：") { return ("this colon is a wide one (U+FF1A)", "type a common one, with a blank behind it") }
    return nil
  }

  private var first: Unicode.Scalar? { behind.unicodeScalars.first }

  /// The last character before the place that is no blank.
  private var lastBefore: Unicode.Scalar? { before.unicodeScalars.last { $0 != " " } }

  /// Whether the place is further to the right than the line above begins.
  private var isDeeper: Bool { before.allSatisfy { $0 == " " } && before.count > above.prefix { $0 == " " }.count }

  /// What `for:75s` at the place was meant to be; nil for other texts.
  private var tightColon: String? {
    guard let colon = behind.firstIndex(of: ":"), colon > behind.startIndex else { return nil }
    let value = behind[behind.index(after: colon)...]
    return value.isEmpty || value.first == " " ? nil : "\(behind[..<colon]): \(value)"
  }

  /// Whether the line begins with a dash, further to the right than the line above begins.
  private var beginsList: Bool {
    let indent = before.prefix { $0 == " " }.count
    return before.dropFirst(indent).hasPrefix("- ") && indent > above.prefix { $0 == " " }.count
      && !above.drop { $0 == " " }.hasPrefix("-")
  }

  /// The number that stands behind a dash and a blank.
  private var numberBehind: Substring? {
    let text = behind.dropFirst().drop { $0 == " " }
    return text.first?.isNumber == true ? text.prefix { !$0.isWhitespace } : nil
  }

  /// The key in the line above that stands right behind a dash.
  private var tightDash: Substring? {
    let text = above.drop { $0 == " " }
    guard text.first == "-", text.dropFirst().first?.isLetter == true else { return nil }
    return text.dropFirst().prefix { $0 != " " }
  }

  private var hasTypographicQuote: Bool { before.contains { "“”„‟‘’‚«»".contains($0) } }
}
