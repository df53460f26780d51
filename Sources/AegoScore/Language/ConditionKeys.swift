/// The keys of what ends a scene.
enum ConditionKeys {
  static let go = Key(
    "go", .node(.any(Schema(["type": .string("null")]), .flag(isTrueOnly: true))), "At a go.", examples: ["true"])
  static let stillness = Key(
    "stillness", .duration(.holding), "When every arm has kept still, within 2°, for that time.", examples: ["8s"])
  static let reward = Key(
    "reward",
    .text("a side and a value, such as `above 0.6`", schema: RewardText.schema, RewardText.threshold),
    "When the reward has been on this side of a value, -1 to 1, for the time of `for`.", examples: ["above 0.6"])
  static let settled = Key(
    "settled", .duration(.holding), "When the machine has expected and chosen the same few actions for that time.",
    examples: ["15s"])
  static let time = Key("for", .duration(.holding), "How long the reward must be there.", examples: ["10s"])
  static let then = Key(
    "then", .name("a destination"), "Where the piece goes on: `next`, `back`, `end`, or a scene's name.",
    standIn: "next", examples: ["back"])
  static let mapping = Mapping(
    "condition", [go.entry, stillness.entry, reward.entry, settled.entry, time.entry, then.entry], rules: [rule])

  /// A condition as a word or a mapping.
  static let schema = Schema.any(.words(["go"]), .reference(mapping))

  /// One of the four, and `for` with `reward` alone.
  private static let rule = JSONText.object([
    (
      "oneOf",
      .array(
        [go.name, stillness.name, reward.name, settled.name].map { .object([("required", .array([.string($0)]))]) })
    ),
    (
      "dependentRequired",
      .object([("reward", .array([.string("for")])), ("for", .array([.string("reward")]))])
    ),
  ])
}
