/// A kind of number in a score: how it is written, between which limits, and how messages speak of it.
struct Quantity: Sendable {
  /// What a number is measured in; its value here is in nanoseconds, degrees, decibels, or a plain number.
  enum Unit: Sendable { case time, angle, level, fraction }

  let noun: String
  let unit: Unit
  let limits: ClosedRange<Double>
  let code: Diagnostic.Code
  let advice: String?
  /// How one is written: the remedy where the text is none at all.
  let form: String
  /// What a ramp of it looks like.
  let ramp: String
  /// The least percentage that is likely to have lost its sign: `60` as a width, and `2` as a step.
  let leastPercent: Double
  /// The unit that a number without one most likely has; nil where none is needed.
  let usual: String?

  /// A kind of number.
  ///
  /// - Parameters:
  ///   - noun: What messages call it, with its article.
  ///   - unit: What it is measured in.
  ///   - limits: The least and the most.
  ///   - code: The code of a problem with the limits; by default the unit's own.
  ///   - advice: The remedy where it lies outside.
  ///   - form: How one is written; by default as the unit has it.
  ///   - ramp: What a ramp of it looks like.
  ///   - leastPercent: The least percentage that is likely to have lost its sign.
  ///   - usual: The unit that a number without one most likely has; by default as the unit has it.
  init(
    _ noun: String, _ unit: Unit, _ limits: ClosedRange<Double>, code: Diagnostic.Code? = nil, advice: String? = nil,
    form: String? = nil, ramp: String = "A..B", leastPercent: Double = 10, usual: String? = nil
  ) {
    self.noun = noun
    self.unit = unit
    self.limits = limits
    self.code = code ?? unit.code
    self.advice = advice
    self.form = form ?? unit.form
    self.ramp = ramp
    self.leastPercent = leastPercent
    self.usual = usual ?? unit.usual
  }

  /// The number that a text means.
  func value(_ text: String) throws(ValueFault) -> Double {
    let value = try measured(text)
    if value < limits.lowerBound { throw outside(text, value, unit.below, limits.lowerBound) }
    if value > limits.upperBound { throw outside(text, value, unit.above, limits.upperBound) }
    return value
  }

  /// The number that a text means where no ramp can stand.
  func single(_ text: String) throws(ValueFault) -> Double {
    let ends = RampText.dots(in: text).map { text[..<$0.lowerBound].filter { !$0.isWhitespace } }
    if let first = ends, DecimalText(first) != nil {
      throw ValueFault(
        .badRamp, "\(noun) is one value, and does not go on to another",
        help: "write one, such as \(first); `period`, `range`, `sense` and `level` can go from one to another")
    }
    return try value(text)
  }

  /// A text that is right, or what was most likely to be written; the text itself where nothing is.
  func mended(_ text: String) -> String {
    do throws(ValueFault) {
      _ = try unit.value(text)
      return text
    } catch {
      return error.meant ?? text
    }
  }

  /// The number that a text means, whatever its size.
  private func measured(_ text: String) throws(ValueFault) -> Double {
    do throws(ValueFault) {
      return try unit.value(text)
    } catch {
      let radians = text + "rad"
      let isRadian =
        unit == .angle && error.code == .missingUnit && (try? limits.contains(unit.value(text + "deg"))) == false
      if isRadian, (try? limits.contains(unit.value(radians))) == true {
        throw ValueFault(error.code, error.message, help: "write \(radians)")
      }
      throw ValueFault(error.code, error.message, help: timeWithoutUnit(text, error) ?? error.help ?? form)
    }
  }

  /// The units with which a bare number is a time within the limits; nil for other faults.
  private func timeWithoutUnit(_ text: String, _ fault: ValueFault) -> String? {
    guard unit == .time, fault.code == .missingUnit else { return nil }
    let possible = ["s", "ms", "m"].map { text + $0 }.filter { (try? limits.contains(unit.value($0))) == true }
    let written = possible.isEmpty ? nil : "write \(possible.joined(separator: ", or "))"
    guard let parts = Quantity.minutes(text), let written else { return written }
    return written + "; \(parts.minutes) min \(parts.seconds) s is \(parts.minutes):\(parts.seconds)"
  }

