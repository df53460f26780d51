/// A seeded stream of random numbers.
///
/// Each part of the engine has its own, derived from the seed and the part's name, so that one more draw in one part
/// changes nothing in another. The generator is SplitMix64 (Steele, Lea and Flood 2014, figure 17).
public struct RandomStream: BitwiseCopyable, Sendable, Equatable {
  /// The whole state of the stream.
  public var state: UInt64

  /// The stream of the part `name` in a performance with this seed.
  public init(seed: UInt64, name: String) {
    // FNV-1a over the name's bytes, then one mixing step, so that neighbouring seeds give unrelated streams.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = hash ^ seed &* 0x9e37_79b9_7f4a_7c15
    state = next()
  }

  /// The next 64 random bits.
  @_noLocks @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number drawn uniformly from [0, 1), a multiple of 2^-24.
  @_noLocks @inlinable public mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A whole number drawn uniformly from 0..<bound, for a bound of 1 or more.
  @_noLocks @inlinable public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs at least one choice")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number drawn from the standard normal distribution (Box and Muller 1958; two draws each).
  @_noLocks public mutating func normal() -> Float {
    let radius = Portable.squareRoot(-2 * Portable.log(1 - Double(unit())))
    return Float(radius * Portable.cos(6.283185307179586 * Double(unit())))
  }
}
