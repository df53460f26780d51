/// Values over time as one text: `A`, or `A..B`.
enum RampText {
  /// The ramp that a text means, its ends measured as `quantity` has it.
  static func ramp(_ text: String, of quantity: Quantity) throws(ValueFault) -> WrittenRamp {
    let parts = try ends(text)
    if parts.count == 1 {
      let value = try single(text, of: quantity)
      return WrittenRamp(from: value, to: value)
    }
    return WrittenRamp(
      from: try quantity.value(try borrowingUnit(parts[0], from: parts[1], quantity.unit)),
      to: try quantity.value(parts[1]))
  }

  /// A value that stays; where it is none, perhaps a ramp that was written in another notation.
  private static func single(_ text: String, of quantity: Quantity) throws(ValueFault) -> Double {
    do throws(ValueFault) {
      return try quantity.value(text)
    } catch {
      for mark in ["->", "→", "–", "—", " to ", ",", "/", "-"] {
        guard let place = text.dropFirst().firstRange(of: mark) else { continue }
        var ends = [text[..<place.lowerBound], text[place.upperBound...]].map { $0.filter { !$0.isWhitespace } }
        if let a = DecimalText(ends[0]), a.rest.isEmpty, let b = DecimalText(ends[1]) { ends[0] += b.rest }
        guard (try? quantity.value(ends[0])) != nil, (try? quantity.value(ends[1])) != nil else { continue }
        throw ValueFault(.badRamp, "`\(text)` is no ramp", help: "did you mean `\(ends[0])..\(ends[1])`?")
      }
      throw error
    }
  }

  /// The text itself, or what stands on both sides of its two dots.
  static func ends(_ text: String) throws(ValueFault) -> [String] {
    let dots = text.firstRange(of: "..")
    guard let dots else { return [text] }
    let parts = [text[..<dots.lowerBound], text[dots.upperBound...]].map {
      String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
    guard parts.allSatisfy({ !$0.isEmpty }), !parts[1].hasPrefix("."), !parts[1].contains("..") else {
      throw ValueFault(
        .badRamp, "`\(text)` is no ramp", help: "write both ends with two dots between them: 100ms..30ms")
    }
    return parts
  }

  /// The first end; if it lacks its unit, a fault that shows the whole ramp with units, the second end's if it has one.
  private static func borrowingUnit(
    _ first: String, from second: String, _ measured: Quantity.Unit
  ) throws(ValueFault) -> String {
    guard let usual = measured.usual, let a = DecimalText(first), a.rest.isEmpty, let b = DecimalText(second) else {
      return first
    }
    let unit = b.rest.isEmpty ? usual[...] : b.rest.drop { $0.isWhitespace }
    throw ValueFault(
      .missingUnit, "`\(first)` has no unit", help: "each end has its own: \(first)\(unit)..\(b.text)\(unit)")
  }
}
