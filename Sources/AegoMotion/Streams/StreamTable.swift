/// A recorded stream as a table for analysis, and the table as a stream again: comma-separated values after RFC 4180, a
/// row a message, `time` in seconds from the stream's time 0.
///
///     time,address,types,1,2,3
///     0.0000000000,/0/quat,fff,0.5,0.25,1
///
/// Rows have as many columns as the longest message needs. Times are exact, floats have the digits from which a float32
/// reads back, strings stand without their quotes and with blanks for `%20`.
public enum StreamTable {
  /// The first columns; then each argument has one.
  static let columns = ["time", "address", "types"]

  /// Writes a stream as a table.
  ///
  /// - Parameters:
  ///   - stream: a file that `oscdump`, a take or `aego sensors --record` wrote.
  ///   - table: the file to write; it has its name when it is whole.
  /// - Returns: how many messages there are.
  /// - Throws: `unreadable`, `malformed` or `unwritable`.
  public static func write(_ stream: String, to table: String) throws(MotionError) -> Int {
    var widest = 0
    try StreamTable.eachLine(of: stream) { line in widest = max(widest, line.types.count) }
    let file = try WholeFile(path: table)
    var bytes = Array((columns + (0..<widest).map { "\($0 + 1)" }).joined(separator: ",").utf8) + [newline]
    var messages = 0
    try StreamTable.eachLine(of: stream) { line throws(MotionError) in
      append(line, columns: widest, to: &bytes)
      try file.take(&bytes)
      messages += 1
    }
    try file.take(&bytes)
    try file.finish()
    return messages
  }

  private static let newline = UInt8(ascii: "\n")
  private static let comma = UInt8(ascii: ",")

  /// One line of a stream, whoever its message is for.
  private struct Line {
    var timetag: UInt64
    var address: Bytes
    var types: Bytes
    var values: [Bytes]
  }

  private static func eachLine(
    of stream: String, _ body: (Line) throws(MotionError) -> Void
  ) throws(MotionError) {
    let file = try LineFile(path: stream)
    var parser = LineParser(path: stream, vocabulary: Vocabulary())
    var clock = StreamClock()
    while let bytes = try file.next() {
      parser.line = file.number
      guard bytes.count > 0 else { continue }
      var cursor = LineCursor(bytes)
      let written = try parser.timetag(&cursor)
      let address = try parser.address(&cursor)
      let types = cursor.word()
      try parser.check(types)
      if file.number == 1, address.equals("/aego/take") { clock.startAtZero() }
      let values = try parser.values(of: types, &cursor)
      try body(Line(timetag: clock.advance(to: written), address: address, types: types, values: values))
    }
  }

  private static func append(_ line: Line, columns: Int, to bytes: inout [UInt8]) {
    Timetag.append(seconds: line.timetag, to: &bytes)
    bytes.append(comma)
    append(line.address, to: &bytes)
    bytes.append(comma)
    append(line.types, to: &bytes)
    for index in 0..<line.types.count {
      bytes.append(comma)
      switch line.types[index] {
      case UInt8(ascii: "s"), UInt8(ascii: "S"): append(decoded: line.values[index], to: &bytes)
      case UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "N"), UInt8(ascii: "I"): break
      default: append(line.values[index], to: &bytes)
      }
    }
    bytes.append(contentsOf: repeatElement(comma, count: columns - line.types.count))
    bytes.append(newline)
  }

  private static func append(decoded value: Bytes, to bytes: inout [UInt8]) {
    let text = Array(SceneName.decoded(value.text).utf8)
    text.withUnsafeBufferPointer { text in
      if let start = text.baseAddress { append(Bytes(start, count: text.count), to: &bytes) }
    }
  }

  /// A cell, between quotes where it holds what parts cells.
  private static func append(_ cell: Bytes, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    var needsQuotes = false
    for index in 0..<cell.count where ",\"\r\n".utf8.contains(cell[index]) { needsQuotes = true }
    if needsQuotes { bytes.append(quote) }
    for index in 0..<cell.count {
      if cell[index] == quote { bytes.append(quote) }
      bytes.append(cell[index])
    }
    if needsQuotes { bytes.append(quote) }
  }
}
