/// A key of the language: its name, how its value is written, and what an editor shows about it.
///
/// Readers read by it, and the schema is made from it, so that the two cannot differ.
struct Key<Value>: Sendable {
  let entry: KeyEntry
  let form: ValueForm<Value>

  var name: String { entry.name }

  /// A key.
  ///
  /// - Parameters:
  ///   - name: The key as it is written.
  ///   - form: How its value is written.
  ///   - words: What it means: sentences.
  ///   - standIn: The default, as a score would write it; nil where there is none, or none that can be written.
  ///   - examples: Values as a score writes them.
  ///   - required: The help where it is missing; nil where it may be.
  init(
    _ name: String, _ form: ValueForm<Value>, _ words: String, standIn: String? = nil, examples: [String] = [],
    required: String? = nil
  ) {
    self.form = form
    let limits = form.limits.map { " From \($0)." } ?? ""
    entry = KeyEntry(
      name: name, schema: form.schema, words: words + limits, standIn: standIn, examples: examples, required: required)
  }
}

/// A key without its value's type.
struct KeyEntry: Sendable {
  let name: String
  let schema: Schema
  /// What it means, with its limits: sentences.
  let words: String
  /// The default, as a score would write it.
  let standIn: String?
  /// Values as a score writes them.
  let examples: [String]
  /// The help where it is missing; nil where it may be.
  let required: String?
}

/// A key with a mapping of known keys behind it.
struct Group: Sendable {
  let entry: KeyEntry
  let mapping: Mapping

  init(_ name: String, _ mapping: Mapping, _ words: String, examples: [String] = []) {
    self.mapping = mapping
    entry = KeyEntry(
      name: name, schema: .reference(mapping), words: words, standIn: nil, examples: examples, required: nil)
  }
}

/// All keys that one kind of mapping can hold, in the order in which messages and editors list them.
struct Mapping: Sendable {
  /// What the schema calls it.
  let name: String
  let keys: [KeyEntry]
  /// What its keys ask of each other, and no single key can say: schemas that hold besides.
  let rules: [JSONText]
  /// The keys' names.
  let names: Set<String>

  init(_ name: String, _ keys: [KeyEntry], rules: [JSONText] = []) {
    self.name = name
    self.keys = keys
    self.rules = rules
    names = Set(keys.map(\.name))
  }

  /// Keys that the score invents; no schema refers to it.
  static let invented = Mapping("invented", [])
}
