/// How a key's value is written: reads a node, or reports what is wrong with it and returns nil.
struct ValueForm<Value>: Sendable {
  /// The same for an editor.
  let schema: Schema
  /// The least and the most in words, where the schema cannot show them: 10 ms to 1 min.
  var limits: String?
  let read: @Sendable (YAMLNode, Reading) -> Value?

  init(
    _ schema: Schema, limits: String? = nil, read: @escaping @Sendable (YAMLNode, Reading) -> Value?
  ) {
    self.schema = schema
    self.limits = limits
    self.read = read
  }
}

extension ValueForm where Value == YAMLNode {
  /// A value that its reader takes apart itself.
  static func node(_ schema: Schema) -> Self { Self(schema) { node, _ in node } }
}

extension ValueForm {
  /// A value that is one text; `noun` names it where something else is written, and `help` says how it is written.
  static func text(
    _ noun: String, help: String? = nil, schema: Schema, limits: String? = nil,
    _ parse: @escaping @Sendable (String) throws(ValueFault) -> Value
  ) -> Self {
    Self(schema, limits: limits) { node, reading in
      guard case .scalar(let text, _) = node.content else {
        reading.report(.wrongKind, node.span, "\(noun) belongs here, not \(node.kind)", help: help)
        return nil
      }
      do throws(ValueFault) {
        try ValueFault.refuseControl(in: text)
        return try parse(text)
      } catch {
        let isRight = { (text: String) in (try? parse(text)) != nil }
        let help =
          OddBlank.remedy(in: text) ?? Comment.remedy(in: text, isRight: isRight)
          ?? error.typographic(text, isRight: isRight) ?? error.help
        reading.report(ValueFault(error.code, error.message, help: help), node.span)
        return nil
      }
    }
  }
}

extension ValueForm where Value == Int64 {
  /// A duration in nanoseconds.
  static func duration(_ quantity: Quantity) -> Self {
    .text(quantity.noun, help: quantity.form, schema: .number(quantity), limits: quantity.limitsInWords) {
      (text) throws(ValueFault) in
      Int64(try quantity.single(text))
    }
  }
}

extension ValueForm where Value == Double {
  /// A number, in the quantity's unit.
  static func number(_ quantity: Quantity) -> Self {
    .text(quantity.noun, help: quantity.form, schema: .number(quantity), limits: quantity.limitsInWords) {
      (text) throws(ValueFault) in
      try quantity.single(text)
    }
  }
}

extension ValueForm where Value == Int {
  /// A whole number; `noun` names it with its article.
  static func integer(
    _ noun: String, _ limits: ClosedRange<Int>, help: String? = nil, schema: Schema? = nil
  ) -> Self {
    let whole = Schema.integer(UInt64(limits.lowerBound)...UInt64(limits.upperBound))
    return .text(noun, schema: schema ?? whole) { (text) throws(ValueFault) in
      guard let value = Int(text) else {
        throw ValueFault(.badNumber, "`\(text)` is no whole number", help: help ?? "\(noun) is a number such as 1")
      }
      guard limits.contains(value) else {
        let (least, most) = (limits.lowerBound, limits.upperBound)
        throw ValueFault(.numberRange, "\(noun) of \(value) is not between \(least) and \(most)", help: help)
      }
      return value
    }
  }
}

extension ValueForm where Value == Bool {
  /// Yes or no, in any of YAML's ways.
  static var flag: Self {
    .text("true or false", schema: .flag()) { (text) throws(ValueFault) in
      switch text.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      default: throw ValueFault(.unknownWord, "`\(text)` is neither true nor false", help: "write true or false")
      }
    }
  }
}

extension ValueForm where Value: RawRepresentable<String> & CaseIterable & Sendable {
  /// One of an enumeration's words; `noun` names it with its article.
  static func word(_ noun: String) -> Self {
    let words = Value.allCases.map(\.rawValue)
    let values = Array(Value.allCases)
    return Self(.words(words)) { node, reading in
      let help = "write \(words.joined(separator: ", "))".replacingLast(", ", with: " or ")
      let line = ValueForm<String>.text(noun, help: help, schema: .words(words)) { (text) throws(ValueFault) in
        try ValueForm<String>.checkedLine(text, noun, most: 1000)
      }
      guard let text = line.read(node, reading) else { return nil }
      if let index = words.firstIndex(of: text) { return values[index] }
      reading.report(.unknownWord, node.span, "`\(text)` is no \(bare(noun))", help: reading.oneOf(words, for: text))
      return nil
    }
  }
}

extension ValueForm where Value == String {
  /// A text of one line that is not empty.
  static func line(_ noun: String, help: String? = nil, most: Int) -> Self {
    .text(noun, help: help ?? "write it as one text", schema: .line(most: most)) { (text) throws(ValueFault) in
      try checkedLine(text, noun, most: most)
    }.warning(ofCommentsIn: noun)
  }

  /// The text itself, if it is one line that is not empty.
  static func checkedLine(_ text: String, _ noun: String, most: Int) throws(ValueFault) -> String {
    if text.allSatisfy(\.isWhitespace) { throw ValueFault(.badName, "\(noun) cannot be empty") }
    if text.count > most { throw ValueFault(.badName, "\(noun) holds at most \(most) characters, not \(text.count)") }
    if text.contains(where: \.isNewline) { throw ValueFault(.badName, "\(noun) has one line") }
    return text
  }

  /// A name of a movement, scene or space.
  static func name(_ noun: String, help: String? = nil) -> Self { .line(noun, help: help, most: 80) }

  /// A sentence or more, on any number of lines, which become one.
  static func sentence(_ noun: String) -> Self {
    .text(
      noun, help: "write it as one text; a `>` before it lets it go over several lines", schema: .sentence(most: 1000)
    ) { (text) throws(ValueFault) in
      let words = text.split(whereSeparator: \.isWhitespace)
      if words.isEmpty { throw ValueFault(.badName, "\(noun) cannot be empty") }
      if text.count > 1000 { throw ValueFault(.badName, "\(noun) holds at most 1000 characters, not \(text.count)") }
      return words.joined(separator: " ")
    }.warning(ofCommentsIn: noun)
  }

  /// The same, with a warning where a text without quotes is followed by what seems to be more of it behind a `#`.
  private func warning(ofCommentsIn noun: String) -> Self {
    Self(schema, limits: limits) { node, reading in
      if case .scalar(_, isPlain: true) = node.content {
        let line = reading.source.line(node.span.end.line).unicodeScalars.dropFirst(node.span.end.column - 1)
        let comment = line.drop { $0 == " " }
        if line.first == " ", comment.first == "#", let next = comment.dropFirst().first,
          !["#", " ", "\t"].contains(next)
        {
          let start = SourcePlace(line: node.span.end.line, column: node.span.end.column + line.count - comment.count)
          let end = SourcePlace(line: start.line, column: start.column + comment.count)
          reading.report(
            .textCut, SourceSpan(start: start, end: end),
            "this is a comment, and no part of the \(bare(noun)) before it",
            help: "put all of the \(bare(noun)) between \" and \"; a blank behind the `#` says that it is a comment")
        }
      }
      return read(node, reading)
    }
  }
}

/// A noun without its article.
func bare(_ noun: String) -> String {
  for article in ["an ", "a ", "the "] where noun.hasPrefix(article) { return String(noun.dropFirst(article.count)) }
  return noun
}

extension String {
  /// The text with the last occurrence of another in it exchanged.
  fileprivate func replacingLast(_ old: String, with new: String) -> String {
    guard let place = ranges(of: old).last else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}
