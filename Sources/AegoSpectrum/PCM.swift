/// Samples as whole numbers.
public enum PCM {
  /// A sample of -1...1 as a 24-bit number, -8388608...8388607, rounded to the nearest, ties to even.
  @_noLocks @inline(__always) public static func quantise(_ x: Float) -> Int32 {
    let scaled = Double(x) * 8_388_608
    let rounded = (scaled + 6_755_399_441_055_744) - 6_755_399_441_055_744
    return Int32(max(-8_388_608, min(8_388_607, rounded)))
  }
}
