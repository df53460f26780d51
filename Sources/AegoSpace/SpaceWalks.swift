import AegoNumerics

/// What an agent hears in a space, found from its weights alone: how much the spectrum changes at a step, and how clear
/// it stays on the way.
///
/// A change is the Euclidean distance of two spectra, square roots of magnitudes at unit energy, as the voice sounds
/// them. A long random walk is everywhere in its box equally often, so places are drawn from all of it.
public struct SpaceWalks: Sendable, Equatable {
  /// How many places are drawn.
  public static let places = 1000
  /// The agent's step along an axis of scale 1, a part of the axis: 10 % a second at ten actions a second.
  public static let step: Float = 0.01

  /// A space with so many axes open and the others at home.
  public struct Stage: Sendable, Equatable {
    /// How many axes are open, the first ones.
    public var axes: Int
    /// Median entropy of the spectra, in nats.
    public var entropy: Double
  }

  /// Median change of the spectrum at a step, over all places and axes.
  public let medianChange: Double
  /// The change that one step in a hundred exceeds.
  public let percentile99Change: Double
  /// Mean change at a step along each axis.
  public let axisChanges: [Double]
  /// Entropy of home's spectrum, in nats.
  public let homeEntropy: Double
  /// Entropy with 1, 2, 4, ... axes open.
  public let stages: [Stage]

  /// How abrupt the most abrupt steps are: 1 in an even space, large where a space has cliffs.
  public var abruptness: Double { percentile99Change / medianChange }
  /// The largest of the axes' mean changes over the smallest: 1 where a step is as audible on every axis.
  public var unevenness: Double { (axisChanges.max() ?? 0) / (axisChanges.min() ?? 1) }

  /// Walks through a space.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - seed: what places and directions are drawn from.
  public init(_ space: LatentSpace, seed: UInt64 = 0) {
    let spectra = UnitSpectra(space)
    let changes = SpaceWalks.changes(space, spectra, seed: seed)
    let sorted = changes.joined().sorted()
    medianChange = sorted[sorted.count / 2]
    percentile99Change = sorted[sorted.count * 99 / 100]
    axisChanges = changes.map { $0.reduce(0, +) / Double($0.count) }
    homeEntropy = spectra.spectrum(at: [Float](repeating: 0.5, count: space.latent)).entropy
    var random = RandomStream(seed: seed, name: "walks/entropy")
    stages = LatentSpace.stages(of: space.latent).map { axes in
      let heard = (0..<SpaceWalks.places).map { _ in
        spectra.spectrum(at: (0..<space.latent).map { $0 < axes ? random.unit() : 0.5 })
      }
      return Stage(axes: axes, entropy: heard.medianEntropy)
    }
  }

  /// The changes at a step from each place, by axis; the direction is drawn, but away from a border.
  private static func changes(
    _ space: LatentSpace, _ spectra: borrowing UnitSpectra, seed: UInt64
  ) -> [[Double]] {
    let scales = StepScales.scales(sensitivity: space.sensitivity)
    var random = RandomStream(seed: seed, name: "walks")
    var changes = [[Double]](repeating: [], count: space.latent)
    for _ in 0..<places {
      let place = (0..<space.latent).map { _ in random.unit() }
      let here = spectra.spectrum(at: place)
      for axis in 0..<space.latent {
        let length = step * scales[axis]
        var there = place
        there[axis] += random.next() & 1 == 0 ? length : -length
        if there[axis] < 0 { there[axis] = place[axis] + length }
        if there[axis] > 1 { there[axis] = place[axis] - length }
        changes[axis].append(spectra.spectrum(at: there).distance(to: here))
      }
    }
    return changes
  }
}

extension LatentSpace {
  /// The numbers of open axes at which a training walks: 1, 2, 4, ... as far as there are axes.
  ///
  /// - Parameter latent: number of axes, 1...32.
  /// - Returns: the powers of 2 up to it.
  public static func doublings(of latent: Int) -> [Int] { [1, 2, 4, 8, 16, 32].filter { $0 <= latent } }

  /// The numbers of open axes at which figures are told: 1, 2, 4, ... and all.
  ///
  /// - Parameter latent: number of axes, 1...32.
  /// - Returns: the powers of 2 below it, and itself.
  public static func stages(of latent: Int) -> [Int] { doublings(of: latent - 1) + [latent] }
}