  /// What `1.30` may mean by the clock.
  private static func minutes(_ text: String) -> (minutes: Substring, seconds: Substring)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, Int(parts[0]) != nil, let seconds = Int(parts[1]), seconds < 60 else {
      return nil
    }
    return (parts[0], parts[1])
  }

  private func outside(_ text: String, _ value: Double, _ comparison: String, _ limit: Double) -> ValueFault {
    guard unit == .fraction else {
      return ValueFault(
        code, "\(noun) of \(unit.words(value)) is \(comparison), \(unit.words(limit))", help: advice)
    }
    let isPercent = text.hasSuffix("%")
    // A percentage that lost its sign is the most likely slip.
    let isLarge = abs(value) >= max(2 * limits.upperBound, leastPercent)
    let lostSign = !isPercent && isLarge && limits.contains(value / 100)
    let shown = isPercent ? decimal(limit * 100) + "%" : decimal(limit)
    return ValueFault(
      code, "\(noun) of \(text) is \(comparison), \(shown)", help: lostSign ? "did you mean \(text)%?" : advice)
  }
}

extension Quantity.Unit {
  var code: Diagnostic.Code {
    switch self {
    case .time: .durationRange
    case .angle: .angleRange
    case .level: .levelRange
    case .fraction: .fractionRange
    }
  }

  /// The unit that a number without one most likely has; nil where none is needed.
  var usual: String? {
    switch self {
    case .time: "ms"
    case .angle: "deg"
    case .level: "dB"
    case .fraction: nil
    }
  }

  /// How a number of this kind is written.
  var form: String {
    switch self {
    case .time: "write it as 500ms, 75s, 1.5m, 1m30s or 1:30"
    case .angle: "write a number and its unit: 60deg"
    case .level: "write a number and its unit: -6dB"
    case .fraction: "write it as 0.1 or as 10%"
    }
  }

  var below: String {
    switch self {
    case .time: "shorter than the shortest"
    case .angle: "smaller than the smallest"
    case .level: "softer than the softest"
    case .fraction: "below the lowest"
    }
  }

  var above: String {
    switch self {
    case .time: "longer than the longest"
    case .angle: "larger than the largest"
    case .level: "louder than the loudest"
    case .fraction: "above the highest"
    }
  }

  func words(_ value: Double) -> String {
    switch self {
    case .time: DurationText.words(Int64(value))
    case .angle: decimal((value * 100).rounded() / 100) + "°"
    case .level: decimal(value) + " dB"
    case .fraction: decimal(value)
    }
  }

  func value(_ text: String) throws(ValueFault) -> Double {
    switch self {
    case .time: return Double(try DurationText.nanoseconds(text))
    case .angle: return try measured(text, ["deg": 1, "°": 1, "rad": 180 / Double.pi], of: "angle", write: "deg")
    case .level: return try measured(text, ["dB": 1], of: "level", write: "dB")
    case .fraction: return try fraction(text)
    }
  }

  private func measured(
    _ text: String, _ scales: [String: Double], of noun: String, write unit: String
  ) throws(ValueFault) -> Double {
    guard let number = DecimalText(text) else {
      throw ValueFault(.badNumber, "`\(text)` is no \(noun)")
    }
    if let scale = scales[String(number.rest)] { return number.value * scale }
    if unit == "dB", number.rest == "%" || number.rest.isEmpty && number.value > 0 && number.value <= 1 {
      throw ValueFault(
        .wrongUnit, "`\(text)` is no level: levels are in decibels",
        help: "0dB is full, -6dB half the amplitude, -12dB a quarter; 10dB less sound half as loud")
    }
    if number.rest.isEmpty {
      throw ValueFault(.missingUnit, "`\(text)` has no unit", help: "write \(text)\(unit)")
    }
    let meant = "\(number.text)\(unit)"
    let isNear = nearest(to: number.rest.filter { !$0.isWhitespace }, among: scales.keys) != nil
    let message = "`\(number.rest)` is no unit of a\(noun == "angle" ? "n" : "") \(noun)"
    if isNear { throw ValueFault(.wrongUnit, message, meant: meant) }
    throw ValueFault(.wrongUnit, message, help: "write \(noun)s with \(unit): \(meant)")
  }

  /// How the number of a fraction may have been meant that has something wrong behind it.
  private func meant(_ number: DecimalText) -> String {
    let hasSign = number.rest.contains("%")
    if hasSign || abs(number.value) > 1 { return "\(number.text)%" }
    return "\(number.text) or \(decimal(number.value * 100))%"
  }

  private func fraction(_ text: String) throws(ValueFault) -> Double {
    guard let number = DecimalText(text) else {
      throw ValueFault(.badNumber, "`\(text)` is no number")
    }
    switch number.rest {
    case "": return number.value
    case "%": return number.value / 100
    default:
      throw ValueFault(
        .wrongUnit, "`\(number.rest)` does not belong behind this number", help: "write \(meant(number))")
    }
  }
}
