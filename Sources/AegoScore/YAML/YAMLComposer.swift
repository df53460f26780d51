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

  /// The document could not be read to its end; why is in `diagnostics`.
  private struct Halt: Error {}

  init(_ source: SourceText) {
    self.source = source
    events = YAMLEvents(of: source.bytes)
  }

  /// The root of the first document; nil if there is none, or none that can be read to its end.
  mutating func document() -> YAMLNode? {
    do {
      guard case .documentStart = try next().kind else {
        let start = SourcePlace(line: 1, column: 1)
        report(
          .emptyScore, SourceSpan(start: start, end: start), "this score is empty",
          help: "begin with `score: 1`; Scores/first-try.yaml is a small one to start from")
        return nil
      }
      let root = try node(from: try next(), depth: 0)
      _ = try next()
      refuseSecondDocument()
      return root.isUnreadable ? nil : root
    } catch {
      return nil
    }
  }

  private mutating func refuseSecondDocument() {
    guard let event = try? events.next(), case .documentStart = event.kind else { return }
    report(
      .secondDocument, event.span, "a second YAML document begins here; a score is one",
      help: "delete this line, or move what follows to a file of its own")
  }

  private mutating func next() throws(Halt) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      diagnostics.append { error.diagnostic(in: source) }
      throw Halt()
    }
  }

  private mutating func node(from event: YAMLEvent, depth: Int) throws(Halt) -> YAMLNode {
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
      return try anchored(anchor) { (composer) throws(Halt) in try composer.mapping(from: event, depth: depth) }
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
    var nodes: [YAMLNode] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        return YAMLNode(content: .sequence(nodes), span: SourceSpan(start: start.span.start, end: event.span.end))
      }
      let node = try node(from: event, depth: depth + 1)
      if !node.isUnreadable { nodes.append(node) }
    }
  }

  private mutating func mapping(from start: YAMLEvent, depth: Int) throws(Halt) -> YAMLNode {
    var entries = YAMLEntries()
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        let span = SourceSpan(start: start.span.start, end: event.span.end)
        return YAMLNode(content: .mapping(entries.merged), span: span)
      }
      let key = try node(from: event, depth: depth + 1)
      let value = try node(from: try next(), depth: depth + 1)
      add(key, value, to: &entries)
    }
  }

  private mutating func add(_ key: YAMLNode, _ value: YAMLNode, to entries: inout YAMLEntries) {
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
  private var places: [String: SourceSpan] = [:]
  private var taken: [YAMLEntry] = []

  /// Adds an entry; if its key is already written, leaves it out and returns the first one's place.
  mutating func add(_ entry: YAMLEntry) -> SourceSpan? {
    if let first = places[entry.key] { return first }
    places[entry.key] = entry.keySpan
    written.append(entry)
    return nil
  }

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
    var (all, known) = (written, Set(places.keys))
    for entry in taken where known.insert(entry.key).inserted { all.append(entry) }
    return all
  }
}
