import AegoNumerics
import AegoScore
import AegoSpace
import AegoSpectrum

/// How even the loudness of a space stays while its position moves at random on all axes.
enum LoudnessSpread {
  /// The glide's time constant: the score's default of one and a half periods of 100 ms.
  static let glide = 150_000_000.0
  /// How long each run lasts, in seconds.
  static let length = 30.0

  /// The momentary loudness, in LUFS, of every window of 400 ms after the first.
  ///
  /// - Parameters:
  ///   - space: sounded at 0 dB.
  ///   - interval: how long the position glides to one random place before the next is drawn, in seconds.
  ///   - seed: what the places and the voice's noise are drawn from.
  /// - Returns: a number for each 100 ms.
  static func momentary(_ space: LatentSpace, interval: Double, seed: UInt64) -> [Double] {
    let program = Program(ScoreReader.atRest, spaces: [space])
    let clock = program.clock
    let axes = space.latent
    var sound = Sound(program, seed: seed)
    var path = SoundPath()
    var random = RandomStream(seed: seed, name: "places")
    var meter = LoudnessMeter(rate: clock.rate, channels: 2)
    let place = Storage<Float>(count: axes, repeating: 0.5)
    var samples = [Int32](repeating: 0, count: 2 * clock.hop)
    var drawn = -1
    for hop in 0..<Int64(length * Double(clock.rate)) / Int64(clock.hop) {
      let (now, next) = (clock.nanoseconds(hop), clock.nanoseconds(hop + 1))
      let due = Int(Double(now) / 1_000_000_000 / interval)
      if due > drawn {
        for axis in 0..<axes { place[axis] = random.unit() }
        drawn = due
      }
      path.follow(place.base, axes: axes, timeConstant: glide, from: now, elapsed: next - now)
      var frame = path.frame(gain: 1, at: now, isHeld: false)
      sound.render(&frame, count: 1, into: &samples)
      meter.hear(interleaved: samples.map { Float($0) / 8_388_608 })
    }
    return Array(meter.momentary.dropFirst())
  }
}

extension Benchmark {
  /// What random places of a space sound like at 0 dB: how loud, and how evenly, over windows of 400 ms of half a minute;
  /// a place each 2 s and, harder, each 0.4 s.
  static func loudness(_ space: LatentSpace, name: String) -> [Figure] {
    [2, 0.4].flatMap { interval in
      let runs = (0..<3 as Range<UInt64>).map { LoudnessSpread.momentary(space, interval: interval, seed: $0).sorted() }
      let title = "spaces/\(name)/loudness, a place each \(interval) s"
      return [
        Figure(title, unit: "LUFS", runs: runs.map { $0[$0.count / 2] }),
        Figure("\(title), spread", unit: "LU", runs: runs.map { $0[$0.count - 1] - $0[0] }),
        Figure(
          "\(title), 5 to 95 %", unit: "LU", runs: runs.map { $0[$0.count * 95 / 100] - $0[$0.count * 5 / 100] }),
      ]
    }
  }
}
