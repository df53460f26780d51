import AegoAgent
import AegoNumerics
import AegoSpace
import AegoSpectrum

/// The parts of a hop, each with what it works on, to be timed one by one.
final class SoundStages {
  private let decoder: SpaceDecoder
  private var voice: SpectralVoice
  private var sines: SinesVoice
  private var integration: PhaseIntegration
  private var heap: BinHeap
  private var limiter: TruePeakLimiter
  private let fft: RealFFT
  private var agent: CoExplorer
  private let positions: Storage<Float>
  private let spectra: Storage<Float>
  private let samples: Storage<Float>
  private let bins: Storage<Float>
  private let weights: Storage<Float>
  private let magnitudes: Storage<Float>
  private let phases: Storage<Float>
  private let tonal: Storage<Bool>
  private let hop: Int
  /// Keeps what was read from being optimised away.
  private(set) var sum: Float = 0

  init(_ space: LatentSpace) {
    let geometry = FrameGeometry(size: space.fft, hop: space.hop, bins: space.bins)
    decoder = SpaceDecoder(space)
    voice = SpectralVoice(geometry: geometry, rate: space.rate, random: RandomStream(seed: 0, name: "noise"))
    sines = SinesVoice(geometry: geometry, rate: space.rate)
    integration = PhaseIntegration(geometry: geometry)
    heap = BinHeap(capacity: 2 * space.bins)
    limiter = TruePeakLimiter(rate: space.rate)
    fft = RealFFT(size: space.fft)
    hop = space.hop
    positions = Storage(count: space.latent * SpaceDecoder.most, repeating: 0.5)
    spectra = Storage(count: space.bins * SpaceDecoder.most, repeating: 0)
    samples = Storage(count: max(2 * space.hop, space.fft), repeating: 0)
    bins = Storage(count: space.fft + 2, repeating: 0.1)
    weights = Storage(count: (space.decoderWeights + 7) / 8 * 8, repeating: 0.5)
    magnitudes = Storage(count: space.bins, repeating: 0)
    phases = Storage(count: space.bins, repeating: 0)
    tonal = Storage(count: space.bins, repeating: false)
    agent = CoExplorer(
      axes: 8, stepScales: Array(repeating: 1, count: 8), settings: CoExplorerSettings(),
      random: RandomStream(seed: 0, name: "agent"))
    decoder.decode(position: positions.base, into: spectra.base)
    for bin in 0..<space.bins { magnitudes[bin] = spectra[bin] * spectra[bin] }
    teach()
  }

  private func teach() {
    for index in 0..<200 {
      let time = Int64(index) * 100_000_000
      agent.credit(0.5, at: time)
      _ = agent.act(
        Situation(
          time: time, period: 100_000_000, openAxes: 0xff, step: 0.01, exploration: 0.1, settling: 60_000_000_000,
          curiosity: 0.1))
    }
  }

  func decode(_ count: Int) { decoder.decode(positions: positions.base, count: count, into: spectra.base) }

  func readWeights() {
    var total = SIMD8<Float>()
    var other = SIMD8<Float>()
    var index = 0
    while index + 16 <= weights.count {
      total += Kernels.load(weights.base, index)
      other += Kernels.load(weights.base, index + 8)
      index += 16
    }
    sum += Kernels.sum(total + other)
  }

  func speak() { voice.render(roots: spectra.base, into: samples.base) }

  func speakInSines() { sines.render(roots: spectra.base, into: samples.base) }

  func integrate() {
    integration.advance(
      magnitudes: magnitudes.base, otherPhases: phases.base, tonal: tonal.base, phases: phases.base)
  }

  /// What every integration does at least: each bin of a partial goes into the heap twice, as one of the last frame and
  /// as one of this, and comes out.
  func fillAndEmptyHeap() {
    for _ in 0..<2 {
      heap.removeAll()
      for bin in 0..<magnitudes.count where tonal[bin] { heap.append(level: magnitudes[bin], number: bin) }
      heap.order()
      while heap.pop() >= 0 { sum += 1 }
    }
  }

  func transform() { fft.inverse(bins.base, into: samples.base) }

  func limit(_ level: Float) {
    for n in 0..<2 * hop { samples[n] = (n / 40) % 2 == 0 ? level : -level }
    limiter.process(samples.base, frames: hop)
  }

  func learn() { agent.learn() }

  /// As many products as the three matrix products of a gradient step have (outputs, gradients of inputs, gradients of
  /// weights) for a batch of 32 in a network of 8-100-100-16 whose units are never at 0: 12,400 weights each time, here
  /// 120 rows of 104, by the decoder's kernel.
  func multiplyAsOften() {
    for _ in 0..<3 * 32 / 8 {
      Kernels.affine(
        weights: weights.base, bias: weights.base, inputs: bins.base, outputs: samples.base, count: 8, stride: 120,
        rows: 120, columns: 104)
    }
    sum += samples[0]
  }
}
