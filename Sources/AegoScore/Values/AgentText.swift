/// The agent's displacement as a text: `10%/s`, `0.1/s` or `2%`.
enum StepText {
  static let schema = Schema.any(.text("\(Quantity.Unit.fraction.pattern)/s"), .number(.stepPerAction))

  static func step(_ text: String) throws(ValueFault) -> AgentStep {
    guard text.hasSuffix("/s") else { return .perAction(try perAction(text)) }
    return .perSecond(try Quantity.stepPerSecond.value(String(text.dropLast(2))))
  }
}

extension StepText {
  /// A step of each action; where it is none, perhaps one of each second in more words.
  private static func perAction(_ text: String) throws(ValueFault) -> Double {
    do throws(ValueFault) {
      return try Quantity.stepPerAction.single(text)
    } catch {
      if error.code == .fractionRange, let number = DecimalText(text), number.rest.isEmpty, number.value >= 5 {
        throw ValueFault(error.code, error.message, help: "did you mean `\(text)%/s`?")
      }
      guard let number = DecimalText(text), number.rest.contains(/per|\//) else { throw error }
      guard number.rest.contains("s") else {
        throw ValueFault(.wrongUnit, error.message, help: "a step is written for each action, 2%, or a second, 10%/s")
      }
      throw ValueFault(
        .wrongUnit, error.message, help: "did you mean `\(number.text)\(number.rest.hasPrefix("%") ? "%" : "")/s`?")
    }
  }
}

/// The glide as a text: parts of the period, `150%` or `1.5`, or a duration, `80ms`.
enum GlideText {
  static let schema = Schema.any(.number(.glideTime), .number(.glidePeriods))

  static func glide(_ text: String) throws(ValueFault) -> Glide {
    if let number = DecimalText(text), number.rest.isEmpty || number.rest == "%" {
      return .periods(try Quantity.glidePeriods.single(text))
    }
    return .duration(Int64(try Quantity.glideTime.single(text)))
  }
}
