import AegoNumerics

/// A JSON value that keeps the order of its keys, to be written.
indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case natural(UInt64)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(key: String, value: JSONText)])

  /// The value as JSON on one line.
  var line: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .natural(let value): String(value)
    case .number(let value): decimal(value)
    case .string(let value): JSONString.quoted(value)
    case .array(let values): "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .object(let pairs):
      "{" + pairs.map { JSONString.quoted($0.key) + ": " + $0.value.line }.joined(separator: ", ") + "}"
    }
  }

  /// The value as JSON on several lines, indented by two: what fits on a line of 110 columns is one.
  var page: String { page(indent: 0) }

  private func page(indent: Int) -> String {
    let line = line
    if line.utf8.count + indent <= 110 { return line }
    let (inner, end) = (String(repeating: " ", count: indent + 2), "\n" + String(repeating: " ", count: indent))
    switch self {
    case .array(let values):
      return "[\n" + values.map { inner + $0.page(indent: indent + 2) }.joined(separator: ",\n") + end + "]"
    case .object(let pairs):
      let lines = pairs.map { inner + JSONString.quoted($0.key) + ": " + $0.value.page(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    case .null, .bool, .integer, .natural, .number, .string: return line
    }
  }
}

/// A number with the fewest digits that read back to the same value, without a trailing `.0`.
func decimal(_ value: Double) -> String { JSONString.number(value) }
