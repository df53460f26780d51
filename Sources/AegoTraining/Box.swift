import AegoNumerics

/// The part of z that can be played: `home` in its middle, `range` to either side on each axis.
struct Box: Equatable {
  var home: [Float]
  var range: [Float]

  /// A box around home, on each axis half as wide as the middle 95 % of the encodings to either side.
  ///
  /// - Parameters:
  ///   - home: the encoding of the home frame.
  ///   - encodings: those of the training frames, one row each.
  init(home: [Float], encodings: [Float]) {
    let latent = home.count
    let count = encodings.count / latent
    self.home = home
    range = (0..<latent).map { axis in
      let sorted = (0..<count).map { encodings[$0 * latent + axis] }.sorted()
      let low = sorted[min(count - 1, count * 25 / 1000)]
      let high = sorted[min(count - 1, count * 975 / 1000)]
      return max((high - low) / 2, 0.05)
    }
  }

  /// The place in z of a position of 0...1 per axis.
  func z(_ position: [Float]) -> [Float] {
    position.indices.map { home[$0] + (2 * position[$0] - 1) * range[$0] }
  }
}
