/// The agent's displacement as a text: `10%/s`, `0.1/s` or `2%`.
enum StepText {
  static func step(_ text: String) throws(ValueFault) -> AgentStep {
    guard text.hasSuffix("/s") else { return .perAction(try Quantity.stepPerAction.value(text)) }
    return .perSecond(try Quantity.stepPerSecond.value(String(text.dropLast(2))))
  }
}

/// The glide as a text: parts of the period, `150%` or `1.5`, or a duration, `80ms`.
enum GlideText {
  static func glide(_ text: String) throws(ValueFault) -> Glide {
    if let number = DecimalText(text), number.rest.isEmpty || number.rest == "%" {
      return .periods(try Quantity.glidePeriods.value(text))
    }
    return .duration(Int64(try Quantity.glideTime.value(text)))
  }
}
