/// The JSON Schema of scores, made of the keys by which they are read.
public enum ScoreSchema {
  /// The schema (draft 2020-12) as `docs/score.schema.json` holds it. Ends in a line break.
  public static var text: String {
    let root = PieceKeys.mapping
    let definitions = mappings(from: root).map { (key: $0.name, value: $0.schema) }
    return JSONText.object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string("A score of ægo")),
      ("description", .string("One piece, in version 1 of the score language: docs/score-reference.md.")),
      ("$ref", .string("#/$defs/\(root.name)")), ("$defs", .object(definitions)),
    ]).page + "\n"
  }

  /// A mapping and all that its keys refer to, each once, in the order in which they are met.
  static func mappings(from root: Mapping) -> [Mapping] {
    var (found, next) = ([root], 0)
    while next < found.count {
      for mapping in found[next].keys.flatMap(\.schema.mappings)
      where !found.contains(where: { $0.name == mapping.name }) { found.append(mapping) }
      next += 1
    }
    return found
  }
}

extension Mapping {
  /// The mapping's own schema: its keys and no others.
  fileprivate var schema: JSONText {
    var pairs: [(key: String, value: JSONText)] = [("type", .string("object"))]
    let required = keys.filter { $0.required != nil }.map { JSONText.string($0.name) }
    if !required.isEmpty { pairs.append(("required", .array(required))) }
    pairs.append(("properties", .object(keys.map { ($0.name, $0.property) })))
    pairs.append(("additionalProperties", .bool(false)))
    if !rules.isEmpty { pairs.append(("allOf", .array(rules))) }
    return .object(pairs)
  }
}

extension KeyEntry {
  /// The value's schema, and what an editor shows.
  fileprivate var property: JSONText {
    guard case .object(var pairs) = schema.json else { return schema.json }
    pairs.insert(("description", .string(words)), at: 0)
    if let standIn { pairs.append(("default", JSONText(yaml: standIn))) }
    if !examples.isEmpty { pairs.append(("examples", .array(examples.map(JSONText.init(yaml:))))) }
    return .object(pairs)
  }
}

extension JSONText {
  /// What a value means to an editor, which reads YAML's core schema.
  init(yaml: String) {
    var composer = YAMLComposer(SourceText(path: "example", bytes: Array(yaml.utf8)))
    guard let node = composer.document() else { preconditionFailure("the example \(yaml) is no YAML") }
    self.init(node)
  }

  private init(_ node: YAMLNode) {
    switch node.content {
    case .sequence(let nodes): self = .array(nodes.map(JSONText.init))
    case .mapping(let entries): self = .object(entries.map { ($0.key, JSONText($0.value)) })
    case .unreadable: self = .null
    case .scalar("true", isPlain: true): self = .bool(true)
    case .scalar("false", isPlain: true): self = .bool(false)
    case .scalar(let text, isPlain: true):
      let number = DecimalText(text).flatMap { $0.rest.isEmpty ? $0.value : nil }
      self = number.map(JSONText.number) ?? .string(text)
    case .scalar(let text, isPlain: false): self = .string(text)
    }
  }
}
