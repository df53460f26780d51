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
}
