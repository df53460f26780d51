import AegoPerformance
import AegoStage
import Glibc

/// Makes frames for the pages of what an audition's engine leaves in its feed: thirty a second.
struct AuditionFrames {
  /// The version that a frame's first byte says.
  static let version: UInt8 = 1
  /// Each how many hops there is one.
  private static let interval = 3

  private let engine: LiveEngine
  private let feed: StageFeed
  private let bands: Bands
  private var spectrum: [Float]
  private var hops = 0
  private var peak: Int32 = 0

  /// Of an engine that has a feed; nil for another.
  init?(_ engine: LiveEngine) {
    guard let feed = engine.stage else { return nil }
    (self.engine, self.feed) = (engine, feed)
    let clock = engine.performance.clock
    // The spectrum's last bin is half the rate.
    bands = Bands(bins: feed.bins, rate: clock.rate, size: 2 * (feed.bins - 1))
    spectrum = Array(repeating: 0, count: feed.bins)
  }

  /// The frames of the hops that have been played since it was asked last.
  mutating func news() -> [[UInt8]] {
    var frames: [[UInt8]] = []
    while let moment = feed.next(spectrum: &spectrum) {
      peak = max(peak, moment.peak)
      hops += 1
      guard hops % AuditionFrames.interval == 0 else { continue }
      frames.append(frame(moment))
      peak = 0
    }
    while feed.nextEvent() != nil {}
    return frames
  }

  /// Little-endian: version, number of axes, number of bands in two bytes, the peak in dBFS, the position, the bands.
  private func frame(_ moment: StageMoment) -> [UInt8] {
    var bytes = [AuditionFrames.version, UInt8(moment.axes)]
    withUnsafeBytes(of: UInt16(Bands.count).littleEndian) { bytes += $0 }
    let level = peak > 0 ? Float(20 * log10(Double(peak) / 8_388_608)) : -144
    for value in [level] + (0..<Int(moment.axes)).map({ moment.position[$0] }) {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes + bands.bytes(spectrum)
  }
}
