/// A piece of a YAML document and where it stands.
///
/// An alias is the node it stands for, in the alias' place; aliased nodes share their storage.
struct YAMLNode {
  enum Content {
    /// A text; plain if it is written without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
    /// What could not be read, and is reported already.
    case unreadable
  }

  var content: Content
  var span: SourceSpan
  /// Whether the file cannot be read on before it ends: more of it may follow.
  var isCut = false

  /// How many nodes there are in it, aliases counted in full.
  var weight: Int {
    switch content {
    case .scalar, .unreadable: 1
    case .sequence(let nodes): nodes.reduce(1) { $0 + $1.weight }
    case .mapping(let entries): entries.reduce(1) { $0 + 1 + $1.value.weight }
    }
  }

  /// The text of a scalar; empty for all else.
  var text: String {
    if case .scalar(let text, _) = content { text } else { "" }
  }

  /// Its first character alone: a span that fits on a line.
  var start: SourceSpan {
    SourceSpan(start: span.start, end: SourcePlace(line: span.start.line, column: span.start.column + 1))
  }

  /// What the node is, as messages name it.
  var kind: String {
    switch content {
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .unreadable: "unreadable"
    }
  }

  /// Makes it, and what stands last in it, cut: a line behind it, which could not be read, may belong to any of them.
  mutating func cutTail() {
    isCut = true
    switch content {
    case .sequence(var nodes) where !nodes.isEmpty:
      nodes[nodes.count - 1].cutTail()
      content = .sequence(nodes)
    case .mapping(var entries) where !entries.isEmpty:
      entries[entries.count - 1].value.cutTail()
      content = .mapping(entries)
    case .scalar, .sequence, .mapping, .unreadable: break
    }
  }

  /// Whether it could not be read, which is reported already.
  var isUnreadable: Bool {
    if case .unreadable = content { true } else { false }
  }

  /// Whether nothing is written: an empty value, `null` or `~`.
  var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

/// A key of a mapping and its value.
struct YAMLEntry {
  var key: String
  var keySpan: SourceSpan
  var value: YAMLNode
}
