import Testing

@testable import AegoScore

/// Each key of the language with many values, right and wrong: schema and parser judge alike.
struct SchemaProbeTests {
  /// Values of all kinds, for keys that want something else.
  private static let odd = [
    "60", "0", "-1", "0.5", "1.5", "4000", "60s", "1:30", "1m30s", "75 s", "100ms..30ms", "100..30ms", "90deg",
    "25deg..90deg", "-3dB", "-6dB..0dB", "10%", "1..-1", "10%/s", "above 0.6", "true", "No", "go", "none", "silent",
    "forever", "any", "12.0.0.1", "/my/imu", "some words", "zzz", "\"\"", "' '", "~", "[]", "[1, 2]", "[0, 0, 1]",
    "[1, 2, 3]", "{}", "{a: b}", "[zzz]", "\"two\\nlines\"", "{max: 60s}", "'7'", "{stillness: 3s}", "[go, go]",
  ]

  /// Where each mapping stands in a score; `@` is the mapping itself.
  private static let places: [String: String] = [
    "piece": "@", "movement": "movements: [@]", "scene": "movements: [{scenes: [@]}]",
    "length": "movements: [{scenes: [{for: @, until: go}]}]",
    "condition": "movements: [{scenes: [{for: {max: 60s}, until: @}]}]", "start": "start: @", "space": "spaces: {a: @}",
    "sensors": "sensors: @", "arm": "sensors: {left: @}", "source": "sensors: {left: {source: @}}",
    "reward": "sensors: {reward: @}", "gravity": "sensors: {left: {source: {address: /a, gravity: @}}}",
    "gyroscope": "sensors: {left: {source: {address: /a, gyroscope: @}}}",
    "agent": "movements: [{agent: @, scenes: [{for: 1s}]}]",
    "pieceAgent": "agent: @", "sound": "movements: [{sound: @, scenes: [{for: 1s}]}]", "pieceSound": "sound: @",
    "image": "image: @", "transport": "transport: @", "periodRamp": "period: @", "periodBreath": "period: @",
    "rangeRamp": "range: @", "rangeBreath": "range: @", "senseRamp": "sense: @", "senseBreath": "sense: @",
    "levelRamp": "level: @", "levelBreath": "level: @",
  ]

  /// What must stand beside a key besides the keys that every such mapping needs.
  private static func companions(_ mapping: Mapping, _ key: KeyEntry, _ value: String) -> [String: String] {
    switch (mapping.name, key.name) {
    case ("condition", "reward"): ["for": "8s"]
    case ("condition", "for"): ["reward": "above 0.6"]
    case ("condition", "then"): ["go": "true"]
    case ("length", "min"), ("length", "nominal"): ["max": "24h"]
    case ("scene", "until"): ["for": "{max: 60s}"]
    case ("scene", "for"): value.hasPrefix("{m") ? ["until": "go"] : [:]
    case ("source", "address"), ("source", "order"): ["quaternion": "[0, 1, 2, 3]"]
    case ("periodRamp", _), ("periodBreath", _): ramp(mapping, "50ms")
    case ("rangeRamp", _), ("rangeBreath", _): ramp(mapping, "50deg")
    case ("senseRamp", _), ("senseBreath", _): ramp(mapping, "1")
    case ("levelRamp", _), ("levelBreath", _): ramp(mapping, "1dB")
    default: [:]
    }
  }

  private static func ramp(_ mapping: Mapping, _ value: String) -> [String: String] {
    mapping.names.contains("between")
      ? ["between": "[\(value), \(value)]", "every": "40s"] : ["from": value, "to": value]
  }

  private static func score(_ mapping: Mapping, _ key: KeyEntry, _ value: String) throws -> String {
    var keys = Dictionary(
      mapping.keys.filter { $0.required != nil }.map { ($0.name, $0.examples.first ?? "") }
    ) { first, _ in first }
    keys.merge(companions(mapping, key, value)) { $1 }
    keys[key.name] = value
    let body = "{" + keys.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    if mapping.name == "piece" { return body }
    let place = try #require(places[mapping.name], "where does the mapping \(mapping.name) stand?")
    let head = ["score: 1", "title: t", "spaces: {a: a}", "movements: [{scenes: [{for: 60s}]}]"]
    let name = place.prefix { $0 != ":" }
    return (head.filter { !$0.hasPrefix(name) } + [place.replacing("@", with: body)]).joined(separator: "\n")
  }

  /// Whether a problem is one that the schema must see.
  private static func isShape(_ problem: Diagnostic, _ value: String) -> Bool {
    let isRange = [.fractionRange, .numberRange, .dimensionsRange].contains(problem.code)
    // A percentage, a ramp or a number in quotes is a number inside of a text, like one with its unit.
    if isRange, value.contains("%") || value.contains("..") || value.contains(" ") || value.hasPrefix("'") {
      return false
    }
    // One value compared with another.
    if problem.message.hasPrefix("a credit goes from") { return false }
    return SchemaTests.beyond[problem.code] == nil
  }

  @Test(.enabled(if: EditorYAML.isThere, "Python's jsonschema and yaml are not installed"))
  func `for every key, a value is right by the schema where it is right by the parser`() throws {
    // What the schema must say; nil where all that is wrong is beyond it.
    var (texts, expected) = ([String](), [Bool?]())
    for mapping in ScoreSchema.mappings(from: PieceKeys.mapping) {
      for key in mapping.keys {
        for value in key.examples + [key.standIn].compactMap(\.self) + Self.odd {
          let text = try Self.score(mapping, key, value)
          let problems = ScoreReader(path: "probe", text: text).diagnostics
          if key.examples.contains(value) || key.standIn == value {
            #expect(problems.allSatisfy { !Self.isShape($0, value) }, "\(problems.map(\.text))")
          }
          texts.append(text)
          expected.append(
            problems.isEmpty ? true : problems.contains { Self.isShape($0, value) } ? false : nil)
        }
      }
    }
    let verdicts = try EditorYAML.verdicts(on: texts, schema: ScoreSchema.text)
    #expect(verdicts.count == texts.count && texts.count > 4000)
    for (text, (verdict, isExpected)) in zip(texts, zip(verdicts, expected))
    where isExpected.map({ $0 != verdict }) ?? false {
      Issue.record("\(verdict ? "" : "in")valid by the schema, not by the parser:\n\(text)")
    }
  }

  @Test func `a default that is written out is the default`() throws {
    let one = "  - scenes: [{for: 60s}]"
    let silent = try AegoScoreTests.score(movements: one)
    var groups = ["": PieceKeys.mapping.keys.filter { $0.name != "score" }]
    for group in [PieceKeys.agent, PieceKeys.sound, PieceKeys.transport, SensorsKeys.sensors, LevelKeys.image] {
      groups[group.entry.name] = group.mapping.keys
    }
    for (group, keys) in groups {
      for key in keys {
        guard let standIn = key.standIn else { continue }
        let line = "\(key.name): \(standIn)"
        let spoken = try AegoScoreTests.score(group.isEmpty ? line : "\(group): {\(line)}", movements: one)
        #expect(spoken.timeline() == silent.timeline(), "\(line)")
        #expect((spoken.sensors, spoken.agent, spoken.sound) == (silent.sensors, silent.agent, silent.sound), "\(line)")
        #expect(
          (spoken.seed, spoken.start, spoken.transport) == (silent.seed, silent.start, silent.transport), "\(line)")
      }
    }
  }
}
