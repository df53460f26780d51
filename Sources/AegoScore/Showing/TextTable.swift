/// How wide a table may be, in columns of a terminal.
private let widest = 80

/// Rows in columns as wide as their widest cell, two spaces between them; times, the first two, stand to the right, and
/// names, the next three, are cut where the table would be wider than a terminal.
///
/// - Parameters:
///   - rows: the cells, the head first.
///   - below: what is told under each row, in lines of its own; empty for nothing.
/// - Returns: the table, with a line break at its end.
func table(_ rows: [[String]], below: [String] = []) -> String {
  let widths = fitted(rows[0].indices.map { column in rows.map { width($0[column]) }.max() ?? 0 })
  let indent = String(repeating: " ", count: widths[0] + widths[1] + 4)
  let lines = rows.enumerated().flatMap { index, row in
    let cells = row.enumerated().map { column, cell in
      let cell = shortened(cell, to: widths[column])
      let padding = String(repeating: " ", count: widths[column] - width(cell))
      return column < 2 ? padding + cell : cell + padding
    }
    let line = cells.joined(separator: "  ")
    let told = below.indices.contains(index) && !below[index].isEmpty ? below[index] : nil
    return [String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])]
      + (told.map { wrapped($0, at: widest - indent.count) } ?? []).map { indent + $0 }
  }
  return lines.joined(separator: "\n") + "\n"
}

/// A line in lines of at most so many columns, cut at blanks; the second and further ones are indented.
func wrapped(_ line: String, at most: Int, indent: String = "  ") -> [String] {
  line.split(separator: " ", omittingEmptySubsequences: false).reduce(into: []) { lines, word in
    if let last = lines.last, width(last + " " + word) <= most {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(lines.isEmpty ? String(word) : indent + word)
    }
  }
}

/// Columns of which names give way until a terminal holds all: the movement, which is the same in many rows, down to
/// six letters, then the widest, but not below eight.
private func fitted(_ widths: [Int]) -> [Int] {
  var widths = widths
  while widths.reduce(2 * (widths.count - 1), +) > widest {
    if widths[2] > 6 {
      widths[2] -= 1
    } else if let name = (3...4).max(by: { widths[$0] < widths[$1] }), widths[name] > 8 {
      widths[name] -= 1
    } else {
      break
    }
  }
  return widths
}

/// A text in at most so many columns.
private func shortened(_ text: String, to most: Int) -> String {
  guard width(text) > most else { return text }
  var shown = text
  while width(shown) >= most { shown.removeLast() }
  return shown + "…"
}

private func width(_ text: String) -> Int { displayWidth(text.unicodeScalars) }
