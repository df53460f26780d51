import Foundation

/// The hash function SHA-256 (FIPS 180-4) over bytes that come piece by piece.
struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  /// Adds bytes.
  mutating func update(_ bytes: some Collection<UInt8>) {
    length += UInt64(bytes.count) * 8
    pending += bytes
    var start = 0
    while pending.count - start >= 64 {
      compress(start)
      start += 64
    }
    pending.removeFirst(start)
  }

  /// Adds a file's bytes; of one that cannot be read, none.
  mutating func update(contentsOf path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    while let data = try? file.read(upToCount: 1 << 20), !data.isEmpty { update(data) }
  }

  /// The hash of everything added.
  func hexadecimal() -> String {
    var copy = self
    let bits = length
    copy.update([0x80] + [UInt8](repeating: 0, count: (119 - pending.count % 64) % 64))
    copy.update((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
    return copy.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Works one block of 64 bytes into the state.
  private mutating func compress(_ start: Int) {
    for index in 0..<16 {
      schedule[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(pending[start + 4 * index + $1]) }
    }
    for index in 16..<64 {
      let (a, b) = (schedule[index - 15], schedule[index - 2])
      let first = a.rotated(7) ^ a.rotated(18) ^ (a >> 3)
      let second = b.rotated(17) ^ b.rotated(19) ^ (b >> 10)
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let high = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
      let first = h &+ high &+ ((e & f) ^ (~e & g)) &+ Self.constants[index] &+ schedule[index]
      let low = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
      let second = low &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes(64).map { prime in
    var root: UInt64 = 0
    // The largest whole number whose cube is at most prime · 2^96 holds the root's 32 fractional bits.
    for bit in stride(from: UInt64(36), through: 0, by: -1) {
      let candidate = root | 1 << bit
      if cube(candidate, isAtMost: prime) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func primes(_ count: Int) -> [UInt64] {
    var primes: [UInt64] = []
    var number: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
      number += 1
    }
    return primes
  }

  /// Whether x³ ≤ limit · 2^96.
  private static func cube(_ x: UInt64, isAtMost limit: UInt64) -> Bool {
    let wide = UInt128(x)
    return wide * wide * wide <= UInt128(limit) << 96
  }
}

extension UInt32 {
  /// Turned right by some bits.
  fileprivate func rotated(_ bits: UInt32) -> UInt32 { self >> bits | self << (32 - bits) }
}
