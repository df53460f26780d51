import AegoMotion
import AegoScore
import AegoSpace

/// The sound of a position in a space, or of a way through several, as a performance would make it.
///
/// It is a performance: of a score whose one scene opens no axis, while messages set the position hop by hop. So
/// loudness, stereo width, fades and samples are the engine's.
public final class PositionRendering {
  /// How many frames of sound there are.
  public let frames: Int
  private let performance: Performance
  private let positions: [[Float]]
  private let hops: Int
  private let hop: Int
  private var done = 0

  /// Prepares a rendering.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - positions: at least one, a number of 0...1 per axis; several are passed through in a straight line and at an
  ///     even pace from one to the next.
  ///   - length: how long it sounds, fades included, in nanoseconds, above 0.
  ///   - seed: what the noise derives from.
  public init(_ space: LatentSpace, positions: [[Float]], length: Int64, seed: UInt64 = 0) {
    precondition(!positions.isEmpty && positions.allSatisfy { $0.count == space.latent }, "positions have all axes")
    precondition(length > 0, "a sound has a length")
    let program = Program(ScoreReader.atRest, spaces: [space])
    var arguments = StartArguments(seed: seed)
    arguments.limit = length
    performance = Performance(program, arguments)
    frames = max(1, Int(Double(length) * Double(space.rate) / 1e9))
    hop = program.clock.hop
    hops = (frames + hop - 1) / hop
    self.positions = positions
  }

  /// The next samples, left and right interleaved, as 24-bit numbers; nil after the last.
  public func next() -> [Int32]? {
    guard done < hops else { return nil }
    let message = Message(.samplePosition, floats: position(at: Double(done) / Double(max(1, hops - 1))))
    var samples = [Int32](repeating: 0, count: 2 * hop)
    _ = performance.advance([message], count: 1, into: &samples)
    while performance.events.pop() != nil {}
    samples.removeLast(2 * max(0, (done + 1) * hop - frames))
    done += 1
    return samples
  }

  /// The position after a part of the way, 0...1.
  private func position(at part: Double) -> [Float] {
    let place = part * Double(positions.count - 1)
    let index = min(Int(place), max(0, positions.count - 2))
    guard positions.count > 1 else { return positions[0] }
    let rest = Float(place - Double(index))
    return zip(positions[index], positions[index + 1]).map { $0 + ($1 - $0) * rest }
  }
}
