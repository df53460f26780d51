/// Values over time as one text: `A`, or `A..B`.
enum RampText {
  /// The ramp that a text means, its ends measured as `quantity` has it.
  static func ramp(_ text: String, of quantity: Quantity) throws(ValueFault) -> WrittenRamp {
    let parts = try ends(text, of: quantity)
    if parts.count == 1 {
      let value = try single(text, of: quantity)
      return WrittenRamp(from: value, to: value)
    }
    if quantity.unit == .level { try refuseSilence(parts) }
    if quantity.unit == .time, parts.contains(where: { DurationText.period($0) != nil }) {
      let meant = parts.map { DurationText.period($0) ?? $0 }.joined(separator: "..")
      throw ValueFault(.wrongUnit, "`\(text)` has a frequency for a time", help: "did you mean `\(meant)`?")
    }
    do throws(ValueFault) {
      return WrittenRamp(
        from: try quantity.value(try borrowingUnit(parts[0], from: parts[1], quantity)),
        to: try quantity.value(parts[1]))
    } catch {
      guard error.code == .wrongUnit || error.code == .badDuration else { throw error }
      let candidates = [text.filter { !$0.isWhitespace }, parts.map(quantity.mended).joined(separator: "..")]
      guard let meant = candidates.first(where: { $0 != text && (try? ramp($0, of: quantity)) != nil }) else {
        throw error
      }
      throw ValueFault(error.code, error.message, meant: meant)
    }
  }

  /// A value that stays; where it is none, perhaps a ramp that was written in another notation.
  private static func single(_ text: String, of quantity: Quantity) throws(ValueFault) -> Double {
    do throws(ValueFault) {
      return try quantity.value(text)
    } catch {
      if quantity.unit == .level, silences.contains(text.lowercased()) {
        throw ValueFault(error.code, error.message, help: "did you mean `silent`?")
      }
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

  /// What musicians write for no sound at all.
  private static let silences: Set<String> = [
    "silent", "silence", "off", "none", "mute", "muted", "-inf", "-infdb", "-inf db", "-infinity", "-∞", "-∞db",
    "-∞ db",
  ]

  /// A level fades to nearly nothing, and then is silent: there is no way in decibels to silence itself.
  static func refuseSilence(_ ends: [String]) throws(ValueFault) {
    let isSilent = ends.map { silences.contains($0.lowercased()) }
    guard let first = isSilent.firstIndex(of: true) else { return }
    let help =
      if isSilent == [true, true] { "write `silent` alone" } else if ends.count == 1 {
        "go from or to -60dB, and be `silent` in the scene before or after"
      } else {
        "let it be -60dB instead, and be `silent` in the scene \(first == 0 ? "before" : "after")"
      }
    throw ValueFault(.badRamp, "`\(ends[first])` is no end of a ramp", help: help)
  }

  /// The text itself, or what stands on both sides of its two dots.
  static func ends(_ text: String, of quantity: Quantity) throws(ValueFault) -> [String] {
    guard let dots = dots(in: text) else { return [text] }
    let parts = [text[..<dots.lowerBound], text[dots.upperBound...]].map {
      String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
    if parts[1].hasPrefix("."), let fewer = try? ends(parts[0] + ".." + parts[1].drop { $0 == "." }, of: quantity) {
      throw ValueFault(
        .badRamp, "`\(text)` has too many dots", help: "did you mean `\(fewer.joined(separator: ".."))`?")
    }
    guard parts.allSatisfy({ !$0.isEmpty }) else {
      throw ValueFault(
        .badRamp, "`\(text)` is a ramp with one end",
        help: "write both with two dots between them, as \(quantity.ramp)")
    }
    guard !parts[1].contains("..") else {
      throw ValueFault(
        .badRamp, "`\(text)` has more than two ends",
        help: "write two, as \(quantity.ramp); what turns on its way takes a ramp in each scene, or "
          + "{between: [A, B], every: 40s}")
    }
    return parts
  }

  /// The first two dots of a text.
  static func dots(in text: String) -> Range<String.Index>? {
    let bytes = text.utf8
    let dot = UInt8(ascii: ".")
    guard let first = bytes.indices.first(where: { bytes[$0] == dot && bytes[bytes.index(after: $0)...].first == dot })
    else { return nil }
    return first..<bytes.index(first, offsetBy: 2)
  }

  /// The first end; if it lacks its unit, a fault that shows the whole ramp with units: the second end's if it has one,
  /// else the usual one, or seconds where only these are within the limits.
  private static func borrowingUnit(
    _ first: String, from second: String, _ quantity: Quantity
  ) throws(ValueFault) -> String {
    guard let usual = quantity.usual, let a = DecimalText(first), a.rest.isEmpty, let b = DecimalText(second)
    else {
      return first
    }
    let units = b.rest.isEmpty ? [usual[...], "s"] : [b.rest.drop { $0.isWhitespace }]
    let ramps = units.map { "\(first)\($0)..\(b.text)\($0)" }
    let meant = ramps.first { (try? ramp($0, of: quantity)) != nil } ?? ramps[0]
    throw ValueFault(.missingUnit, "`\(first)` has no unit", help: "each end has its own: \(meant)")
  }
}
