/// Bytes with long runs of zeros, such as tables that are hardly filled, written shorter: in words of eight bytes, each run
/// as two little-endian 32-bit numbers, how many words are zero and how many follow as they are.
enum ZeroRuns {
  private static let word = 8

  /// The shorter form.
  static func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var coded: [UInt8] = []
    coded.reserveCapacity(bytes.count / 4)
    let count = bytes.count / word
    var place = 0
    while place < count {
      let start = place
      while place < count && isZero(bytes, place) { place += 1 }
      let first = place
      while place < count && !isZero(bytes, place) { place += 1 }
      append(first - start, to: &coded)
      append(place - first, to: &coded)
      coded.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[first * word..<place * word]))
    }
    coded.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[count * word..<bytes.count]))
    return coded
  }

  /// The bytes that `encode` was given, `size` of them; nil for what it did not write.
  static func decode(_ coded: some Collection<UInt8>, size: Int) -> [UInt8]? {
    let coded = Array(coded)
    var bytes = [UInt8](repeating: 0, count: size)
    let words = size / word
    var (from, place) = (0, 0)
    while place < words {
      guard from + 8 <= coded.count else { return nil }
      let (zeros, literals) = (number(coded, from), number(coded, from + 4))
      from += 8
      guard zeros + literals > 0, zeros + literals <= words - place, from + literals * word <= coded.count else {
        return nil
      }
      place += zeros
      bytes.replaceSubrange(
        place * word..<(place + literals) * word, with: coded[from..<from + literals * word])
      place += literals
      from += literals * word
    }
    guard coded.count - from == size - words * word else { return nil }
    bytes.replaceSubrange(words * word..<size, with: coded[from...])
    return bytes
  }

  private static func isZero(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    bytes.loadUnaligned(fromByteOffset: place * word, as: UInt64.self) == 0
  }

  private static func append(_ number: Int, to coded: inout [UInt8]) {
    for shift in stride(from: 0, to: 32, by: 8) { coded.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  private static func number(_ coded: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(coded[place + $1]) << (8 * $1) }
  }
}
