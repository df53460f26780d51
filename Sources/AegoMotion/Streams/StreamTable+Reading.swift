extension StreamTable {
  /// Writes a table as a stream, which `--sensors` and `oscsendfile` play.
  ///
  /// - Parameters:
  ///   - table: a table as `write` makes them, perhaps with other rows, other numbers and further columns that are
  ///     empty.
  ///   - stream: the file to write; it has its name when it is whole.
  /// - Returns: how many messages there are.
  /// - Throws: `unreadable`, `malformed` or `unwritable`.
  public static func read(_ table: String, to stream: String) throws(MotionError) -> Int {
    let input = try LineFile(path: table)
    var row = TableRow()
    let isThere = try row.read(input, path: table)
    let isTable = try row.withCells { cells in isThere && isHeader(cells) }
    guard isTable else {
      throw .malformed(
        path: table, line: 1, problem: "no table of a stream",
        remedy: "its first line is \(columns.joined(separator: ",")),1,2,... and its cells are parted by commas")
    }
    let output = try WholeFile(path: stream)
    var bytes: [UInt8] = []
    var messages = 0
    while try row.read(input, path: table) {
      var writer = RowWriter(path: table, line: row.line)
      try row.withCells { (cells) throws(MotionError) in try writer.append(cells, to: &bytes) }
      try output.take(&bytes)
      messages += 1
    }
    try output.finish()
    return messages
  }

  /// Whether these are the first columns, perhaps after the mark of UTF-8 that spreadsheets write.
  private static func isHeader(_ cells: [Bytes]) -> Bool {
    guard cells.count >= columns.count else { return false }
    let isMarked = cells[0].count > 3 && cells[0].slice(0, 3).equals("\u{FEFF}")
    return (isMarked ? cells[0].from(3) : cells[0]).equals(columns[0]) && cells[1].equals(columns[1])
      && cells[2].equals(columns[2])
  }
}

/// Writes a row of a table as a line of a stream.
private struct RowWriter {
  private let parser: LineParser

  init(path: String, line: Int) { parser = LineParser(path: path, vocabulary: Vocabulary(), line: line) }

  mutating func append(_ cells: [Bytes], to bytes: inout [UInt8]) throws(MotionError) {
    guard cells.count >= StreamTable.columns.count else {
      throw parser.problem(
        "\(cells.count) cells", "a row has time, address, types, and a cell for each of the types")
    }
    guard let timetag = Timetag.timetag(seconds: cells[0]) else {
      throw parser.problem("\(parser.quoted(cells[0])) is not a time", "write seconds from the beginning, such as 1.25")
    }
    var cursor = LineCursor(cells[1])
    let address = try parser.address(&cursor)
    guard !cursor.skipBlanks() else {
      throw parser.problem("\(parser.quoted(cells[1])) is not an OSC address", "an address has no blanks")
    }
    let types = cells[2]
    try parser.check(types)
    let values = cells.dropFirst(StreamTable.columns.count)
    guard values.count >= types.count else { throw parser.missingValue(types, values.count) }
    guard values.dropFirst(types.count).allSatisfy({ $0.count == 0 }) else { throw parser.furtherValue(types) }
    MessageText.append(timetag: timetag, to: &bytes)
    bytes.append(address)
    if types.count > 0 { bytes.append(UInt8(ascii: " ")) }
    bytes.append(types)
    for (index, value) in values.prefix(types.count).enumerated() {
      bytes.append(UInt8(ascii: " "))
      try append(value, types[index], to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func append(_ value: Bytes, _ type: UInt8, to bytes: inout [UInt8]) throws(MotionError) {
    try parser.check(value, type)
    switch type {
    case UInt8(ascii: "f"): if let number = value.float { bytes.append(number) }
    case UInt8(ascii: "s"):
      bytes.append(contentsOf: "\"".utf8)
      bytes.append(contentsOf: SceneName.encoded(value.text))
      bytes.append(contentsOf: "\"".utf8)
    case UInt8(ascii: "S"):
      bytes.append(contentsOf: "'".utf8)
      bytes.append(contentsOf: SceneName.encoded(value.text))
    case UInt8(ascii: "c"): bytes.append(contentsOf: "'\(value.text)'".utf8)
    case UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "N"), UInt8(ascii: "I"):
      MessageText.appendWord(type, to: &bytes)
    default: bytes.append(value)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ bytes: Bytes) {
    for index in 0..<bytes.count { append(bytes[index]) }
  }
}
