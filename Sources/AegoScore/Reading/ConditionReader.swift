/// Reads what ends a scene.
struct ConditionReader {
  let reading: Reading
  /// The scene names that `then` gave, and where; looked up once all scenes are known.
  private(set) var destinations: [Written<String>] = []

  init(_ reading: Reading) { self.reading = reading }

  /// One condition or a list of them.
  mutating func conditions(_ node: YAMLNode) -> [SceneCondition] {
    guard case .sequence(let nodes) = node.content else { return condition(node).map { [$0] } ?? [] }
    if nodes.isEmpty {
      reading.report(
        .missingValue, node.span, "this list of conditions is empty", help: "write `until: go`, or delete it")
    }
    return nodes.compactMap { condition($0) }
  }

  private mutating func condition(_ node: YAMLNode) -> SceneCondition? {
    if case .scalar(let text, _) = node.content {
      if text == "go" { return SceneCondition(.go) }
      reading.report(.unknownWord, node.span, "`\(text)` is no condition", help: Self.examples)
      return nil
    }
    guard let fields = Fields(node, ConditionKeys.mapping, what: "a condition", reading) else { return nil }
    let trigger = trigger(fields)
    let then = destination(fields)
    fields.finish()
    return trigger.map { SceneCondition($0, then: then) }
  }

  private static let examples = "write go, {stillness: 8s}, {reward: above 0.6, for: 10s} or {settled: 15s}"
  private static let triggers = ["go", "stillness", "reward", "settled"]

  private func trigger(_ fields: Fields) -> SceneCondition.Trigger? {
    let written = Self.triggers.filter { fields.has($0) }
    if written.count > 1 {
      reading.report(
        .conflictingKeys, fields.place(of: written[1]), "a condition is one thing; `\(written[0])` is already there",
        help: "write two conditions, as a list: the first that holds wins",
        note: .init("`\(written[0])` stands", at: fields.place(of: written[0]).start))
    }
    if let first = written.first, fields.has("for"), !fields.has("reward") {
      reading.report(
        .conflictingKeys, fields.place(of: "for"), "`for` belongs to `reward`; `\(first)` has no such time",
        help: first == "go" ? "leave `for` out" : "write {\(first): 8s} alone")
    }
    let stillness = fields.value(ConditionKeys.stillness)
    let settled = fields.value(ConditionKeys.settled)
    let reward = reward(fields)
    switch written.first {
    case "go": return go(fields)
    case "stillness": return stillness.map { .stillness($0.value) }
    case "settled": return settled.map { .settled($0.value) }
    case "reward": return reward
    default:
      // A misspelt key says it all; no key at all needs a word.
      if !fields.isCut, fields.all.allSatisfy({ $0.key == "then" || $0.key == "for" }) {
        reading.report(.missingKey, fields.start, "this condition waits for nothing", help: Self.examples)
      }
      return nil
    }
  }

  /// `go` as a key: alone, or true.
  private func go(_ fields: Fields) -> SceneCondition.Trigger? {
    guard let entry = fields.all.first(where: { $0.key == "go" }), !entry.value.isNothing else { return .go }
    guard let isGo = ValueForm.flag.read(entry.value, reading) else { return nil }
    if !isGo {
      reading.report(
        .unknownWord, entry.value.span, "a go that is none ends no scene", help: "write `until: go`, or leave it out")
    }
    return .go
  }

  private func reward(_ fields: Fields) -> SceneCondition.Trigger? {
    let level = fields.value(ConditionKeys.reward)
    guard fields.has("reward") else { return nil }
    if !fields.has("for") {
      fields.reportMissing("for", help: "say how long it must hold: {reward: above 0.6, for: 10s}")
    }
    let time = fields.value(ConditionKeys.time)
    guard let level, let time else { return nil }
    return .reward(level.value.side, level.value.value, for: time.value)
  }

  private mutating func destination(_ fields: Fields) -> SceneCondition.Destination {
    guard let name = fields.value(ConditionKeys.then) else { return .next }
    switch name.value {
    case "next": return .next
    case "back": return .back
    case "end": return .end
    default:
      destinations.append(name)
      return .scene(name.value)
    }
  }
}

/// A side of a reward as a text: `above 0.6`.
enum RewardText {
  struct Threshold: Sendable, Equatable {
    var side: SceneCondition.Side
    var value: Double
  }

  static let schema = Schema.text(
    "(\(SceneCondition.Side.allCases.map(\.rawValue).joined(separator: "|"))) +\(Quantity.Unit.fraction.pattern)")

  static func threshold(_ text: String) throws(ValueFault) -> Threshold {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let side = SceneCondition.Side(rawValue: words[0]) else {
      throw ValueFault(.unknownWord, "`\(text)` is no side of a reward", help: "write `above 0.6` or `below -0.2`")
    }
    return Threshold(side: side, value: try Quantity.threshold.value(words[1]))
  }
}
