import AegoNumerics

/// Chooses home: a typical sound near the middle of every axis, from which the open axes lead far and stay clear.
struct HomeChoice {
  let network: Autoencoder
  let data: DataSet
  let spread: Spread
  let seed: UInt64

  /// How many candidates are listened around, and at how many places each.
  private static let (tried, places) = (48, 512)

  /// The first, from the most typical on, around which each stage's median entropy is within 6 % of the held-out sounds'
  /// and each stage is more varied than the one before; if there is none, the one that misses that least.
  func among(_ candidates: [Int]) -> Int {
    let typical = data.typical(of: central(candidates))
    let wanted = data.medianEntropy(of: data.heldOut)
    var best = (home: typical[0], strain: Double.infinity)
    for home in Array(typical.prefix((typical.count + 2) / 3)).thinned(to: Self.tried) {
      let box = Box(home: network.encodings(of: [home], in: data), spread: spread)
      let strain = Self.strain(OpenWalks(network, box, count: Self.places, seed: seed), wanted: wanted)
      if strain < best.strain { best = (home, strain) }
      if strain <= 0.06 { break }
    }
    return best.home
  }

  /// Those within half of the half-width of the middle of every axis, so that the box around home stays where sounds
  /// are, or the most central tenth if they are fewer.
  private func central(_ candidates: [Int]) -> [Int] {
    let encodings = network.encodings(of: candidates, in: data)
    let latent = network.latent
    let ranked = candidates.indices
      .map { (frame: candidates[$0], far: spread.eccentricity(encodings[$0 * latent..<($0 + 1) * latent])) }
      .sorted { ($0.far, $0.frame) < ($1.far, $1.frame) }
    let near = ranked.count { $0.far <= 0.5 }
    return ranked.prefix(max(near, (ranked.count + 9) / 10)).map(\.frame)
  }

  /// By how much the walks' entropies differ from the sounds', or their variance fails to rise by 0.5 %.
  private static func strain(_ walks: OpenWalks, wanted: Float) -> Double {
    let smear = walks.entropy.map { Double(abs($0 / max(wanted, 0.01) - 1)) }.max() ?? 0
    let rises = zip(walks.variance, walks.variance.dropFirst()).allSatisfy { $1 > 1.005 * $0 }
    return rises ? smear : smear + 0.06
  }
}
