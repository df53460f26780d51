/// Builds the tree of a score's one document from its events, within bounds.
///
/// Memory and time grow with the file's size alone: nesting ends at `deepest`, and all aliases together may stand for
/// at most `mostAliased` nodes.
struct YAMLComposer {
  /// How deep lists and mappings may nest; the language itself needs eight levels.
  static let deepest = 32
  /// How many nodes all aliases of a document may stand for.
  static let mostAliased = 100_000

  private let source: SourceText
  private let events: YAMLEvents
  private var anchors: [String: YAMLNode?] = [:]
  /// The first anchors by name, in the order of the file, to find one that is nearly meant.
  private var anchorNames: [String] = []
  private var aliased = 0
  private var suggestions = 0
  /// What was wrong so far.
  private(set) var diagnostics = DiagnosticList()
  /// What was read last, where the text is no YAML behind it; nil where all of it is.
  private(set) var cut: SourceSpan?
  private var latest = SourceSpan(start: SourcePlace(line: 1, column: 1), end: SourcePlace(line: 1, column: 1))

  /// The document cannot be read further; why is in `diagnostics`.
  private struct Halt: Error {}

  init(_ source: SourceText) {
    self.source = source
    events = YAMLEvents(of: source.bytes)
  }

  /// The root of the first document; nil if there is none, or none within bounds. Where the text stops being YAML, it is
  /// what stands before: `cut` says so.
  mutating func document() -> YAMLNode? {
    do {
      guard case .documentStart = try next().kind else {
        let start = SourcePlace(line: 1, column: 1)
        report(
          .emptyScore, SourceSpan(start: start, end: start), "this score is empty",
          help: "begin with `score: 1`; Scores/first-try.yaml is a small one to start from")
        return nil
      }
      var root = try node(from: try next(), depth: 0)
      // What is missing may stand in the second document.
      if cut == nil, (try? next()) != nil { root.isCut = refuseSecondDocument() }
      return root.isUnreadable ? nil : root
    } catch {
      return nil
    }
  }

  /// Whether a second document follows, which is reported.
  private mutating func refuseSecondDocument() -> Bool {
    guard let event = try? events.next(), case .documentStart = event.kind else { return false }
    report(
      .secondDocument, event.span, "a second YAML document begins here; a score is one",
      help: "delete this line, or move what follows to a file of its own")
    return true
  }

  private mutating func next() throws(Halt) -> YAMLEvent {
    guard cut == nil else { throw Halt() }
    do {
      let event = try events.next()
      latest = event.span
      return event
    } catch {
      diagnostics.append { error.diagnostic(in: source) }
      cut = latest
      throw Halt()
    }
  }

  private mutating func node(from event: YAMLEvent, depth: Int, isEntry: Bool = false) throws(Halt) -> YAMLNode {
    guard depth < Self.deepest else {
      report(
        .tooDeep, event.span, "this is nested more than \(Self.deepest) levels deep",
        help: "no key of the language stands deeper than 8 levels")
      throw Halt()
    }
    switch event.kind {
    case .alias(let name): return try node(aliased: name, at: event.span)
    case .scalar(let text, let isPlain, let anchor, let tag):
      check(tag: tag, at: event.span)
      let node = YAMLNode(content: .scalar(text, isPlain: isPlain), span: event.span)
      if let anchor { define(anchor, node) }
      return node
    case .sequenceStart(let anchor, let tag):
      check(tag: tag, at: event.span)
      return try anchored(anchor) { (composer) throws(Halt) in try composer.sequence(from: event, depth: depth) }
    case .mappingStart(let anchor, let tag):
      check(tag: tag, at: event.span)
      return try anchored(anchor) { (composer) throws(Halt) in
        try composer.mapping(from: event, depth: depth, isEntry: isEntry)
      }
    case .documentStart, .documentEnd, .streamEnd, .sequenceEnd, .mappingEnd:
      preconditionFailure("libyaml's events nest")
    }
  }

  /// A list or mapping that its own aliases cannot see while it is being built.
  private mutating func anchored(
    _ anchor: String?, _ build: (inout YAMLComposer) throws(Halt) -> YAMLNode
  ) throws(Halt) -> YAMLNode {
    if let anchor { define(anchor, nil) }
    let node = try build(&self)
    if let anchor { define(anchor, node) }
    return node
  }

