/// Where YAML takes the rest of a line for a comment.
enum Comment {
  /// Where a line's comment begins; nil where it has none. Quotes are followed from the line's own beginning.
  static func start(in line: String) -> String.Index? {
    var (quote, last) = (nil as Character?, " " as Character)
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "#", last == " " || last == "\t" {
        return index
      } else if character == "\"" || character == "'", " [{,:".contains(last) {
        quote = character
      }
      last = character
    }
    return nil
  }

  /// What mends a value behind which a comment stands that is none; nil for other texts.
  ///
  /// - Parameters:
  ///   - text: the value.
  ///   - isRight: whether a text would be one.
  /// - Returns: the remedy.
  static func remedy(in text: String, isRight: (String) -> Bool) -> String? {
    for mark in ["#", "//", ";"] {
      guard let place = text.firstRange(of: mark) else { continue }
      let value = String(text[..<place.lowerBound].reversed().drop { $0.isWhitespace }.reversed())
      guard isRight(value) else { continue }
      return mark == "#"
        ? "a blank belongs before the `#` of a comment: `\(value) \(text[place.lowerBound...])`"
        : "a comment begins with `#`: `\(value) # \(text[place.upperBound...].drop { $0.isWhitespace })`"
    }
    return nil
  }
}
