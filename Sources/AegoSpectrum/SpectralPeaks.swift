import AegoNumerics

/// A partial that a spectrum shows: its frequency in bins and its amplitude.
struct Partial: BitwiseCopyable, Sendable, Equatable {
  var place: Float
  var amplitude: Float
}

/// Finds the partials of a frame of magnitudes: the peaks less than 60 dB below the loudest, the loudest of them where
/// they are too many.
struct SpectralPeaks: ~Copyable {
  /// The most partials of a frame.
  static let most = 128
  /// Peaks lower than this, of the loudest's magnitude, are none: -60 dB.
  private static let floor: Float = 1e-3

  /// The last frame's partials, the lowest first.
  let partials: Storage<Partial>
  /// How many they are.
  private(set) var count = 0

  private let bins: Int
  /// The amplitude of a partial whose peak has the magnitude 1.
  private let scale: Float
  private let isKept: Storage<Bool>
  private var candidates: BinHeap

  init(geometry: FrameGeometry, scale: Float) {
    bins = geometry.bins
    self.scale = scale
    partials = Storage(count: SpectralPeaks.most, repeating: Partial(place: 0, amplitude: 0))
    isKept = Storage(count: geometry.bins, repeating: false)
    candidates = BinHeap(capacity: geometry.bins)
  }

  /// Finds the partials of `bins` magnitudes, 0 or more.
  mutating func find(in magnitudes: UnsafePointer<Float>) {
    count = 0
    var loudest: Float = 0
    for bin in 0..<bins { loudest = max(loudest, magnitudes[bin]) }
    let least = loudest * SpectralPeaks.floor
    candidates.removeAll()
    isKept.fill(false)
    for bin in 2..<bins - 2 where SpectralPeaks.isPeak(magnitudes + bin, above: least) {
      candidates.append(level: magnitudes[bin], number: bin)
      isKept[bin] = true
    }
    if candidates.count > SpectralPeaks.most { keepLoudest() }
    for bin in 2..<bins - 2 where isKept[bin] {
      partials[count] = SpectralPeaks.partial(magnitudes, bin, scale)
      count += 1
    }
  }

  private mutating func keepLoudest() {
    candidates.order()
    isKept.fill(false)
    for _ in 0..<SpectralPeaks.most { isKept[candidates.pop()] = true }
  }

  private static func isPeak(_ m: UnsafePointer<Float>, above least: Float) -> Bool {
    m[0] > least && m[0] >= m[-1] && m[0] > m[1] && m[0] >= m[-2] && m[0] >= m[2]
  }

  /// The partial of a peak, exactly for a lone one through a Hann window: with r the larger neighbour's magnitude over
  /// the peak's, it lies d = (2 r - 1) / (r + 1) bins away, where the window's transform has sunk to
  /// sin(πd) / (πd (1 - d²)) of its height (Harris, "On the use of windows for harmonic analysis", 1978).
  private static func partial(_ magnitudes: UnsafePointer<Float>, _ bin: Int, _ scale: Float) -> Partial {
    let (below, peak, above) = (magnitudes[bin - 1], magnitudes[bin], magnitudes[bin + 1])
    let ratio = max(below, above) / peak
    let offset = max(0, min(0.5, (2 * ratio - 1) / (ratio + 1)))
    let angle = Double.pi * Double(offset)
    let height = offset < 1e-4 ? 1 : Float(Portable.sin(angle) / angle) / (1 - offset * offset)
    return Partial(place: Float(bin) + (above > below ? offset : -offset), amplitude: peak * scale / height)
  }
}
