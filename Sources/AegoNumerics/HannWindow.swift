/// The periodic Hann window.
public enum HannWindow {
  /// ½ - ½ cos(2πn / size) for n in 0..<size, times a factor.
  public static func samples(size: Int, times factor: Double = 1) -> [Float] {
    (0..<size).map { Float(factor * (0.5 - 0.5 * Portable.cos(2 * .pi * Double($0) / Double(size)))) }
  }
}
