/// The part of z that can be played: `home` in its middle, `range` to either side on each axis.
struct Box: Equatable {
  var home: [Float]
  var range: [Float]

  /// A box around home.
  init(home: [Float], spread: Spread) {
    self.home = home
    range = spread.halfWidth
  }

  /// The place in z of a position of 0...1 per axis.
  func z(_ position: [Float]) -> [Float] {
    position.indices.map { home[$0] + (2 * position[$0] - 1) * range[$0] }
  }
}

/// Where the middle 90 % of a data set's encodings lie, per axis.
struct Spread: Equatable {
  var middle: [Float]
  var halfWidth: [Float]

  /// The spread of encodings, rows of `latent` numbers.
  init(_ encodings: [Float], latent: Int) {
    let count = encodings.count / latent
    (middle, halfWidth) = ([], [])
    for axis in 0..<latent {
      let sorted = (0..<count).map { encodings[$0 * latent + axis] }.sorted()
      let (low, high) = (sorted[count * 5 / 100], sorted[min(count - 1, count * 95 / 100)])
      middle.append((low + high) / 2)
      halfWidth.append(max((high - low) / 2, 0.05))
    }
  }

  /// How far an encoding is from the middle: the largest part of a half-width on any axis.
  func eccentricity(_ encoding: ArraySlice<Float>) -> Float {
    zip(encoding, zip(middle, halfWidth)).map { abs($0 - $1.0) / $1.1 }.max() ?? 0
  }
}
