import AegoScore

/// The seed of a performance: the one asked for, else the one the stream recorded, else the score's.
struct SeedChoice {
  let value: UInt64
  /// Whether it must be kept with the input, because the score does not say it.
  let isNotTheScores: Bool

  /// Settles the seed; `drawn` is what a score with `seed: new` gets, 0 for a rendering.
  init(_ written: Score.Seed, asked: UInt64?, recorded: UInt64?, drawn: UInt64 = 0) {
    let own: UInt64? = if case .number(let number) = written { number } else { nil }
    value = asked ?? recorded ?? own ?? drawn
    isNotTheScores = value != own
  }
}
