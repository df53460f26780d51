/// A mapping read key by key. Keys that the language does not have there are reported by `finish`.
struct Fields {
  /// The keys that it can hold.
  let mapping: Mapping
  /// What the mapping is, with its article: "a scene".
  let what: String
  let span: SourceSpan
  /// Whether the file cannot be read on before the mapping ends.
  let isCut: Bool
  private let reading: Reading
  private let entries: [YAMLEntry]
  private let indices: [String: Int]?
  /// The entries whose keys the mapping does not have, each with the key that was meant; nil where it is like none.
  private let unknown: [(entry: YAMLEntry, meant: String?)]

  /// The keys of a node; a report and nil if it is no mapping.
  init?(
    _ node: YAMLNode, _ mapping: Mapping, what: String, example: String = "`key: value`, each on its line",
    _ reading: Reading
  ) {
    guard case .mapping(let entries) = node.content else {
      reading.report(
        .wrongKind, node.span, "\(what) is written with keys, not as \(node.kind)",
        help: OddBlank.remedy(in: node.text)
          ?? Fields.blankless(node).map { "a blank belongs behind the colon: `\($0)`" } ?? "write \(example)")
      return nil
    }
    self.mapping = mapping
    self.what = what
    self.reading = reading
    self.entries = entries
    span = node.span
    isCut = node.isCut
    // Among a few keys looking at each is faster than any table.
    indices =
      entries.count > 12 ? Dictionary(entries.enumerated().map { ($1.key, $0) }) { first, _ in first } : nil
    unknown =
      mapping.keys.isEmpty
      ? []
      : entries.filter { !mapping.names.contains($0.key) }
        .map { ($0, Self.meant($0.key, mapping, reading)) }
  }

  /// Whether a key is written, with or without a value.
  func has(_ key: String) -> Bool { index(of: key) != nil }

  private func index(of key: String) -> Int? {
    if let indices { return indices[key] }
    return entries.firstIndex { $0.key == key }
  }

  /// Whether a key is missing: it is not written, is not meant by a misspelt one, which is reported as such, and cannot
  /// stand where the file is no longer readable.
  func lacks(_ key: String) -> Bool {
    !has(key) && !isCut && !unknown.contains { $0.meant == key }
  }

  /// Where a key stands.
  func place(of key: String) -> SourceSpan { index(of: key).map { entries[$0].keySpan } ?? span }

  /// The node behind a key; nil if the key is not written, or nothing is behind it. Both are reported: the first only
  /// of a key that must be there.
  func node(_ key: Key<YAMLNode>) -> YAMLNode? { node(key.entry) }

  /// The value behind a key; nil if there is none, or a wrong one, which is reported.
  func value<Value>(_ key: Key<Value>) -> Written<Value>? { value(key, key.form) }

  /// The value behind a key in another form than its own.
  func value<Other, Value>(_ key: Key<Other>, _ form: ValueForm<Value>) -> Written<Value>? {
    guard let node = node(key.entry), let value = form.read(node, reading) else { return nil }
    return Written(value: value, span: node.span)
  }

  /// The keys of the mapping behind a key.
  func group(_ group: Group, _ what: String) -> Fields? {
    let example = group.entry.examples.first.map { "`\(group.entry.name): \($0)`" } ?? "keys with their values"
    return node(group.entry).flatMap { Fields($0, group.mapping, what: what, example: example, reading) }
  }

  private func node(_ key: KeyEntry) -> YAMLNode? {
    guard let index = index(of: key.name) else {
      if let help = key.required { reportMissing(key.name, help: help) }
      return nil
    }
    if entries[index].value.isUnreadable { return nil }
    if entries[index].value.isNothing {
      reading.report(
        .missingValue, entries[index].keySpan, "`\(key.name)` has no value",
        help: isCommentedOut(entries[index])
          ? "what stands behind a `#` is a comment; quote the value if it is one"
          : "write one after `\(key.name):`" + (key.required == nil ? ", or delete the key" : ""))
      return nil
    }
    return entries[index].value
  }

  /// Whether a `#` follows a key's colon, as in `title: #1`.
  private func isCommentedOut(_ entry: YAMLEntry) -> Bool {
    let line = reading.source.line(entry.keySpan.end.line).unicodeScalars
    return line.dropFirst(entry.keySpan.end.column - 1).drop { $0 == " " || $0 == ":" || $0 == "\"" }.first == "#"
  }

