/// Numbers of IEEE 754 binary16, widened without the runtime's function, which takes them one call at a time.
enum HalfPrecision {
  /// The same number as a `Float`; an infinity stays one, and what is no number stays none.
  @inline(__always) static func widened(_ half: UInt16) -> Float {
    let bits = UInt32(half)
    // The exponents differ in their bias by 112; the product also makes the small numbers below 2^-14 normal.
    let size = Float(bitPattern: (bits & 0x7fff) << 13) * 0x1p112
    let beyond: UInt32 = bits & 0x7c00 == 0x7c00 ? 0x7f80_0000 : 0
    return Float(bitPattern: size.bitPattern | beyond | (bits & 0x8000) << 16)
  }
}
