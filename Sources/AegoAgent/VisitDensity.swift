import AegoNumerics

/// How often the neighbourhood of a state was visited: tile coding with 64 shifted tilings of tiles 0.4 wide.
///
/// For the density p = c / n of mean tile counts c after n visits, and p' after one more, the pseudo-count
/// p (1 - p') / (p' - p) of Bellemare et al. 2016 (equation 2) is c itself, so c is what is kept.
struct VisitDensity: ~Copyable {
  private static let tilings = 64
  private static let tilesPerTiling = 4096
  private static let width: Float = 0.4

  private let counts: Storage<UInt16>
  private let offsets: Storage<Float>
  private let axes: Int

  init(axes: Int, random: inout RandomStream) {
    self.axes = axes
    counts = Storage(count: VisitDensity.tilings * VisitDensity.tilesPerTiling, repeating: 0)
    offsets = Storage(count: VisitDensity.tilings * axes, repeating: 0)
    // Along each axis the tilings are spread evenly, in an order of the axis' own.
    for axis in 0..<axes {
      let first = random.below(VisitDensity.tilings)
      let stride = 2 * random.below(VisitDensity.tilings / 2) + 1
      for tiling in 0..<VisitDensity.tilings {
        let step = (first + tiling * stride) % VisitDensity.tilings
        offsets[tiling * axes + axis] = VisitDensity.width * Float(step) / Float(VisitDensity.tilings)
      }
    }
  }

  func visit(_ state: UnsafePointer<Float>) {
    for tiling in 0..<VisitDensity.tilings {
      let tile = tile(tiling, state)
      if counts[tile] < UInt16.max { counts[tile] += 1 }
    }
  }

  /// The pseudo-count of visits around a state, 0 or more.
  func count(_ state: UnsafePointer<Float>) -> Float {
    var sum: Int32 = 0
    for tiling in 0..<VisitDensity.tilings { sum += Int32(counts[tile(tiling, state)]) }
    return Float(sum) / Float(VisitDensity.tilings)
  }

  func removeAll() { counts.fill(0) }

  /// The tile's place in the table; with many axes several tiles share one place.
  private func tile(_ tiling: Int, _ state: UnsafePointer<Float>) -> Int {
    var hash: UInt32 = 0x811c_9dc5
    let shift = offsets.base + tiling * axes
    for axis in 0..<axes {
      let index = UInt32(truncatingIfNeeded: Int32((state[axis] + shift[axis]) * (1 / VisitDensity.width)))
      hash = (hash ^ index) &* 0x0100_0193
    }
    hash ^= hash >> 15
    return tiling * VisitDensity.tilesPerTiling + Int(hash % UInt32(VisitDensity.tilesPerTiling))
  }

  func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(words: counts)
    coder.pass(offsets)
  }
}
