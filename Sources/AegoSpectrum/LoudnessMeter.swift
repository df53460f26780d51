/// Loudness as Recommendation ITU-R BS.1770 and EBU R 128 define it, of sound that is given piece by piece.
///
/// Momentary loudness is that of 400 ms, told anew each 100 ms (EBU Tech 3341). Every channel counts alike, so that the
/// meter is right for one channel and for two; the surround channels' weights are not known here.
public struct LoudnessMeter: Sendable {
  /// The momentary loudness of each whole window, in LUFS: the first of 0 to 400 ms, the next of 100 to 500 ms.
  public private(set) var momentary: [Double] = []

  private var filters: [KWeighting]
  private let stepLength: Int
  private var filled = 0
  private var energy = 0.0
  private var steps: [Double] = []
  private var windows: [Double] = []
  /// How many steps of 100 ms a window has.
  private static let stepsPerWindow = 4

  /// A meter that has heard nothing.
  ///
  /// - Parameters:
  ///   - rate: samples per second, a multiple of 10 from 8000 on.
  ///   - channels: 1 or 2.
  public init(rate: Int, channels: Int) {
    precondition((1...2).contains(channels), "the weights of more channels are not known")
    filters = Array(repeating: KWeighting(rate: rate), count: channels)
    stepLength = rate / 10
  }

  /// Hears more sound: the frames' samples, -1...1, channel by channel within a frame; whole frames.
  public mutating func hear(interleaved samples: [Float]) {
    precondition(samples.count % filters.count == 0, "frames are whole")
    for index in stride(from: 0, to: samples.count, by: filters.count) {
      for channel in filters.indices {
        let weighted = filters[channel].filter(Double(samples[index + channel]))
        energy += weighted * weighted
      }
      filled += 1
      if filled == stepLength { closeStep() }
    }
  }

  /// The loudness of all that was heard, in LUFS; minus infinity if nothing was louder than -70 LUFS.
  ///
  /// Windows at or below -70 LUFS are left out, and then those more than 10 LU below the mean of the rest (BS.1770,
  /// equations 4 to 7).
  public var integrated: Double {
    let audible = mean(of: windows, above: -70)
    guard audible > 0 else { return -.infinity }
    return KWeighting.loudness(meanSquare: mean(of: windows, above: KWeighting.loudness(meanSquare: audible) - 10))
  }

  private func mean(of windows: [Double], above gate: Double) -> Double {
    let kept = windows.filter { KWeighting.loudness(meanSquare: $0) > gate }
    return kept.isEmpty ? 0 : kept.reduce(0, +) / Double(kept.count)
  }

  private mutating func closeStep() {
    steps.append(energy / Double(stepLength))
    (filled, energy) = (0, 0)
    guard steps.count >= LoudnessMeter.stepsPerWindow else { return }
    let window = steps.suffix(LoudnessMeter.stepsPerWindow).reduce(0, +) / Double(LoudnessMeter.stepsPerWindow)
    windows.append(window)
    momentary.append(KWeighting.loudness(meanSquare: window))
  }
}
