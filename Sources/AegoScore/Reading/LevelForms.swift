extension ValueForm where Value == WrittenRamp {
  /// A value over time: `A`, `A..B`, `{from, to, curve}` or `{between: [A, B], every}`; a level may be `silent`.
  static func ramp(_ quantity: Quantity) -> Self {
    Self { node, reading in
      switch node.content {
      case .scalar("silent", _) where quantity.unit == .level: return .silence
      case .scalar:
        return ValueForm.text(quantity.noun) { (text) throws(ValueFault) in
          try RampText.ramp(text, of: quantity)
        }.read(node, reading)
      case .sequence:
        reading.report(.badRamp, node.span, "a list is no ramp", help: "write A..B, or {between: [A, B], every: 40s}")
        return nil
      case .mapping: return writtenOut(node, quantity, reading)
      case .unreadable: return nil
      }
    }
  }

  private static func writtenOut(_ node: YAMLNode, _ quantity: Quantity, _ reading: Reading) -> WrittenRamp? {
    guard var fields = Fields(node, what: "a ramp", reading) else { return nil }
    defer { fields.finish() }
    if fields.has("between") || fields.has("every") {
      let ends = fields.required(
        "between", .pair(quantity), help: "write {between: [A, B], every: 40s}")
      let every = fields.required(
        "every", .duration(.breath), help: "say how long one breath takes, there and back: `every: 40s`")
      guard let ends, let every else { return nil }
      return WrittenRamp(from: ends.value[0], to: ends.value[1], curve: .sine(every: every.value))
    }
    let from = fields.required("from", .number(quantity), help: "say where the ramp begins")
    let to = fields.required("to", .number(quantity), help: "say where the ramp ends")
    let curve = fields.value("curve", .word("a curve") as ValueForm<CurveWord>)
    guard let from, let to else { return nil }
    if let curve, curve.value == .exponential, min(from.value, to.value) <= 0 {
      reading.report(
        .badRamp, curve.span, "an exponential ramp needs two ends above 0",
        help: quantity.unit == .level ? "a linear ramp in dB is an exponential one of the sound" : "use curve: linear")
      return nil
    }
    return WrittenRamp(from: from.value, to: to.value, curve: curve?.value == .exponential ? .exponential : .linear)
  }
}

/// The curves that a score can name.
private enum CurveWord: String, CaseIterable { case linear, exponential }

extension ValueForm where Value == [Double] {
  /// A list of two numbers.
  fileprivate static func pair(_ quantity: Quantity) -> Self {
    Self { node, reading in
      guard case .sequence(let nodes) = node.content, nodes.count == 2 else {
        reading.report(.badRamp, node.span, "a breath goes between two values", help: "write them as a list: [A, B]")
        return nil
      }
      let ends = nodes.compactMap { ValueForm<Double>.number(quantity).read($0, reading) }
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
    Self { node, reading in
      switch node.content {
      case .sequence(let nodes): return axes(nodes, reading)
      case .mapping:
        reading.report(
          .wrongKind, node.span, "axes are a number or a list, not a mapping", help: "write 4, or [1, 2, 5]")
        return nil
      case .unreadable: return nil
      case .scalar(let text, _):
        guard let count = Int(text) else {
          reading.report(
            .badNumber, node.span, "`\(text)` is no number of axes",
            help: "write how many are open, as 4, or which, as [1, 2, 5]; 0 closes all")
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

  private static func axes(_ nodes: [YAMLNode], _ reading: Reading) -> Dimensions? {
    var axes: [Int: SourceSpan] = [:]
    for node in nodes {
      let form = ValueForm<Int>.text("the number of an axis") { (text) throws(ValueFault) in
        guard let axis = Int(text) else {
          throw ValueFault(.badNumber, "`\(text)` is no axis", help: "axes are counted from 1: [1, 2, 5]")
        }
        guard (1...most).contains(axis) else {
          throw ValueFault(.dimensionsRange, "no space has an axis \(axis)", help: "axes are counted from 1 to \(most)")
        }
        return axis
      }
      guard let axis = form.read(node, reading) else { return nil }
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
