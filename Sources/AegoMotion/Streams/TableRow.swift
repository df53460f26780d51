/// A row of comma-separated values (RFC 4180): cells between quotes may hold commas, line ends, and quotes twice.
struct TableRow {
  /// The line in which it begins, from 1.
  private(set) var line = 0
  private var bytes: [UInt8] = []
  /// Where each cell ends.
  private var ends: [Int] = []
  private var isQuoted = false

  /// Takes the next row that is not empty; false at the end of the file.
  ///
  /// - Throws: `malformed` for quotes that do not close, `unreadable`.
  mutating func read(_ file: LineFile, path: String) throws(MotionError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isQuoted = false
    while let next = try file.next() {
      if isQuoted { bytes.append(UInt8(ascii: "\n")) } else { line = file.number }
      take(next)
      if !isQuoted, !bytes.isEmpty || ends.count > 1 { return true }
      guard bytes.count <= LineFile.longestLine else { break }
    }
    guard isQuoted else { return false }
    throw .malformed(
      path: path, line: line, problem: "a cell whose quotes do not close", remedy: "close it with a quote (\")")
  }

  private mutating func take(_ text: Bytes) {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    if !isQuoted { ends.removeAll(keepingCapacity: true) }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == quote {
        let isDoubled = isQuoted && index + 1 < text.count && text[index + 1] == quote
        if isDoubled { bytes.append(quote) } else { isQuoted.toggle() }
        index += isDoubled ? 1 : 0
      } else if byte == comma && !isQuoted {
        ends.append(bytes.count)
      } else {
        bytes.append(byte)
      }
      index += 1
    }
    if !isQuoted { ends.append(bytes.count) }
  }

  /// Calls the body with the cells.
  func withCells<Result>(_ body: ([Bytes]) throws(MotionError) -> Result) throws(MotionError) -> Result {
    // An empty array may have no address, and a row of empty cells no bytes.
    try (bytes + [0]).withUnsafeBufferPointer { (buffer) throws(MotionError) in
      guard let start = buffer.baseAddress else { return try body([]) }
      var first = 0
      let cells = ends.map { end in
        defer { first = end }
        return Bytes(start + first, count: end - first)
      }
      return try body(cells)
    }
  }
}
