/// Understands the lines of a stream, and says what is wrong with those it does not.
struct LineParser {
  /// The file's name, for the texts of errors.
  let path: String
  /// The names that messages may have.
  let vocabulary: Vocabulary
  /// The number of the line, from 1.
  var line = 0
  /// Whether strings are written as takes write them, with `%20` for a blank.
  var isEncoded = false

  /// The timetag at the start of a line.
  func timetag(_ cursor: inout LineCursor) throws(MotionError) -> UInt64 {
    var words = cursor
    let text = words.word()
    if let value = cursor.timetag() { return value }
    if text.count > 0, text[0] == UInt8(ascii: "#") {
      throw problem("a line that starts with \"#\"", "a stream has no comments; take the line out")
    }
    throw problem(
      "\(quoted(text)) is not a timetag",
      "a line starts like 00000003.40000000: 8 hexadecimal digits of seconds, a dot, 8 of a second's fraction")
  }

  /// What follows the timetag.
  func content(_ cursor: inout LineCursor) throws(MotionError) -> StreamEntry.Content {
    let address = try address(&cursor)
    let types = cursor.word()
    try check(types)
    switch Path(address, vocabulary) {
    case .message(let known) where known.takesName:
      let name = try name(of: known, types, cursor.rest())
      return Message(known, name: name).map { .message($0) } ?? .refused(.wrongArguments, address: address.text)
    case .message(let name): return try message(Message(name), address, types, &cursor)
    case .sensor(let form, let module): return try message(Message(form, module: module), address, types, &cursor)
    case .unexpectedModule: return .refused(.unexpectedModule, address: address.text)
    case .jump:
      guard types.equals("s") else { return .refused(.wrongArguments, address: address.text) }
      return .jump(name: try scene(cursor.rest()))
    case .take:
      guard types.equals("si") else { return .refused(.wrongArguments, address: address.text) }
      return try take(cursor.rest())
    case .seed:
      guard types.equals("h") else { return .refused(.wrongArguments, address: address.text) }
      return .seed(UInt64(bitPattern: try integer(cursor.rest())))
    case .charge, .aside, nil: return .unknown(address: address.text)
    }
  }

  /// The name that a message has; empty for arguments of other types. Whoever wrote it, a blank may stand as %20: as in a
  /// packet that oscsendfile made of a take's line.
  private func name(of address: Message.Address, _ types: Bytes, _ rest: Bytes) throws(MotionError) -> String {
    if types.equals("s") { return SceneName.decoded(try unquoted(rest)) }
    guard address.takesFolder, types.count == 2, types[1] == UInt8(ascii: "s") else { return "" }
    return SceneName.decoded(try unquoted(rest.from(rest.startOfLastString)))
  }

  private func message(
    _ empty: Message, _ address: Bytes, _ types: Bytes, _ cursor: inout LineCursor
  ) throws(MotionError) -> StreamEntry.Content {
    var message = empty
    guard types.count <= Message.capacity else { return .refused(.wrongArguments, address: address.text) }
    for index in 0..<types.count {
      let type = types[index]
      let isNumber = type == UInt8(ascii: "f") || type == UInt8(ascii: "d")
      guard isNumber || type == UInt8(ascii: "i") else {
        // A described module may send words between its numbers, which keep their columns.
        guard empty.form == .custom, empty.address == .sensor,
          cursor.value(type, isLast: index == types.count - 1) != nil
        else { return .refused(.wrongArguments, address: address.text) }
        message.append(Int32(0))
        continue
      }
      let word = cursor.word()
      guard word.count > 0 else { throw missingValue(types, index) }
      if isNumber {
        guard let value = word.float else { throw wrongValue(word, "a number") }
        message.append(value)
      } else {
        guard let value = Int32(exactly: try integer(word)) else { throw wrongValue(word, "a 32-bit whole number") }
        message.append(value)
      }
    }
    guard !cursor.skipBlanks() else { throw furtherValue(types) }
    if message.isRelease { return .unknown(address: address.text) }
    if let refusal = vocabulary.refusal(of: message) { return .refused(refusal, address: address.text) }
    return .message(message.canonical)
  }

  /// `"TITLE" VERSION`, where the title may hold anything but the end of the line.
  private func take(_ rest: Bytes) throws(MotionError) -> StreamEntry.Content {
    var end = rest.count
    while end > 0, rest[end - 1] != UInt8(ascii: " ") { end -= 1 }
    let version = try integer(rest.from(end))
    while end > 0, rest[end - 1] == UInt8(ascii: " ") { end -= 1 }
    // A take's header is the first line, so its own title is written as takes write strings.
    let title = SceneName.decoded(try unquoted(rest.slice(0, end)))
    return .take(title: title, version: Int(version))
  }

  /// A scene's name; where there is no such scene, a `%20` in it stands for a blank.
  private func scene(_ quoted: Bytes) throws(MotionError) -> String {
    let text = try unquoted(quoted)
    let decoded = SceneName.decoded(text)
    return isEncoded || vocabulary.scene(text) == nil && vocabulary.scene(decoded) != nil ? decoded : text
  }

  private func unquoted(_ text: Bytes) throws(MotionError) -> String {
    var last = text.count
    while last > 0, text[last - 1] == UInt8(ascii: " ") { last -= 1 }
    guard last >= 2, text[0] == UInt8(ascii: "\""), text[last - 1] == UInt8(ascii: "\"") else {
      throw problem("\(quoted(text)) is not a string between quotes", "write it like \"line\"")
    }
    return text.slice(1, last - 1).text
  }

  private func integer(_ word: Bytes) throws(MotionError) -> Int64 {
    guard let value = word.integer else { throw wrongValue(word, "a whole number") }
    return value
  }

  /// Refuses what is no list of types.
  func check(_ types: Bytes) throws(MotionError) {
    for index in 0..<types.count where !isType(types[index]) {
      throw problem(
        "\(quoted(types)) is not a list of OSC types", "after the address stand the types, such as fff, without a comma"
      )
    }
  }

  private func isType(_ byte: UInt8) -> Bool { "ifsbhtdScmTFNI".utf8.contains(byte) }

  /// The error of a value that its type does not allow.
  func wrongValue(_ word: Bytes, _ wanted: String) -> MotionError {
    problem("\(quoted(word)) is not \(wanted)", "the line may be damaged; take it out, or record the stream again")
  }

  /// The error of this line.
  func problem(_ what: String, _ remedy: String) -> MotionError {
    .malformed(path: path, line: line, problem: what, remedy: remedy)
  }

  /// The first 40 bytes of a text, between quotes.
  func quoted(_ text: Bytes) -> String {
    text.count <= 40 ? "\"\(text.text)\"" : "\"\(text.slice(0, 40).text)…\""
  }
}

extension Bytes {
  /// Where the last text between quotes begins that a blank stands before; 0 where there is none.
  fileprivate var startOfLastString: Int {
    var start = 0
    for index in 1..<max(1, count - 1)
    where self[index] == UInt8(ascii: "\"") && self[index - 1] == UInt8(ascii: " ")
      && self[index + 1] != UInt8(ascii: " ")
    {
      start = index
    }
    return start
  }
}
