import Glibc

/// The spectrum as the projection draws it: bands evenly spaced in pitch, a byte each.
public struct Bands: Sendable {
  /// How many there are.
  public static let count = 512
  /// The lower end of the first, in Hz.
  public static let lowest = 40.0
  /// The upper end of the last, in Hz.
  public static let highest = 16000.0
  /// The level of a byte of 0, in decibels; 255 is 0 dB.
  public static let floor = -90.0

  /// Which bins a band has.
  private enum Source {
    /// Whole bins.
    case bins(Range<Int>)
    /// None: it lies between a bin and the next, so far from the first, 0...1.
    case between(Int, part: Float)
  }

  private let sources: [Source]

  /// The bands of a spectrum.
  ///
  /// - Parameters:
  ///   - bins: how many bins it has, from 0 Hz on.
  ///   - rate: the sound's, in Hz.
  ///   - size: the transform's: bin k lies at k · rate / size.
  public init(bins: Int, rate: Int, size: Int) {
    let width = Double(rate) / Double(size)
    sources = (0..<Bands.count).map { band in
      let (low, high) = (Bands.edge(band) / width, Bands.edge(band + 1) / width)
      let (first, end) = (min(Int(low.rounded(.up)), bins), min(Int(high.rounded(.up)), bins))
      if first < end { return .bins(first..<end) }
      let middle = (low * high).squareRoot()
      let below = min(Int(middle), bins - 2)
      return .between(below, part: Float(min(1, middle - Double(below))))
    }
  }

  /// Where a band begins, in Hz.
  public static func edge(_ band: Int) -> Double { lowest * pow(highest / lowest, Double(band) / Double(count)) }

  /// The bytes of a spectrum: the strongest magnitude among a band's bins, interpolated where it has none.
  ///
  /// - Parameter magnitudes: as many as the bins; 1 is 0 dB.
  /// - Returns: `count` bytes.
  public func bytes(_ magnitudes: UnsafePointer<Float>) -> [UInt8] {
    sources.map { source in
      switch source {
      case .bins(let range): Bands.byte(range.reduce(0) { max($0, magnitudes[$1]) })
      case .between(let bin, let part):
        Bands.byte(magnitudes[bin] + part * (magnitudes[bin + 1] - magnitudes[bin]))
      }
    }
  }

  /// The byte of a magnitude: even steps in decibels from the floor to 0 dB.
  static func byte(_ magnitude: Float) -> UInt8 {
    guard magnitude > 0 else { return 0 }
    let part = 1 - 20 * log10(Double(magnitude)) / floor
    return UInt8((255 * max(0, min(1, part))).rounded())
  }
}