  private mutating func define(_ anchor: String, _ node: YAMLNode?) {
    if anchors.updateValue(node, forKey: anchor) == nil, anchorNames.count < Reading.mostCompared {
      anchorNames.append(anchor)
    }
  }

  private mutating func sequence(from start: YAMLEvent, depth: Int) throws(Halt) -> YAMLNode {
    var (nodes, isWhole) = ([YAMLNode](), true)
    do throws(Halt) {
      while true {
        let event = try next()
        if case .sequenceEnd = event.kind { break }
        let node = isEmptyItem(event) ? nil : try node(from: event, depth: depth + 1, isEntry: true)
        if let node, !node.isUnreadable { nodes.append(node) } else { isWhole = false }
      }
    } catch {
      guard cut != nil else { throw error }
      if !nodes.isEmpty { nodes[nodes.count - 1].cutTail() }
    }
    // A list of which nothing can be read is not an empty one.
    let isReadable = !nodes.isEmpty || isWhole && cut == nil
    return YAMLNode(
      content: isReadable ? .sequence(nodes) : .unreadable, span: SourceSpan(start: start.span.start, end: latest.end),
      isCut: cut != nil)
  }

  /// Whether an entry of a list is a dash alone, which is reported.
  private mutating func isEmptyItem(_ event: YAMLEvent) -> Bool {
    guard case .scalar("", isPlain: true, anchor: nil, tag: nil) = event.kind else { return false }
    let place = event.span.start
    let dash = SourceSpan(start: SourcePlace(line: place.line, column: max(1, place.column - 1)), end: place)
    report(
      .missingValue, dash, "nothing stands behind this dash", help: "write an entry of the list, or delete the dash")
    return true
  }

  /// A mapping, perhaps an entry of a list.
  private mutating func mapping(from start: YAMLEvent, depth: Int, isEntry: Bool) throws(Halt) -> YAMLNode {
    var entries = YAMLEntries()
    do throws(Halt) {
      while true {
        let event = try next()
        if case .mappingEnd = event.kind { break }
        let key = try node(from: event, depth: depth + 1)
        let value = try node(from: try next(), depth: depth + 1)
        if !isDecimalComma(key, value, &entries) { add(key, value, to: &entries, isEntry: isEntry) }
      }
    } catch {
      guard cut != nil else { throw error }
      entries.cutLast()
    }
    let merged = entries.merged
    return YAMLNode(
      content: merged.isEmpty && cut != nil ? .unreadable : .mapping(merged),
      span: SourceSpan(start: start.span.start, end: latest.end), isCut: cut != nil)
  }

  /// Whether a key without a value is what stands behind the comma of `1,5m`, which is reported.
  private mutating func isDecimalComma(_ key: YAMLNode, _ value: YAMLNode, _ entries: inout YAMLEntries) -> Bool {
    guard value.isNothing, case .scalar(let decimals, isPlain: true) = key.content, let last = entries.last,
      case .scalar(let whole, isPlain: true) = last.value.content, decimals.first?.isNumber == true,
      whole.last?.isNumber == true, last.value.span.end.line == key.span.start.line,
      last.value.span.end.column + 1 == key.span.start.column
    else { return false }
    entries.spoilLast()
    report(
      .badNumber, SourceSpan(start: last.value.span.start, end: key.span.end), "`\(whole),\(decimals)` is no number",
      help: "decimals stand after a point, not a comma: `\(whole).\(decimals)`")
    return true
  }

  private mutating func add(_ key: YAMLNode, _ value: YAMLNode, to entries: inout YAMLEntries, isEntry: Bool) {
    guard !key.isUnreadable else { return }
    guard case .scalar(let name, let isPlain) = key.content else {
      report(
        .complexKey, key.span, "a key is a word, not \(key.kind)",
        help: "YAML reads `[` and `{` before a `:` as a key; quote the text if it is one")
      return
    }
    if isPlain, name == "<<" {
      if value.isUnreadable { return }
      guard entries.merge(value) else {
        report(
          .badMerge, value.span, "`<<` takes over the keys of a mapping; this is \(value.kind)",
          help: "write `<<: *NAME`, where &NAME stands before a mapping")
        return
      }
    } else if let first = entries.add(YAMLEntry(key: name, keySpan: key.span, value: value)) {
      if entries.lacksDash { return }
      if isEntry, first == entries.first?.keySpan, key.span.start.line > first.start.line {
        entries.lacksDash = true
        report(
          .duplicateKey, key.span, "`\(name)` is written twice",
          help:
            "if another entry of the list begins here, put a dash before it: `- \(name): `; else keep one of the two",
          note: .init("first written", at: first.start))
        return
      }
      report(
        .duplicateKey, key.span, "`\(name)` is written twice", help: "keep one of the two",
        note: .init("first written", at: first.start))
    }
  }

