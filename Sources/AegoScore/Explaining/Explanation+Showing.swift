extension Explanation {
  /// The explanation for a person at a terminal, lines of at most 80 columns. Ends in a line break.
  public var shown: String {
    """
    \(code.rawValue): \(title)

    \(folded(text, at: 80))

    wrong:
    \(indented(wrong.shown))

    right:
    \(indented(right.shown))

    """
  }

  /// All codes, each with its title, a line for each. Ends in a line break.
  public static var list: String {
    let width = Diagnostic.Code.allCases.map(\.rawValue.count).max() ?? 0
    return all.map { explanation in
      let code = explanation.code.rawValue
      return code + String(repeating: " ", count: width + 2 - code.count) + explanation.title + "\n"
    }.joined()
  }
}

/// A paragraph cut into lines of at most so many characters, where it has blanks.
private func folded(_ text: String, at width: Int) -> String {
  var lines = [""]
  for word in text.split(separator: " ") {
    let last = lines.count - 1
    if lines[last].isEmpty {
      lines[last] = String(word)
    } else if lines[last].count + 1 + word.count <= width {
      lines[last] += " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines.joined(separator: "\n")
}

/// A text's lines, four columns to the right.
private func indented(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
}
