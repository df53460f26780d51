/// How long an angle has stayed within two degrees.
///
/// The past is kept in 32 blocks: the last three seconds to a tenth of a second, all that is older in one. So an angle
/// that drifts is still for as long as it stayed within the tolerance, to a tenth of a second in the last three.
struct Stillness: BitwiseCopyable {
  /// The distance between the least and the greatest angle of an arm that is still, in degrees.
  static let tolerance = 2.0
  private static let blockLength: Int64 = 100_000_000

  private struct Block: BitwiseCopyable {
    var start: Int64 = 0
    var low = 0.0
    var high = 0.0
  }

  private var blocks = InlineArray<32, Block>(repeating: Block())
  private var first = 0
  private var count = 0

  /// For how long the angle has been still at `time`, in ns.
  func duration(at time: Int64) -> Int64 { count > 0 ? max(0, time - blocks[first].start) : 0 }

  /// Forgets the past.
  mutating func reset() { count = 0 }

  /// Adds the angle at a time, in degrees and ns.
  mutating func add(_ angle: Double, at time: Int64) {
    if count == 0 || time - blocks[index(count - 1)].start >= Stillness.blockLength {
      push(Block(start: time, low: angle, high: angle))
    } else {
      let last = index(count - 1)
      blocks[last].low = min(blocks[last].low, angle)
      blocks[last].high = max(blocks[last].high, angle)
    }
    while spread > Stillness.tolerance {
      if count == 1 {
        blocks[first] = Block(start: time, low: angle, high: angle)
        return
      }
      first = index(1)
      count -= 1
    }
  }

  /// Moves all angles, when the reference they are relative to moves.
  mutating func shift(by degrees: Double) {
    for offset in 0..<count {
      blocks[index(offset)].low += degrees
      blocks[index(offset)].high += degrees
    }
  }

  private func index(_ offset: Int) -> Int { (first + offset) & 31 }

  private var spread: Double {
    var (low, high) = (blocks[first].low, blocks[first].high)
    for offset in 1..<max(count, 1) {
      low = min(low, blocks[index(offset)].low)
      high = max(high, blocks[index(offset)].high)
    }
    return high - low
  }

  private mutating func push(_ block: Block) {
    if count == 32 {
      let oldest = blocks[first]
      first = index(1)
      blocks[first].start = oldest.start
      blocks[first].low = min(blocks[first].low, oldest.low)
      blocks[first].high = max(blocks[first].high, oldest.high)
      count = 31
    }
    blocks[index(count)] = block
    count += 1
  }
}
