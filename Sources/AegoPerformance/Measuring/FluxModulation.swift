import AegoMotion
import AegoNumerics
import AegoScore
import AegoSpace
import AegoSpectrum

/// How much the steps of the agent are heard as steps: a performance that is rewarded all the time, and the
/// fluctuation of its spectral flux.
enum FluxModulation {
  /// The flux's fluctuation at the rate of the actions over that below 2 Hz, in decibels.
  ///
  /// - Parameters:
  ///   - space: walked in on all axes.
  ///   - period: between actions, in milliseconds.
  ///   - seconds: how long.
  ///   - seed: of the performance.
  static func depth(_ space: LatentSpace, period: Int, seconds: Int, seed: UInt64) -> Double {
    let samples = walk(space, period: period, seconds: seconds, seed: seed)
    let geometry = FrameGeometry(size: space.fft, hop: space.hop, bins: space.bins)
    let frames = Double(space.rate) / Double(space.hop)
    let flux = SoundSpectra(of: Array(samples.dropFirst(space.rate)), geometry: geometry).flux
    let modulation = Modulation(of: flux, rate: frames)
    let actions = 1000 / Double(period)
    // The actions come at one exact rate, and so does what follows from them; beside it lies the noise's own flux.
    let (at, below) = (modulation.depth(actions - 0.05...actions + 0.05), modulation.depth(0.05...2))
    return 20 * Portable.log(at / below) / Portable.log(10.0)
  }

  /// The left channel of a mono performance that likes everything.
  private static func walk(_ space: LatentSpace, period: Int, seconds: Int, seed: UInt64) -> [Float] {
    let text = """
      score: 1
      title: a rewarded walk
      spaces: {space: space.safetensors}
      sound: {fade in: 10ms, fade out: 10ms, width: 0}
      period: \(period)ms
      movements: [{name: all, space: space, scenes: [{name: all, dimensions: \(space.latent), for: \(seconds)s}]}]

      """
    guard let score = ScoreReader(path: "walk", text: text).score else {
      preconditionFailure("the score of a walk is valid")
    }
    let performance = Performance(Program(score, spaces: [space]), StartArguments(seed: seed))
    let reward = Message(.reward, floats: [0.6])
    var hop = [Int32](repeating: 0, count: 2 * space.hop)
    var samples: [Float] = []
    while performance.advance([reward], count: 1, into: &hop) {
      while performance.events.pop() != nil {}
      for n in 0..<space.hop { samples.append(Float(hop[2 * n]) * 0x1p-23) }
    }
    return samples
  }
}
