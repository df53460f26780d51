import AegoNumerics

/// Cuts sound into frames and takes the square roots of the magnitudes of their unit-energy spectra.
public final class FrameAnalysis {
  /// Sizes, all in samples but the bins.
  public struct Settings: Sendable, Equatable, Codable {
    /// Samples per second that sounds are brought to.
    public var rate = 48000
    /// Length of the window and of the transform.
    public var window = 4096
    /// Distance between frames.
    public var hop = 512
    /// Number of bins kept, from bin 0; a multiple of 8.
    public var bins = 1024
    /// Bins below this frequency are zero, in Hz.
    public var lowest = 0.0
    /// Bins above this frequency are zero, in Hz; if none is given, all are kept.
    public var highest: Double?

    /// The sizes that the voice plays: 4096, 512, 1024 at 48 kHz.
    public init() {}

    /// The bins between the lowest and the highest frequency.
    public var band: Range<Int> {
      let width = Double(rate) / Double(window)
      let first = min(Int((lowest / width).rounded(.up)), bins)
      guard let highest else { return first..<bins }
      return first..<max(first, min(Int(highest / width) + 1, bins))
    }
  }

  /// The sizes.
  public let settings: Settings
  private let band: Range<Int>
  private let transform: KissTransform
  private let weights: [Float]
  private var windowed: [Float]
  private var spectrum: [Float]

  /// Plans the transform.
  public init(_ settings: Settings) {
    precondition(settings.bins % 8 == 0 && settings.bins <= settings.window / 2, "bins are whole vectors of 8")
    self.settings = settings
    band = settings.band
    transform = KissTransform(size: settings.window)
    weights = HannWindow.samples(size: settings.window)
    windowed = [Float](repeating: 0, count: settings.window)
    spectrum = [Float](repeating: 0, count: settings.window + 2)
  }

  /// 50 dB, as a part of energy: what is so far below the loudest is silent beside it.
  static let silentPart: Float = 1e-5

  /// The energy up to which a frame is silent: 50 dB below the loudest frame's, and -80 dB of a full sine's, which is
  /// (window / 4)² · 1.5.
  ///
  /// - Parameter loudest: energy of the loudest frame of the sound.
  /// - Returns: an energy as `analyse` gives it.
  public func silence(loudest: Float) -> Float {
    let quarter = Float(settings.window) / 4
    return max(loudest * Self.silentPart, quarter * quarter * 1.5e-8)
  }

  /// How many whole frames a sound of `samples` samples has.
  public func frames(in samples: Int) -> Int {
    samples < settings.window ? 0 : (samples - settings.window) / settings.hop + 1
  }

  /// Analyses the frame that begins at a sample.
  ///
  /// - Parameters:
  ///   - samples: the sound.
  ///   - start: where the frame begins; a whole window must follow.
  ///   - target: receives `bins` numbers x = √(|X| / ‖X‖), so that Σ x⁴ = 1; zeros if the frame is silent.
  /// - Returns: the energy ‖X‖² of the bins between the lowest and the highest frequency.
  @discardableResult public func analyse(
    _ samples: [Float], at start: Int, into target: UnsafeMutablePointer<Float>
  ) -> Float {
    for index in weights.indices { windowed[index] = samples[start + index] * weights[index] }
    transform.forward(windowed, into: &spectrum)
    var energy: Float = 0
    for bin in 0..<settings.bins { target[bin] = 0 }
    for bin in band {
      let (real, imaginary) = (spectrum[2 * bin], spectrum[2 * bin + 1])
      let power = real * real + imaginary * imaginary
      energy += power
      target[bin] = power
    }
    let scale = energy > 0 ? 1 / energy : 0
    // √(|X| / ‖X‖) is the fourth root of the power's part in the energy.
    for bin in band { target[bin] = (target[bin] * scale).squareRoot().squareRoot() }
    return energy
  }
}
