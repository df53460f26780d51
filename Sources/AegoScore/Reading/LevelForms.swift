extension ValueForm where Value == WrittenRamp {
  /// A value over time: `A`, `A..B`, `{from, to, curve}` or `{between: [A, B], every}`; a level may be `silent`.
  static func ramp(_ keys: RampKeys) -> Self {
    let quantity = keys.quantity
    let text = ValueForm.text(quantity.noun, schema: .ramp(quantity)) { (text) throws(ValueFault) in
      try RampText.ramp(text, of: quantity)
    }
    let schema = Schema.any(text.schema, .reference(keys.way), .reference(keys.breath))
    return Self(schema, limits: quantity.limitsInWords) { node, reading in
      switch node.content {
      case .scalar("silent", _) where quantity.unit == .level: return .silence
      case .scalar: return text.read(node, reading)
      case .sequence(let nodes):
        let meant = nodes.map(\.text).joined(separator: "..")
        let isRamp = nodes.count == 2 && (try? RampText.ramp(meant, of: quantity)) != nil
        reading.report(
          .badRamp, node.span, "a list is no ramp",
          help: isRamp ? "did you mean `\(meant)`?" : "write \(quantity.ramp), or {between: [A, B], every: 40s}")
        return nil
      case .mapping(let entries):
        let isBreath = entries.contains { keys.breath.names.contains($0.key) }
        return isBreath ? breath(node, keys, reading) : way(node, keys, reading)
      case .unreadable: return nil
      }
    }
  }

  /// To and fro between two values.
  private static func breath(_ node: YAMLNode, _ keys: RampKeys, _ reading: Reading) -> WrittenRamp? {
    guard let fields = Fields(node, keys.breath, what: "a ramp", reading) else { return nil }
    let (ends, every) = (fields.value(keys.between), fields.value(keys.every))
    fields.finish()
    guard let ends, let every else { return nil }
    return WrittenRamp(from: ends.value[0], to: ends.value[1], curve: .sine(every: every.value))
  }

  /// From one value to another.
  private static func way(_ node: YAMLNode, _ keys: RampKeys, _ reading: Reading) -> WrittenRamp? {
    guard let fields = Fields(node, keys.way, what: "a ramp", reading) else { return nil }
    let (from, to, curve) = (fields.value(keys.from), fields.value(keys.to), fields.value(keys.curve))
    fields.finish()
    guard let from, let to else { return nil }
    if let curve, curve.value == .exponential, min(from.value, to.value) <= 0 {
      let isLevel = keys.quantity.unit == .level
      reading.report(
        .badRamp, curve.span, "an exponential ramp needs two ends above 0",
        help: isLevel ? "a linear ramp in dB is an exponential one of the sound" : "use curve: linear")
      return nil
    }
    return WrittenRamp(from: from.value, to: to.value, curve: curve?.value == .exponential ? .exponential : .linear)
  }
}

extension ValueForm where Value == Double {
  /// One end of a ramp.
  static func end(_ quantity: Quantity) -> Self {
    .text(quantity.noun, help: quantity.form, schema: .number(quantity), limits: quantity.limitsInWords) {
      (text) throws(ValueFault) in
      if quantity.unit == .level { try RampText.refuseSilence([text]) }
      return try quantity.single(text)
    }
  }
}

extension ValueForm where Value == [Double] {
  /// A list of two numbers.
  static func pair(_ quantity: Quantity) -> Self {
    let end = ValueForm<Double>.end(quantity)
    let example = "[\(quantity.ramp.replacing("..", with: ", "))]"
    return Self(.list(of: end.schema, least: 2, most: 2), limits: quantity.limitsInWords) { node, reading in
      guard case .sequence(let nodes) = node.content, nodes.count == 2 else {
        reading.report(
          .badRamp, node.span, "a breath goes between two values", help: "write them as a list: \(example)")
        return nil
      }
      let ends = nodes.compactMap { end.read($0, reading) }
      return ends.count == 2 ? ends : nil
    }
  }
}

extension WrittenRamp {
  /// The level that is no sound.
  static let silence = WrittenRamp(from: -.infinity, to: -.infinity)
}

extension ValueForm where Value == Dimensions {
  /// The most axes that a space can have.
  private static var most: Int { 32 }

  /// `N`, the first N axes, or a list of axes counted from 1.
  static var dimensions: Self {
    let axes = Schema.list(of: axis.schema, isUnique: true)
    return Self(.any(.integer(0...UInt64(most)), axes)) { node, reading in
      switch node.content {
      case .sequence(let nodes): return self.axes(nodes, reading)
      case .mapping:
        reading.report(
          .wrongKind, node.span, "axes are a number or a list, not a mapping", help: "write 4, or [1, 2, 5]")
        return nil
      case .unreadable: return nil
      case .scalar(let text, _):
        guard let count = Int(text) else {
          reading.report(
            .badNumber, node.span, "`\(text)` is no number of axes",
            help: isList(text)
              ? "did you mean `[\(text)]`?"
              : "write how many are open, as 4, or which, as [1, 2, 5]; 0 closes all"
                + (text.contains("..") ? "; over time, each scene has its own" : ""))
          return nil
        }
        guard (0...most).contains(count) else {
          reading.report(
            .dimensionsRange, node.span, "no space has \(count) axes", help: "write 0 to \(most); 0 closes all")
          return nil
        }
        return .first(count)
      }
    }
  }

  /// Whether a text is a list of axes without its brackets.
  private static func isList(_ text: String) -> Bool {
    let axes = text.split(separator: ",").map { Int($0.filter { !$0.isWhitespace }) }
    return axes.count > 1 && axes.allSatisfy { $0 != nil }
  }

  /// An axis by its number.
  private static let axis = ValueForm<Int>.text(
    "the number of an axis", schema: .integer(1...UInt64(most))
  ) { (text) throws(ValueFault) in
    guard let axis = Int(text) else {
      throw ValueFault(.badNumber, "`\(text)` is no axis", help: "axes are counted from 1: [1, 2, 5]")
    }
    guard (1...most).contains(axis) else {
      throw ValueFault(.dimensionsRange, "no space has an axis \(axis)", help: "axes are counted from 1 to \(most)")
    }
    return axis
  }

  private static func axes(_ nodes: [YAMLNode], _ reading: Reading) -> Dimensions? {
    var axes: [Int: SourceSpan] = [:]
    for node in nodes {
      guard let axis = axis.read(node, reading) else { return nil }
      if let first = axes[axis] {
        reading.report(
          .dimensionsRange, node.span, "axis \(axis) is listed twice", help: "an axis is open or closed; name it once",
          note: .init("first listed", at: first.start))
      }
      axes[axis] = axes[axis] ?? node.span
    }
    return .axes(axes.keys.sorted())
  }
}