  private mutating func node(aliased name: String, at span: SourceSpan) throws(Halt) -> YAMLNode {
    guard let anchor = anchors[name] else {
      suggestions += 1
      let near = suggestions <= Reading.mostSuggestions ? nearest(to: name, among: anchorNames) : nil
      report(
        .unknownAlias, span, "no anchor `&\(name)` stands before this alias",
        help: near.map { "did you mean `*\($0)`?" } ?? "put `&\(name)` before the value that `*\(name)` repeats")
      return YAMLNode(content: .unreadable, span: span)
    }
    guard let node = anchor else {
      report(
        .unknownAlias, span, "`*\(name)` stands inside of what it repeats", help: "write the value out")
      return YAMLNode(content: .unreadable, span: span)
    }
    aliased += node.weight
    guard aliased <= Self.mostAliased else {
      report(
        .aliasBomb, span, "the aliases up to here stand for more than \(Self.mostAliased) values",
        help: "a score repeats scenes and movements with `repeat` and `order`")
      throw Halt()
    }
    return YAMLNode(content: node.content, span: span)
  }

  private mutating func check(tag: String?, at span: SourceSpan) {
    guard let tag, tag != "!", !tag.hasPrefix("tag:yaml.org,2002:") else { return }
    report(.unknownTag, span, "the language has no tag `\(tag)`", help: "delete it; quote a text that begins with `!`")
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ span: SourceSpan, _ message: String, help: String, note: Diagnostic.Note? = nil
  ) {
    diagnostics.append {
      Diagnostic(
        code, message, path: source.path, span: span, excerpt: source.line(span.start.line), help: help, note: note)
    }
  }
}

/// The entries of a mapping while it is read: keys written twice are found, merged ones come after.
private struct YAMLEntries {
  private var written: [YAMLEntry] = []
  /// Where each key is written, once there are more than a few.
  private var places: [String: SourceSpan] = [:]
  private var taken: [YAMLEntry] = []

  /// Adds an entry; if its key is already written, leaves it out and returns the first one's place.
  mutating func add(_ entry: YAMLEntry) -> SourceSpan? {
    if let first = place(of: entry.key) { return first }
    written.append(entry)
    if written.count > Self.few {
      if places.isEmpty { places = Dictionary(uniqueKeysWithValues: written.map { ($0.key, $0.keySpan) }) }
      places[entry.key] = entry.keySpan
    }
    return nil
  }

  /// Where a key is written already. Among a few keys looking at each is faster than any table.
  private func place(of key: String) -> SourceSpan? {
    written.count > Self.few ? places[key] : written.first { $0.key == key }?.keySpan
  }

  private static let few = 12

  /// Whether a dash seems to be missing in it: its keys begin anew.
  var lacksDash = false

  /// The entry that was added first; nil for none.
  var first: YAMLEntry? { written.first }

  /// The entry that was added last; nil for none.
  var last: YAMLEntry? { written.last }

  /// Makes the last entry's value one that cannot be read.
  mutating func spoilLast() { written[written.count - 1].value.content = .unreadable }

  /// Makes the last entry's value one that more may follow.
  mutating func cutLast() { if !written.isEmpty { written[written.count - 1].value.cutTail() } }

  /// Takes over a mapping's entries, or those of each mapping in a list; false if it is neither.
  mutating func merge(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .mapping(let entries):
      taken += entries
      return true
    case .sequence(let nodes): return nodes.allSatisfy { merge($0) }
    case .scalar, .unreadable: return false
    }
  }

  /// The written entries and those taken over that are not written; of two taken over, the first.
  var merged: [YAMLEntry] {
    if taken.isEmpty { return written }
    var (all, known) = (written, Set(written.map(\.key)))
    for entry in taken where known.insert(entry.key).inserted { all.append(entry) }
    return all
  }
}
