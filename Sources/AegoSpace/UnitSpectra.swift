import AegoNumerics

/// Decodes positions to spectra as they sound.
struct UnitSpectra: ~Copyable {
  private let decoder: SpaceDecoder
  private let decoded: Storage<Float>

  init(_ space: LatentSpace) {
    decoder = SpaceDecoder(space)
    decoded = Storage(count: space.bins, repeating: 0)
  }

  /// The spectrum at a position, 0...1 on each axis.
  borrowing func spectrum(at position: [Float]) -> UnitSpectrum {
    decoder.decode(position: position, into: decoded.base)
    return UnitSpectrum(decoded: decoded.array)
  }
}