  /// Reports that a key is missing, at the mapping's first line.
  func reportMissing(_ key: String, help: String) {
    guard lacks(key) else { return }
    reading.report(.missingKey, start, "\(what) needs the key `\(key)`", help: help)
  }

  /// The mapping's entries in the order of the file, for mappings whose keys the score invents.
  var all: [YAMLEntry] { entries.filter { !$0.value.isUnreadable } }

  /// The first key of the mapping: a span that fits on a line.
  var start: SourceSpan { entries.first?.keySpan ?? span }

  /// Reports each key that the mapping does not have.
  func finish() {
    for (entry, meant) in unknown {
      reading.report(
        .unknownKey, entry.keySpan, "`\(entry.key)` is no key of \(what)",
        help: OddBlank.remedy(in: entry.key) ?? meant.map { "did you mean `\($0)`?" }
          ?? homes[entry.key].map { "`\(entry.key)` belongs \($0)" }
          ?? reading.oneOf(mapping.keys.map(\.name)))
    }
  }

  /// The key that an unknown one was meant to be; nil for one that belongs elsewhere, or is like none.
  private static func meant(_ key: String, _ mapping: Mapping, _ reading: Reading) -> String? {
    if let word = synonyms[key.lowercased()], mapping.names.contains(word) { return word }
    guard homes[key] == nil else { return nil }
    if let name = reading.near(key, among: mapping.keys.map(\.name)) { return name }
    let synonym = reading.near(key, among: synonyms.keys.filter { mapping.names.contains(synonyms[$0] ?? "") }.sorted())
    return synonym.flatMap { synonyms[$0] }
  }
}

/// What composers call things that the language calls otherwise.
private let synonyms = [
  "duration": "for", "length": "for", "time": "for", "tempo": "period", "speed": "period", "rate": "period",
  "axes": "dimensions", "axis": "dimensions", "dims": "dimensions", "volume": "level", "gain": "level",
  "loudness": "level", "sounds": "spaces", "models": "spaces", "sound": "space", "fade": "crossfade",
  "text": "direction",
  "instruction": "direction", "parts": "movements", "sections": "movements", "author": "composer", "loop": "repeat",
  "times": "repeat", "condition": "until", "conditions": "until", "path": "file", "minimum": "min", "maximum": "max",
  "epsilon": "exploration", "explore": "exploration", "exploring": "exploration", "novelty": "curiosity",
]

/// Where keys belong that are often written elsewhere.
private let homes: [String: String] = {
  let keys: [(home: String, keys: [String])] = [
    ("on the piece, at the left margin", ["title", "composer", "seed", "spaces", "sensors", "order", "transport"]),
    ("on the piece, at the left margin", ["score", "movements", "controls", "start"]),
    ("on a movement", ["scenes"]),
    ("on a scene", ["direction", "for", "until"]),
    ("in the `for` of a scene with `until`", ["min", "nominal", "max"]),
    ("to a condition in `until`", ["then", "stillness", "settled"]),
    ("in `sensors`", ["port", "listen", "left", "right"]),
    ("on an arm, `left` or `right` in `sensors`", ["source", "id", "invert"]),
    ("in `controls`", ["left.button", "right.button"]),
    ("behind `reward`, as in `reward: above 0.6`", ["above", "below"]),
    ("in `reward` in `sensors`", ["deadzone", "smoothing", "rest", "timeout"]),
    ("in `agent`, on the piece", ["credit"]),
    ("in `sound`, on the piece", ["rate", "width", "fade in", "fade out"]),
    ("in `transport`", ["guard", "hold"]),
    ("in `image`", ["palette", "text", "mirrored"]),
  ]
  return Dictionary(keys.flatMap { home in home.keys.map { ($0, home.home) } }) { first, _ in first }
}()

extension Fields {
  /// What `for:60s` was meant to be; nil for other texts.
  fileprivate static func blankless(_ node: YAMLNode) -> String? {
    guard case .scalar(let text, _) = node.content, let colon = text.firstIndex(of: ":") else { return nil }
    let (key, value) = (text[..<colon], text[text.index(after: colon)...])
    guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0 == " " }), let first = value.first, first != " " else {
      return nil
    }
    return "\(key): \(value)"
  }
}
