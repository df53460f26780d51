import CYAML

/// What libyaml found next in a document.
struct YAMLEvent {
  enum Kind {
    case documentStart, documentEnd, streamEnd
    case alias(String)
    case scalar(String, isPlain: Bool, anchor: String?, tag: String?)
    case sequenceStart(anchor: String?, tag: String?)
    case mappingStart(anchor: String?, tag: String?)
    case sequenceEnd, mappingEnd
  }

  var kind: Kind
  var span: SourceSpan
}

/// Where and why libyaml cannot go on.
struct YAMLSyntaxError: Error {
  /// libyaml's own words.
  var problem: String
  var place: SourcePlace
  /// What libyaml was doing: "while parsing a flow mapping"; and where that began.
  var context: String?
  var contextPlace: SourcePlace
}

/// The events of a YAML text, one after the other. The only file that touches libyaml.
final class YAMLEvents {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: [UInt8]
  private var offset = 0

  init(of bytes: [UInt8]) {
    self.bytes = bytes
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory for a parser")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // libyaml pulls its input through a callback. It gets this object unretained: `next` keeps it alive meanwhile.
    yaml_parser_set_input(
      parser,
      { context, buffer, size, read in
        guard let context, let buffer, let read else { return 0 }
        read.pointee = Unmanaged<YAMLEvents>.fromOpaque(context).takeUnretainedValue().copy(to: buffer, atMost: size)
        return 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event of interest.
  func next() throws(YAMLSyntaxError) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError }
      defer { yaml_event_delete(&event) }
      if let kind = kind(of: event) { return YAMLEvent(kind: kind, span: span(of: event)) }
    }
  }

  private func copy(to buffer: UnsafeMutablePointer<UInt8>, atMost size: Int) -> Int {
    let count = min(size, bytes.count - offset)
    bytes.withUnsafeBufferPointer { all in
      if count > 0, let base = all.baseAddress { buffer.update(from: base + offset, count: count) }
    }
    offset += count
    return count
  }

  private func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_ALIAS_EVENT: .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      .scalar(
        String(
          decoding: UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length), as: UTF8.self),
        isPlain: event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE, anchor: text(event.data.scalar.anchor),
        tag: text(event.data.scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      .sequenceStart(anchor: text(event.data.sequence_start.anchor), tag: text(event.data.sequence_start.tag))
    case YAML_MAPPING_START_EVENT:
      .mappingStart(anchor: text(event.data.mapping_start.anchor), tag: text(event.data.mapping_start.tag))
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: nil
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private func span(of event: yaml_event_t) -> SourceSpan {
    SourceSpan(start: place(event.start_mark), end: place(event.end_mark))
  }

  private func place(_ mark: yaml_mark_t) -> SourcePlace {
    SourcePlace(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private var syntaxError: YAMLSyntaxError {
    let state = parser.pointee
    return YAMLSyntaxError(
      problem: state.problem.map { String(cString: $0) } ?? "libyaml ran out of memory",
      place: place(state.problem_mark), context: state.context.map { String(cString: $0) },
      contextPlace: place(state.context_mark))
  }
}
