/// The keys of a movement.
enum MovementKeys {
  static let name = Key(
    "name", .name("a movement's name"), "Its name, by which `order` finds it; `movement N` where none is written.",
    examples: ["elementary"])
  static let passes = Key(
    "repeat", .node(.any(.words(["forever"]), MovementReader.repeats.schema)),
    "How often it is played, 1 to 1000 times; `forever` on the last one as played.", standIn: "1",
    examples: ["3", "forever"])
  static let scenes = Key(
    "scenes", .node(.list(of: .reference(SceneKeys.mapping), least: 1)), "Its scenes, a list.",
    examples: ["[{dimensions: 1, for: 60s}]"], required: "a movement is a list of scenes: `scenes:`")
  static let mapping = Mapping(
    "movement",
    [name.entry, passes.entry, scenes.entry] + LevelKeys.direct + [LevelKeys.agent.entry, LevelKeys.sound.entry])
}

/// The keys of a scene.
enum SceneKeys {
  static let name = Key(
    "name", MovementReader.sceneName, "Its name, by which `then` finds it; `MOVEMENT N` where none is written.",
    examples: ["line"])
  static let length = Key(
    "for", .node(.any(fixed.schema, .reference(LengthKeys.mapping))),
    "How long it lasts; `{min, nominal, max}` together with `until`. From 100 ms to 24 h.",
    examples: ["60s", "1:30", "{min: 30s, nominal: 60s, max: 2m}"], required: "say how long it lasts: `for: 60s`")
  /// A length that is always the same.
  static let fixed = ValueForm.duration(.sceneLength)
  static let until = Key(
    "until", .node(.any(ConditionKeys.schema, .list(of: ConditionKeys.schema, least: 1))),
    "What ends it before its `max`: a condition, or a list of them, of which the first that holds wins.",
    examples: ["go", "{stillness: 8s, then: back}"])
  static let direction = Key(
    "direction", .sentence("a direction"), "A sentence for the performer.",
    examples: ["\"Face the audience, relaxed; small rotations only.\""])
  static let passes = Key(
    "repeat", .node(MovementReader.repeats.schema), "How often it is played, 1 to 1000 times.", standIn: "1",
    examples: ["2"])
  static let mapping = Mapping(
    "scene",
    [name.entry, length.entry, until.entry, direction.entry, passes.entry] + LevelKeys.direct
      + [LevelKeys.agent.entry, LevelKeys.sound.entry],
    rules: [rule])

  /// Conditions need an open length with a `max`, and an open length needs conditions.
  private static let rule = JSONText.object([
    ("if", .object([("required", .array([.string("until")]))])),
    ("then", of(.object([("type", .string("object")), ("required", .array([.string("max")]))]))),
    ("else", of(.object([("not", .object([("type", .string("object"))]))]))),
  ])

  private static func of(_ length: JSONText) -> JSONText {
    .object([("properties", .object([("for", length)]))])
  }
}

/// The keys of an open length.
enum LengthKeys {
  static let minimum = Key(
    "min", .duration(.sceneMinimum), "Before this no condition ends it.", standIn: "0s", examples: ["30s"])
  static let nominal = Key(
    "nominal", .duration(.sceneLength), "The length that ramps and the timeline count with. By default `max`.",
    examples: ["60s"])
  static let maximum = Key(
    "max", .duration(.sceneLength), "When it ends by itself: a silent sensor cannot strand the piece.",
    examples: ["2m"])
  static let mapping = Mapping("length", [minimum.entry, nominal.entry, maximum.entry])
}
