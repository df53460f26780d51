/// What the page that draws a film is told at once: a list of parts, each a byte that says which it is, its length in
/// four bytes and its bytes, little-endian.
struct FilmOrders {
  private(set) var bytes: [UInt8] = []

  /// A text as the stage's pages get it, or how the film is shot.
  mutating func add(text: String) { add(1, Array(text.utf8)) }

  /// A hop's frame as the stage's pages get it.
  mutating func add(hop: [UInt8]) { add(2, hop) }

  /// That a frame is to be drawn.
  ///
  /// - Parameters:
  ///   - time: the performance's, in seconds.
  ///   - number: the frame's among those of the whole take.
  mutating func draw(at time: Double, number: UInt32) {
    add(3, FilmOrders.littleEndian(time.bitPattern) + FilmOrders.littleEndian(number))
  }

  /// That the film is over.
  mutating func end() { add(4, []) }

  private mutating func add(_ kind: UInt8, _ payload: [UInt8]) {
    bytes.append(kind)
    bytes += FilmOrders.littleEndian(UInt32(payload.count)) + payload
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
