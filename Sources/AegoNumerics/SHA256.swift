/// The checksum of a take's files (FIPS 180-4, section 6.2).
public struct SHA256: Sendable {
  private var hash: [UInt32] = SHA256.initial
  private var block: [UInt8] = []
  private var schedule = [UInt32](repeating: 0, count: 64)
  private var length: UInt64 = 0

  /// The checksum of nothing yet.
  public init() { block.reserveCapacity(64) }

  /// The checksum of these bytes, as 64 hexadecimal digits.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var sum = SHA256()
    sum.update(Array(bytes))
    return sum.finish()
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      var index = 0
      if !block.isEmpty {
        index = min(64 - block.count, source.count)
        block.append(contentsOf: source[..<index])
        guard block.count == 64 else { return }
        block.withUnsafeBufferPointer { compress($0, at: 0) }
        block.removeAll(keepingCapacity: true)
      }
      while index + 64 <= source.count {
        compress(source, at: index)
        index += 64
      }
      block.append(contentsOf: source[index...])
    }
  }

  /// Ends the message and gives its checksum as 64 hexadecimal digits.
  public mutating func finish() -> String {
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: Int((119 &- length % 64) % 64))
    padding += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    update(padding)
    return hash.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func compress(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    for index in 0..<16 {
      let at = start + 4 * index
      schedule[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    for index in 16..<64 {
      let (early, late) = (schedule[index - 15], schedule[index - 2])
      let small = SHA256.turn(early, 7) ^ SHA256.turn(early, 18) ^ early >> 3
      let large = SHA256.turn(late, 17) ^ SHA256.turn(late, 19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ small &+ schedule[index - 7] &+ large
    }
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    for index in 0..<64 {
      let sum1 = SHA256.turn(e, 6) ^ SHA256.turn(e, 11) ^ SHA256.turn(e, 25)
      let first = h &+ sum1 &+ (e & f ^ ~e & g) &+ SHA256.constants[index] &+ schedule[index]
      let sum0 = SHA256.turn(a, 2) ^ SHA256.turn(a, 13) ^ SHA256.turn(a, 22)
      let second = sum0 &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    let state = [a, b, c, d, e, f, g, h]
    for index in 0..<8 { hash[index] &+= state[index] }
  }

  private static func turn(_ word: UInt32, _ places: UInt32) -> UInt32 { word >> places | word << (32 - places) }

  // The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots of the
  // first 64.
  private static let initial: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
  private static let constants: [UInt32] = primes.map(cubeRootFraction)

  private static let primes: [UInt64] = (2...311).filter { candidate in
    !(2..<candidate).contains { candidate % $0 == 0 }
  }

  private static func fraction(_ root: Double) -> UInt32 { UInt32((root - root.rounded(.down)) * 4_294_967_296) }

  /// By integers: the largest r with r³ ≤ p · 2^96, its lower 32 bits.
  private static func cubeRootFraction(_ prime: UInt64) -> UInt32 {
    let target = UInt128(prime) << 96
    var root: UInt128 = 0
    for bit in stride(from: 34, through: 0, by: -1) {
      let next = root | UInt128(1) << UInt128(bit)
      if next * next * next <= target { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}
