/// Texts and numbers as JSON has them.
public enum JSONString {
  /// A text in quotation marks.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The fewest digits that read back to the same float.
  public static func number(_ value: Float) -> String {
    plain(value.description)
  }

  /// The fewest digits that read back to the same number.
  public static func number(_ value: Double) -> String {
    plain(value.description)
  }

  private static func plain(_ text: String) -> String { text.hasSuffix(".0") ? String(text.dropLast(2)) : text }
}
