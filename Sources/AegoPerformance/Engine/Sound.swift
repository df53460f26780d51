import AegoNumerics
import AegoSpace
import AegoSpectrum

/// The spaces' decoders and the voice: a gliding position becomes samples; two spaces morph at their change.
struct Sound: ~Copyable {
  /// The loudness at 0 dB in LUFS, which leaves room for the peaks.
  static let loudness = -15.0
  /// The most that the gain moves in a hop, so that a level that jumps in the score does not click.
  private static let steepest: Float = 0.15

  /// What a voice of unit level is multiplied by at 0 dB: both channels together have the loudness.
  private let reference = Float((KWeighting.meanSquare(loudness: Sound.loudness) / 2).squareRoot())
  private let decoders: UnsafeMutablePointer<SpaceDecoder>
  private let count: Int
  private let gains: Storage<Float>
  private var voice: SpectralVoice
  private var pair: StereoPair
  private let position: Storage<Float>
  private let decoded: Storage<Float>
  private let frozen: Storage<Float>
  private let mixed: Storage<Float>
  private let mono: Storage<Float>
  private var space = 0
  private var frozenGain: Float = 1
  private var morphStart: Int64 = 0
  private var morphLength: Int64 = 0
  private var lastGain: Float = 0

  init(_ program: Program, seed: UInt64) {
    let spaces = program.spaces
    count = spaces.count
    decoders = .allocate(capacity: count)
    for (index, space) in spaces.enumerated() { (decoders + index).initialize(to: SpaceDecoder(space)) }
    gains = Storage(program.gains.map { Float(Portable.amplitude(decibels: $0)) })
    let geometry = FrameGeometry(size: spaces[0].fft, hop: spaces[0].hop, bins: spaces[0].bins)
    voice = SpectralVoice(
      geometry: geometry, rate: spaces[0].rate, random: RandomStream(seed: seed, name: "noise"))
    pair = StereoPair(width: Float(program.width))
    position = Storage(count: 32, repeating: 0.5)
    decoded = Storage(count: geometry.bins, repeating: 0)
    frozen = Storage(count: geometry.bins, repeating: 0)
    mixed = Storage(count: geometry.bins, repeating: 0)
    mono = Storage(count: geometry.hop, repeating: 0)
  }

  deinit {
    decoders.deinitialize(count: count)
    decoders.deallocate()
  }

  /// The space sounds from `position` on; what sounded stays as it was and fades into it over `crossfade` nanoseconds.
  mutating func changeSpace(to next: Int, position start: UnsafePointer<Float>, at time: Int64, crossfade: Int64) {
    frozen.base.update(from: mixed.base, count: mixed.count)
    frozenGain = spaceGain(at: time)
    space = next
    morphStart = time
    morphLength = crossfade
    jump(to: start, count: decoders[next].latent)
  }

  /// The sound is at a place at once.
  func jump(to place: UnsafePointer<Float>, count: Int) { position.base.update(from: place, count: count) }

  /// The sound follows a position with a time constant; both times in nanoseconds.
  func follow(_ target: UnsafePointer<Float>, timeConstant: Double, elapsed: Int64) {
    let part = timeConstant > 0 ? Float(1 - Portable.exp(-Double(elapsed) / timeConstant)) : 1
    for axis in 0..<decoders[space].latent { position[axis] += part * (target[axis] - position[axis]) }
  }

  /// Renders one hop with the gain going to `gain`.
  mutating func render(gain: Float, at time: Int64, into samples: UnsafeMutablePointer<Int32>) {
    decoders[space].decode(position: position.base, into: decoded.base)
    mix(morph(at: time))
    voice.render(roots: mixed.base, into: mono.base)
    let wanted = gain * spaceGain(at: time) * reference
    let largest = Sound.steepest * reference
    let end = lastGain + max(-largest, min(largest, wanted - lastGain))
    let step = (end - lastGain) / Float(mono.count)
    for n in 0..<mono.count {
      // The gain comes after the echo, so that silence is silence.
      let (left, right) = pair.spread(mono[n])
      let gain = lastGain + step * Float(n + 1)
      samples[2 * n] = Ceiling.quantise(Ceiling.bend(left * gain))
      samples[2 * n + 1] = Ceiling.quantise(Ceiling.bend(right * gain))
    }
    lastGain = end
  }

  /// How far the new space has come, 0...1: a smooth step over the crossfade.
  private func morph(at time: Int64) -> Float {
    guard morphLength > 0, time - morphStart < morphLength else { return 1 }
    let t = Float(max(0, time - morphStart)) / Float(morphLength)
    return t * t * (3 - 2 * t)
  }

  private func spaceGain(at time: Int64) -> Float {
    let part = morph(at: time)
    return frozenGain + part * (gains[space] - frozenGain)
  }

  /// The roots of both spectra, mixed: the partials of the one sink while those of the other rise.
  private func mix(_ part: Float) {
    if part >= 1 {
      mixed.base.update(from: decoded.base, count: mixed.count)
      return
    }
    var bin = 0
    while bin < mixed.count {
      let old = Kernels.load(frozen.base, bin)
      Kernels.store(old + (Kernels.load(decoded.base, bin) - old) * part, mixed.base, bin)
      bin += 8
    }
  }
}
