/// A JSON Schema (draft 2020-12) of a value in a score, as an editor reads it: a plain number is a number there, and
/// text with a unit is a string.
struct Schema: Sendable {
  /// The schema itself.
  let json: JSONText
  /// The mappings that it refers to.
  let mappings: [Mapping]

  init(_ json: JSONText, mappings: [Mapping] = []) {
    self.json = json
    self.mappings = mappings
  }

  /// A schema of these keywords.
  init(_ pairs: KeyValuePairs<String, JSONText>) {
    self.init(.object(pairs.map { (key: $0.key, value: $0.value) }))
  }

  /// A mapping of known keys.
  static func reference(_ mapping: Mapping) -> Schema {
    Schema(.object([("$ref", .string("#/$defs/\(mapping.name)"))]), mappings: [mapping])
  }

  /// A value that fits one of several.
  static func any(_ schemas: Schema...) -> Schema {
    Schema(.object([("anyOf", .array(schemas.map(\.json)))]), mappings: schemas.flatMap(\.mappings))
  }

  /// A list of at least so many values, at most so many.
  static func list(of schema: Schema, least: Int = 0, most: Int? = nil, isUnique: Bool = false) -> Schema {
    var pairs: [(key: String, value: JSONText)] = [("type", .string("array")), ("items", schema.json)]
    if least > 0 { pairs.append(("minItems", .integer(Int64(least)))) }
    if let most { pairs.append(("maxItems", .integer(Int64(most)))) }
    if isUnique { pairs.append(("uniqueItems", .bool(true))) }
    return Schema(.object(pairs), mappings: schema.mappings)
  }

  /// A mapping whose keys the score invents: each fits `names`, each value `values`.
  static func dictionary(names: Schema, values: Schema, least: Int = 0) -> Schema {
    var pairs: [(key: String, value: JSONText)] = [
      ("type", .string("object")), ("propertyNames", names.json), ("additionalProperties", values.json),
    ]
    if least > 0 { pairs.append(("minProperties", .integer(Int64(least)))) }
    return Schema(.object(pairs), mappings: names.mappings + values.mappings)
  }

  /// A text that a regular expression matches as a whole.
  static func text(_ pattern: String) -> Schema {
    Schema(["type": .string("string"), "pattern": .string("^(\(pattern))$")])
  }

  /// One of some words.
  static func words(_ words: [String]) -> Schema { Schema(["enum": .array(words.map(JSONText.string))]) }

  /// A name or another text of one line, which an editor may take for a number or a truth; none of `not`.
  static func line(most: Int, pattern: String = #"[^\n\r]*\S[^\n\r]*"#, not words: [String] = []) -> Schema {
    var pairs: [(key: String, value: JSONText)] = [
      ("type", .array(["string", "number", "boolean"].map(JSONText.string))), ("maxLength", .integer(Int64(most))),
      ("pattern", .string("^\(pattern)$")),
    ]
    if !words.isEmpty { pairs.append(("not", Schema.words(words).json)) }
    return Schema(.object(pairs))
  }

  /// A text of any number of lines.
  static func sentence(most: Int) -> Schema {
    Schema([
      "type": .array(["string", "number", "boolean"].map(JSONText.string)), "maxLength": .integer(Int64(most)),
      "pattern": .string(#"\S"#),
    ])
  }

  /// A whole number, also in quotes.
  static func integer(_ limits: ClosedRange<UInt64>) -> Schema {
    Schema([
      "type": .array(["integer", "string"].map(JSONText.string)), "minimum": .natural(limits.lowerBound),
      "maximum": .natural(limits.upperBound), "pattern": .string("^[+]?[0-9]+$"),
    ])
  }

  /// True or false in any of YAML's ways; or true alone.
  static func flag(isTrueOnly: Bool = false) -> Schema {
    let words = isTrueOnly ? ["true", "yes", "on"] : ["true", "yes", "on", "false", "no", "off"]
    let pattern = words.map { $0.map { "[\($0.uppercased())\($0)]" }.joined() }.joined(separator: "|")
    let spoken = Schema(["type": .string("string"), "pattern": .string("^(\(pattern))$")])
    return isTrueOnly
      ? .any(Schema(["const": .bool(true)]), spoken) : .any(Schema(["type": .string("boolean")]), spoken)
  }
}

extension Schema {
  /// A number of this kind; without unit also as a plain one.
  static func number(_ quantity: Quantity) -> Schema { quantity.schema(quantity.unit.pattern) }

  /// A value over time as one text.
  static func ramp(_ quantity: Quantity) -> Schema {
    let one = quantity.unit.pattern
    let ramp = #"(\#(one))(\s*[.][.]\s*(\#(one)))?"#
    return quantity.schema(quantity.unit == .level ? "silent|\(ramp)" : ramp)
  }
}

extension Quantity {
  /// The limits in words: 10 ms to 1 min.
  var limitsInWords: String { "\(unit.words(limits.lowerBound)) to \(unit.words(limits.upperBound))" }

  fileprivate func schema(_ pattern: String) -> Schema {
    guard unit == .fraction else { return .text(pattern) }
    return Schema([
      "type": .array(["number", "string"].map(JSONText.string)), "minimum": .number(limits.lowerBound),
      "maximum": .number(limits.upperBound), "pattern": .string("^(\(pattern))$"),
    ])
  }
}

extension Quantity.Unit {
  /// A regular expression for texts of this kind, whatever their size.
  var pattern: String {
    let number = "[0-9]+([.][0-9]+)?"
    switch self {
    case .time:
      let sum = DurationText.units.map { "(\(number)\($0.name))?" }.joined()
      return "(?=[0-9])\(sum)|[0-9]+(:[0-5]?[0-9])?:[0-5]?[0-9]([.][0-9]+)?"
    case .angle: return "[+-]?\(number)(deg|°|rad)"
    case .level: return "[+-]?\(number)dB"
    case .fraction: return "[+-]?\(number)%?"
    }
  }
}
