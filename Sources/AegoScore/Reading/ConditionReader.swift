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
    guard var fields = Fields(node, what: "a condition", reading) else { return nil }
    let trigger = trigger(&fields)
    let then = destination(&fields)
    fields.finish()
    return trigger.map { SceneCondition($0, then: then) }
  }

  private static let examples = "write go, {stillness: 8s}, {reward: above 0.6, for: 10s} or {settled: 15s}"
  private static let triggers = ["go", "stillness", "reward", "settled"]

  private func trigger(_ fields: inout Fields) -> SceneCondition.Trigger? {
    let written = Self.triggers.filter { fields.has($0) }
    fields.accept("go")
    if written.count > 1 {
      reading.report(
        .conflictingKeys, fields.place(of: written[1]), "a condition is one thing; `\(written[0])` is already there",
        help: "write two conditions, as a list: the first that holds wins")
    }
    let stillness = fields.value("stillness", .duration(.holding))
    let settled = fields.value("settled", .duration(.holding))
    let reward = reward(&fields)
    switch written.first {
    case "go": return go(&fields)
    case "stillness": return stillness.map { .stillness($0.value) }
    case "settled": return settled.map { .settled($0.value) }
    case "reward": return reward
    default:
      // A misspelt key says it all; no key at all needs a word.
      if fields.all.allSatisfy({ $0.key == "then" || $0.key == "for" }) {
        reading.report(.missingKey, fields.start, "this condition waits for nothing", help: Self.examples)
      }
      fields.accept("for")
      return nil
    }
  }

  /// `go` as a key: alone, or true.
  private func go(_ fields: inout Fields) -> SceneCondition.Trigger? {
    guard let entry = fields.all.first(where: { $0.key == "go" }), entry.value.isNothing else {
      return fields.value("go", .flag)?.value == true ? .go : nil
    }
    return .go
  }

  private func reward(_ fields: inout Fields) -> SceneCondition.Trigger? {
    let level = fields.value("reward", .text("a side and a value, such as `above 0.6`", RewardText.threshold))
    guard fields.has("reward") else { return nil }
    let time = fields.required(
      "for", .duration(.holding), help: "say how long it must hold: {reward: above 0.6, for: 10s}")
    guard let level, let time else { return nil }
    return .reward(level.value.side, level.value.value, for: time.value)
  }

  private mutating func destination(_ fields: inout Fields) -> SceneCondition.Destination {
    guard let name = fields.value("then", .name("a destination")) else { return .next }
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

  static func threshold(_ text: String) throws(ValueFault) -> Threshold {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let side = SceneCondition.Side(rawValue: words[0]) else {
      throw ValueFault(.unknownWord, "`\(text)` is no side of a reward", help: "write `above 0.6` or `below -0.2`")
    }
    return Threshold(side: side, value: try Quantity.threshold.value(words[1]))
  }
}
