import AegoNumerics

/// Frequencies as heights: logarithmic for high ones, even for low ones, whose bins lie too far apart for more.
struct HearingScale {
  /// Below it the scale is nearly even, in Hz.
  private static let bend = 250.0
  /// The highest frequency, in Hz.
  let top: Double

  /// The height of a frequency, 0 (0 Hz) to 1 (the highest).
  func height(_ frequency: Double) -> Double {
    Portable.log(1 + frequency / HearingScale.bend) / Portable.log(1 + top / HearingScale.bend)
  }

  /// The frequency at a height.
  func frequency(_ height: Double) -> Double {
    HearingScale.bend * (Portable.exp(height * Portable.log(1 + top / HearingScale.bend)) - 1)
  }
}
