import AegoNumerics

/// Fillings that are told apart in black and white: one for each space of a score.
enum Hatching {
  private static let marks = [
    "", "M0 8L8 0M-2 2L2 -2M6 10L10 6", "M2 2h1M6 6h1", "M0 2H8M0 6H8", "M2 0V8M6 0V8", "M0 0L8 8M0 8L8 0",
    "M0 4H8M4 0V8", "M0 0L8 8M-2 6L2 10M6 -2L10 2",
  ]

  /// The filling of a space, by its number.
  static func fill(_ space: Int) -> String { "url(#space\(space % marks.count))" }

  /// The definitions of all fillings.
  static var definitions: String {
    let patterns = marks.enumerated().map { index, mark in
      "<pattern id=\"space\(index)\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        + "<rect width=\"8\" height=\"8\" fill=\"\(index == 0 ? "#e4e4e4" : "#fff")\"/>"
        + "<path d=\"\(mark)\" stroke=\"#888\" stroke-width=\"1\" fill=\"none\"/></pattern>"
    }
    return "<defs>\n" + patterns.joined(separator: "\n") + "\n</defs>"
  }
}
