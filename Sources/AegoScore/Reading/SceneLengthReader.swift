/// Reads how long a scene lasts: `for: 60s`, or `for: {min, nominal, max}` together with `until`.
struct SceneLengthReader {
  let reading: Reading

  /// What stands in for a length that is wrong, so that the rest of the score can be checked.
  private static let standIn = SceneLength(minimum: 60_000_000_000, nominal: 60_000_000_000, maximum: 60_000_000_000)

  func length(_ scene: Fields) -> SceneLength {
    if !scene.has("for"), scene.has("until") {
      scene.reportMissing(
        "for", help: "with `until` it is an open one: `for: {min: 10s, nominal: 60s, max: 3m}`")
      return Self.standIn
    }
    guard let node = scene.node(SceneKeys.length) else { return Self.standIn }
    guard case .mapping = node.content else { return fixed(node, scene) }
    return open(node, scene)
  }

  private func fixed(_ node: YAMLNode, _ scene: Fields) -> SceneLength {
    if scene.has("until"), let dots = RampText.dots(in: node.text) {
      let (least, most) = (node.text[..<dots.lowerBound], node.text[dots.upperBound...])
      reading.report(
        .openScene, node.span, "an open length has keys, and is no ramp",
        help: "write `for: {min: \(least), nominal: \(most), max: \(most)}`; ramps count with nominal")
      return Self.standIn
    }
    guard let length = SceneKeys.fixed.read(node, reading) else { return Self.standIn }
    if scene.has("until") {
      reading.report(
        .openScene, node.span, "a scene with `until` has no fixed length",
        help:
          "write `for: {min: 0s, nominal: \(DurationText.score(length)), max: 3m}`; max is what a lost sensor costs",
        note: .init("`until` stands", at: scene.place(of: "until").start))
    }
    return SceneLength(minimum: length, nominal: length, maximum: length)
  }

  private func open(_ node: YAMLNode, _ scene: Fields) -> SceneLength {
    guard let fields = Fields(node, LengthKeys.mapping, what: "an open length", reading) else { return Self.standIn }
    let minimum = fields.value(LengthKeys.minimum)
    let nominal = fields.value(LengthKeys.nominal)
    let maximum = fields.value(LengthKeys.maximum)
    fields.finish()
    if scene.lacks("until") {
      reading.report(
        .openScene, scene.place(of: "for"), "nothing ends this scene before its `max`",
        help: "add `until: go` or another condition, or write one length: `for: 90s`")
    }
    guard let maximum else {
      if fields.lacks("max"), !scene.lacks("until") {
        reading.report(
          .openScene, scene.place(of: "for"), "a scene with `until` needs a `max`",
          help: "a silent sensor must not strand the piece: add `max: 3m`",
          note: scene.has("until") ? .init("`until` stands", at: scene.place(of: "until").start) : nil)
      }
      return Self.standIn
    }
    return ordered(minimum, nominal, maximum)
  }

  /// The three lengths; without min, conditions are looked at from the start, without nominal it is max.
  private func ordered(_ minimum: Written<Int64>?, _ nominal: Written<Int64>?, _ maximum: Written<Int64>) -> SceneLength
  {
    let middle = nominal ?? maximum
    if middle.value > maximum.value {
      reading.report(
        .lengthOrder, middle.span, "`nominal` is longer than `max`", help: "min ≤ nominal ≤ max",
        note: .init("`max` stands", at: maximum.span.start))
    }
    if let minimum, minimum.value > middle.value {
      let name = nominal == nil ? "max" : "nominal"
      reading.report(
        .lengthOrder, minimum.span, "`min` is longer than `\(name)`", help: "min ≤ nominal ≤ max",
        note: .init("`\(name)` stands", at: (nominal ?? maximum).span.start))
    }
    return SceneLength(minimum: minimum?.value ?? 0, nominal: middle.value, maximum: maximum.value)
  }
}
