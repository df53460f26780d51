/// The sizes of the short-time transform that a latent space was trained on.
public struct FrameGeometry: BitwiseCopyable, Sendable, Equatable {
  /// Length of the Hann window and of the transform, in samples.
  public var size: Int
  /// Distance between frames, in samples: an eighth of the window, so that phase-locked noise makes no audible buzz
  /// at the frame rate.
  public var hop: Int
  /// The bins that carry sound, from 0; those above are silent.
  public var bins: Int

  /// A transform of `size` samples each `hop` samples with sound in its first `bins` bins, a multiple of 8.
  public init(size: Int = 4096, hop: Int = 512, bins: Int = 1024) {
    precondition(size % hop == 0 && size / hop >= 4, "the hop divides the window into four parts or more")
    precondition(bins % 8 == 0 && bins <= size / 2, "the bins are whole vectors and below the Nyquist frequency")
    self.size = size
    self.hop = hop
    self.bins = bins
  }

  /// The root mean square of the signal whose frames have the energy 1: the squares of their `bins` magnitudes, taken
  /// through a Hann window, sum to 1.
  ///
  /// By Parseval: P · size · 3/8 = 2 / size, the window's mean square being 3/8 and each bin standing for two.
  public var unitFrameLevel: Float { (16 / (3 * Float(size) * Float(size))).squareRoot() }
}
