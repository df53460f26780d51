/// What lines of any address say, whoever they are for.
extension LineParser {
  /// The address after the timetag.
  func address(_ cursor: inout LineCursor) throws(MotionError) -> Bytes {
    let address = cursor.word()
    guard address.count > 0, address[0] == UInt8(ascii: "/") else {
      throw problem(
        address.count == 0 ? "no OSC address after the timetag" : "\(quoted(address)) is not an OSC address",
        "an address starts with /, such as /0/raw")
    }
    return address
  }

  /// A value for each type, as it is written, without quotes.
  func values(of types: Bytes, _ cursor: inout LineCursor) throws(MotionError) -> [Bytes] {
    var values: [Bytes] = []
    for index in 0..<types.count {
      guard let value = cursor.value(types[index], isLast: index == types.count - 1) else {
        throw missingValue(types, index)
      }
      try check(value, types[index])
      values.append(value)
    }
    guard !cursor.skipBlanks() else { throw furtherValue(types) }
    return values
  }

  /// Refuses what is no value of a type, where a value has a form.
  func check(_ value: Bytes, _ type: UInt8) throws(MotionError) {
    switch type {
    case UInt8(ascii: "f"), UInt8(ascii: "d"):
      guard value.float != nil else { throw wrongValue(value, "a number") }
    case UInt8(ascii: "i"):
      guard let number = value.integer, Int32(exactly: number) != nil else {
        throw wrongValue(value, "a 32-bit whole number")
      }
    case UInt8(ascii: "h"):
      guard value.integer != nil else { throw wrongValue(value, "a whole number") }
    default: break
    }
  }

  func missingValue(_ types: Bytes, _ index: Int) -> MotionError {
    problem(
      "\(types.count) types (\(types.text)), but \(index) values",
      "the line may be cut off; take it out, or record the stream again")
  }

  func furtherValue(_ types: Bytes) -> MotionError {
    problem(
      "\(types.count) types (\(types.text)), but more values",
      "take out what follows the last value, or record the stream again")
  }
}
