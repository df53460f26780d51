/// The last stage: samples above half of full scale are bent so that none reaches it.
public enum Ceiling {
  /// Up to here a sample stays as it is.
  private static let knee: Float = 0.5
  /// What no sample exceeds: -0.5 dB.
  private static let limit: Float = 0.944

  /// The sample, bent without a corner: x + (limit - x) of a hyperbola above the knee.
  @inline(__always) public static func bend(_ x: Float) -> Float {
    let size = abs(x)
    if size <= knee { return x }
    let room = limit - knee
    let over = size - knee
    let bent = knee + room * over / (room + over)
    return x < 0 ? -bent : bent
  }

  /// The sample as a 24-bit number, -8388608...8388607, rounded to the nearest, ties to even.
  @inline(__always) public static func quantise(_ x: Float) -> Int32 {
    let scaled = Double(x) * 8_388_608
    let rounded = (scaled + 6_755_399_441_055_744) - 6_755_399_441_055_744
    return Int32(max(-8_388_608, min(8_388_607, rounded)))
  }
}
