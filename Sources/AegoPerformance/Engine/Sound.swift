import AegoNumerics
import AegoSpace
import AegoSpectrum

/// The spaces' decoders and the voices: frames become samples.
struct Sound: ~Copyable {
  /// The most frames that are decoded together: what a decoder takes.
  private static let most = 8

  /// How many samples later the sound leaves than its frames say.
  static var latency: Int { TruePeakLimiter.latency }

  private let decoders: UnsafeMutablePointer<SpaceDecoder>
  private let count: Int
  private var voice: SpectralVoice
  private var sines: SinesVoice
  private var pair: StereoPair
  private var limiter: TruePeakLimiter
  private let hop: Int
  private let bins: Int
  // Positions and spectra of the frames that are sounded together, one after the other.
  private let positions: Storage<Float>
  private let decoded: Storage<Float>
  private let frozen: Storage<Float>
  private let mixed: Storage<Float>
  private let mono: Storage<Float>
  private let other: Storage<Float>
  private let stereo: Storage<Float>
  private var lastGain: Float = 0
  private var lastSines: Float = 0

  init(_ program: Program, seed: UInt64) {
    let spaces = program.spaces
    count = spaces.count
    decoders = .allocate(capacity: count)
    for (index, space) in spaces.enumerated() { (decoders + index).initialize(to: SpaceDecoder(space)) }
    let geometry = FrameGeometry(size: spaces[0].fft, hop: spaces[0].hop, bins: spaces[0].bins)
    let rate = spaces[0].rate
    voice = SpectralVoice(geometry: geometry, rate: rate, random: RandomStream(seed: seed, name: "noise"))
    sines = SinesVoice(geometry: geometry, rate: rate)
    pair = StereoPair(width: Float(program.width))
    limiter = TruePeakLimiter(rate: rate)
    (hop, bins) = (geometry.hop, geometry.bins)
    positions = Storage(count: 32 * Sound.most, repeating: 0.5)
    decoded = Storage(count: bins * Sound.most, repeating: 0)
    frozen = Storage(count: bins, repeating: 0)
    mixed = Storage(count: bins, repeating: 0)
    mono = Storage(count: hop, repeating: 0)
    other = Storage(count: hop, repeating: 0)
    stereo = Storage(count: 2 * hop, repeating: 0)
  }

  deinit {
    decoders.deinitialize(count: count)
    decoders.deallocate()
  }

  /// Sounds some hops.
  ///
  /// - Parameters:
  ///   - frames: what they sound like.
  ///   - count: how many they are.
  ///   - samples: set to their samples, left and right interleaved, as 24-bit numbers.
  mutating func render(_ frames: UnsafePointer<SoundFrame>, count: Int, into samples: UnsafeMutablePointer<Int32>) {
    var index = 0
    while index < count {
      let decodedCount = decode(frames + index, count: count - index)
      for ahead in 0..<decodedCount {
        sound(frames[index + ahead], decoded.base + bins * ahead, into: samples + 2 * hop * (index + ahead))
      }
      index += decodedCount
    }
  }

  /// What has sounded is cut off; the voices go on.
  mutating func cut() {
    lastGain = 0
    limiter.reset()
  }

  /// All that the voices and what follows them remember.
  mutating func pass(through copier: inout StateCopier) {
    voice.pass(through: &copier)
    sines.pass(through: &copier)
    pair.pass(through: &copier)
    limiter.pass(through: &copier)
    copier.pass(frozen)
    copier.pass(mixed)
    copier.pass(&lastGain)
    copier.pass(&lastSines)
  }

  /// The gain at the last hop's end.
  var gain: Float { lastGain }

  /// How many numbers a spectrum has.
  var spectrumCount: Int { bins }

  /// The magnitudes that sounded last, of every bin, times the gain, where `unity` is the gain at which their squares sum
  /// to about 1.
  func copySpectrum(to magnitudes: UnsafeMutablePointer<Float>, unity: Float) {
    let gain = lastGain / unity
    for bin in 0..<bins { magnitudes[bin] = gain * mixed[bin] * mixed[bin] }
  }

  /// Decodes the first frames as long as they are in the same space, at most `most`; gives how many, at least one.
  private func decode(_ frames: UnsafePointer<SoundFrame>, count: Int) -> Int {
    let space = frames[0].space
    let axes = decoders[space].latent
    let most = min(count, Sound.most)
    var same = 0
    while same < most && frames[same].space == space && !frames[same].isSilent && !frames[same].isHeld {
      for axis in 0..<axes { positions[same * axes + axis] = frames[same].position[axis] }
      same += 1
    }
    if same == 0 { return 1 }
    decoders[space].decode(positions: positions.base, count: same, into: decoded.base)
    return same
  }

  /// Renders one hop.
  private mutating func sound(
    _ frame: SoundFrame, _ roots: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Int32>
  ) {
    if frame.isSilent {
      samples.update(repeating: 0, count: 2 * hop)
      return
    }
    if !frame.isHeld {
      if frame.isTurn { frozen.base.copy(from: mixed.base, count: bins) }
      mix(roots, frame.morph)
    }
    speak(frame.sines)
    let step = (frame.gain - lastGain) / Float(hop)
    for n in 0..<hop {
      // The gain comes after the echo, so that silence is silence.
      let (left, right) = pair.spread(mono[n])
      let gain = lastGain + step * Float(n + 1)
      stereo[2 * n] = left * gain
      stereo[2 * n + 1] = right * gain
    }
    lastGain = frame.gain
    limiter.process(stereo.base, frames: hop)
    for n in 0..<2 * hop { samples[n] = PCM.quantise(stereo[n]) }
  }

  /// The hop in one voice or, where one gives way to the other, in both: at equal power, since they do not agree in
  /// phase.
  private mutating func speak(_ part: Float) {
    if lastSines >= 1 && part < 1 { voice.reset() }
    if lastSines <= 0 && part > 0 { sines.reset() }
    let (isSines, isSpectral) = (max(part, lastSines) > 0, min(part, lastSines) < 1)
    if isSpectral { voice.render(roots: mixed.base, into: mono.base) }
    if isSines { sines.render(roots: mixed.base, into: isSpectral ? other.base : mono.base) }
    if isSines && isSpectral {
      let (from, to) = (Sound.shares(lastSines), Sound.shares(part))
      for n in 0..<hop {
        let t = Float(n + 1) / Float(hop)
        let spectral = from.spectral + (to.spectral - from.spectral) * t
        mono[n] = mono[n] * spectral + other[n] * (from.sines + (to.sines - from.sines) * t)
      }
    }
    lastSines = part
  }

  private static func shares(_ part: Float) -> (spectral: Float, sines: Float) {
    (Portable.squareRoot(1 - part), Portable.squareRoot(part))
  }

  /// The roots of both spectra, mixed: the partials of the one sink while those of the other rise.
  private func mix(_ roots: UnsafePointer<Float>, _ part: Float) {
    if part >= 1 {
      mixed.base.copy(from: roots, count: bins)
      return
    }
    var bin = 0
    while bin < bins {
      let old = Kernels.load(frozen.base, bin)
      Kernels.store(old + (Kernels.load(roots, bin) - old) * part, mixed.base, bin)
      bin += 8
    }
  }
}
