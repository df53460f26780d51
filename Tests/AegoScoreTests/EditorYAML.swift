import Foundation

/// What an editor says of scores that it reads by `docs/score.schema.json`: Python's jsonschema, on YAML's core schema.
enum EditorYAML {
  /// Whether Python has what it takes.
  static let isThere =
    ((try? python("import importlib.util as u\nprint(all(map(u.find_spec, ['jsonschema', 'yaml'])))"))
      ?? []) == ["True"]

  /// Whether each score is valid by the schema; what is no YAML is not.
  static func verdicts(on scores: [String], schema: String) throws -> [Bool] {
    let input = try JSONSerialization.data(withJSONObject: ["schema": schema, "scores": scores])
    return try python(program, input: String(decoding: input, as: UTF8.self)).map { $0 == "valid" }
  }

  private static let program = #"""
    import json, re, sys, jsonschema, yaml
    class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
      yaml_implicit_resolvers = {}
    for tag, rule, first in [
      ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]), ("merge", r"<<", ["<"]),
      ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")), ("int", r"[-+]?[0-9]+", list("-+0123456789")),
      ("float", r"[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ]: Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(" + rule + ")$"), first)
    for tag, number in ("int", int), ("float", float):
      Core.add_constructor("tag:yaml.org,2002:" + tag, lambda loader, node, number=number: number(node.value))
    def plain(value):
      if isinstance(value, dict): return {str(key): plain(item) for key, item in value.items()}
      return [plain(item) for item in value] if isinstance(value, list) else value
    given = json.load(sys.stdin)
    schema = json.loads(given["schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for score in given["scores"]:
      try: value = plain(yaml.load(score, Core))
      except yaml.YAMLError: print("no YAML"); continue
      print("valid" if validator.is_valid(value) else "invalid")
    """#
}
