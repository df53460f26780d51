/// How a node is laid out in its text: where it ends, and where a key would be added or taken away.
struct NodeLayout {
  let node: YAMLNode
  let source: SourceText

  init(_ node: YAMLNode, _ source: SourceText) { (self.node, self.source) = (node, source) }

  /// Keys before which a new one is inserted: what follows them is long, or is read last.
  private static let last: Set<String> = ["movements", "scenes", "order", "until", "direction"]

  /// Whether it stands for what is written elsewhere.
  var isAlias: Bool { first == UInt8(ascii: "*") }

  /// Its bytes, without what only follows.
  var range: Range<Int> { source.offset(of: node.span.start)..<max(end, source.offset(of: node.span.start)) }

  /// A mapping's entries that are written in it, not taken over by `<<`.
  var own: [YAMLEntry] {
    guard case .mapping(let entries) = node.content else { return [] }
    return entries.filter { node.span.start <= $0.keySpan.start && $0.keySpan.start < node.span.end }
  }

  /// Where its last character ends. A block's span goes on to the next thing in the text; its entries tell better.
  private var end: Int {
    if isAlias || isFlow { return source.offset(of: node.span.end) }
    switch node.content {
    case .scalar, .unreadable:
      var end = source.offset(of: node.span.end)
      let start = source.offset(of: node.span.start)
      while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[end - 1]) { end -= 1 }
      return end
    case .sequence(let nodes):
      return nodes.map { NodeLayout($0, source).end }.max() ?? source.offset(of: node.span.start)
    case .mapping: return own.map(end).max() ?? source.offset(of: node.span.start)
    }
  }

  private func end(of entry: YAMLEntry) -> Int {
    max(source.offset(of: entry.keySpan.end), NodeLayout(entry.value, source).end)
  }

  private var isFlow: Bool { first == UInt8(ascii: "{") || first == UInt8(ascii: "[") }

  /// The first byte, behind anchor and tag.
  private var first: UInt8? {
    var rest = source.bytes[source.offset(of: node.span.start)...]
    while let byte = rest.first, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      rest = rest.drop { $0 > 0x20 }.drop { $0 <= 0x20 }
    }
    return rest.first
  }

  // MARK: Changes

  /// Another value behind a key.
  func replacement(of entry: YAMLEntry, by value: String) -> TextPatch {
    let layout = NodeLayout(entry.value, source)
    let isBeside = entry.value.span.start.line == entry.keySpan.end.line && !layout.range.isEmpty
    if isBeside { return TextPatch(range: layout.range, text: value) }
    // Below its key, or nowhere: behind the colon.
    let key = source.offset(of: entry.keySpan.end)
    let colon = source.bytes[key...].firstIndex(of: UInt8(ascii: ":")) ?? key
    return TextPatch(range: colon + 1..<max(colon + 1, end(of: entry)), text: " " + value)
  }

  /// One more key.
  func insertion(_ key: String, _ value: String) -> TextPatch {
    let entry = "\(ScoreEdit.scalar(key)): \(value)"
    if isFlow {
      if let last = own.last { return at(end(of: last), ", " + entry) }
      let open = source.bytes[source.offset(of: node.span.start)...].firstIndex(of: UInt8(ascii: "{")) ?? 0
      guard case .mapping(let entries) = node.content, !entries.isEmpty else { return at(open + 1, entry) }
      return at(open + 1, entry + ", ")
    }
    let begin = own.first?.keySpan.start ?? node.span.start
    let indent = String(repeating: " ", count: begin.column - 1)
    guard let before = own.prefix(while: { !NodeLayout.last.contains($0.key) }).last else {
      return at(source.offset(of: begin), entry + lineBreak + indent)
    }
    return at(lineEnd(end(of: before)), lineBreak + indent + entry)
  }

  /// A key less; nil where it is the only one.
  func removal(of entry: YAMLEntry) -> TextPatch? {
    guard own.count > 1, let index = own.firstIndex(where: { $0.keySpan == entry.keySpan }) else { return nil }
    let start = source.offset(of: entry.keySpan.start)
    let next = own.indices.contains(index + 1) ? source.offset(of: own[index + 1].keySpan.start) : nil
    if isFlow {
      return TextPatch(range: next.map { start..<$0 } ?? end(of: own[index - 1])..<end(of: entry), text: "")
    }
    let line = source.lineStarts[entry.keySpan.start.line - 1]
    if source.bytes[line..<start].allSatisfy({ $0 == 0x20 }) {
      let end = lineEnd(end(of: entry))
      return TextPatch(range: line..<min(source.bytes.count, end + lineBreak.utf8.count), text: "")
    }
    // Behind a dash.
    return next.map { TextPatch(range: start..<$0, text: "") }
  }

  private func at(_ offset: Int, _ text: String) -> TextPatch { TextPatch(range: offset..<offset, text: text) }

  private func lineEnd(_ offset: Int) -> Int {
    source.bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.bytes.count
  }

  /// The text's own line break.
  private var lineBreak: String {
    guard let feed = source.bytes.firstIndex(of: 0x0A), feed > 0 else { return "\n" }
    return source.bytes[feed - 1] == 0x0D ? "\r\n" : "\n"
  }
}

extension SourceText {
  /// The offset of a place's byte.
  func offset(of place: SourcePlace) -> Int {
    guard lineStarts.indices.contains(place.line - 1) else { return bytes.count }
    var (offset, column) = (lineStarts[place.line - 1], 1)
    while column < place.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }
}
