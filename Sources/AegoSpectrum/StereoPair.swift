import AegoNumerics

/// Two channels from one: the sound and its echo of 13 ms, added on the left, taken away on the right.
///
/// Lauridsen's complementary combs (Schroeder, "An artificial stereophonic effect obtained from a single audio signal",
/// JAES 1958): partials spread over the stage, and the sum of both channels is the mono sound, 1/√(1 + width²) as strong.
public struct StereoPair: ~Copyable {
  private static let delay = 613
  private let history = Storage<Float>(count: StereoPair.delay, repeating: 0)
  private var place = 0
  private let direct: Float
  private let side: Float

  /// A pair of the given width: 0 is mono, 1 leaves nothing of a partial in one of the channels.
  public init(width: Float) {
    direct = 1 / (1 + width * width).squareRoot()
    side = width * direct
  }

  /// All that it remembers of what sounded.
  @_noLocks public mutating func pass(through copier: inout StateCopier) {
    copier.pass(history)
    copier.pass(&place)
  }

  /// Spreads one sample.
  @_noLocks @inline(__always) public mutating func spread(_ sample: Float) -> (left: Float, right: Float) {
    let echo = history[place] * side
    history[place] = sample
    place += 1
    if place == StereoPair.delay { place = 0 }
    return (sample * direct + echo, sample * direct - echo)
  }
}
