import AegoNumerics

/// Phases for a stream of magnitude frames: real-time phase gradient heap integration without lookahead, RTPGHI(0).
///
/// Průša and Søndergaard, "Real-time spectrogram inversion using phase gradient heap integration", DAFx 2016. The
/// phase's derivatives follow from the logarithmic magnitude s for windows near a Gauss; loud bins are integrated
/// first. Only bins near a spectral peak are integrated. Phases count from the window's centre.
package struct PhaseIntegration: ~Copyable {
  /// γ / size² of the Hann window (section 3 there).
  private static let hannGamma: Float = 0.25645
  /// How many bins on each side of a peak belong to it: a Hann window's main lobe.
  private static let lobe = 2
  /// A skirt that falls from a peak belongs to it down to here, that of a trembling partial beyond its main lobe: to the
  /// first side lobe of a Hann window, ln(10^(-31.5 / 20)), and to where noise beside it would no longer be heard as
  /// trembling, 25 dB below the loudest bin.
  private static let skirt: Float = -3.6266
  private static let trembling: Float = -2.8782
  /// Peaks lower than this below the loudest bin are not tonal: ln(10^-3), -60 dB.
  private static let floor: Float = -6.9077554

  private let bins: Int
  private let timeFactor: Float
  private let frequencyFactor: Float
  private let stepsPerTurn: Int

  // The frames' logarithms: current, last and the one before, each with a guard bin at both ends.
  private var current: Storage<Float>
  private var last: Storage<Float>
  private var before: Storage<Float>
  private var timeGradient: Storage<Float>
  private var lastTimeGradient: Storage<Float>
  private let frequencyGradient: Storage<Float>
  private let lastPhase: Storage<Float>
  private let waiting: Storage<Bool>
  private var heap: BinHeap
  private var started = false

  /// Phases of frames of this geometry.
  package init(geometry: FrameGeometry) {
    bins = geometry.bins
    let size = Float(geometry.size)
    let gamma = PhaseIntegration.hannGamma * size * size
    timeFactor = Float(geometry.hop) * size / (2 * gamma)
    frequencyFactor = -gamma / (2 * Float(geometry.hop) * size)
    stepsPerTurn = geometry.size / geometry.hop
    let count = geometry.bins + 16
    current = Storage(count: count, repeating: 0)
    last = Storage(count: count, repeating: 0)
    before = Storage(count: count, repeating: 0)
    timeGradient = Storage(count: count, repeating: 0)
    lastTimeGradient = Storage(count: count, repeating: 0)
    frequencyGradient = Storage(count: count, repeating: 0)
    lastPhase = Storage(count: count, repeating: 0)
    waiting = Storage(count: count, repeating: false)
    heap = BinHeap(capacity: 2 * geometry.bins)
  }

  /// Begins anew: the next frame is the first.
  mutating func reset() { started = false }

  /// What the next frame is compared with.
  mutating func pass(through copier: inout StateCopier) {
    copier.pass(last)
    copier.pass(before)
    copier.pass(lastTimeGradient)
    copier.pass(lastPhase)
    copier.pass(&started)
  }

  /// Finds the phases of the next frame.
  ///
  /// - Parameters:
  ///   - magnitudes: `bins` magnitudes, 0 or more.
  ///   - otherPhases: phases for the bins that belong to no peak; only what a later frame's integration starts from.
  ///   - tonal: set to whether each bin belongs to a peak.
  ///   - phases: set to the phases of the tonal bins, in -π...π, and to `otherPhases` elsewhere.
  package mutating func advance(
    magnitudes: UnsafePointer<Float>, otherPhases: UnsafePointer<Float>, tonal: UnsafeMutablePointer<Bool>,
    phases: UnsafeMutablePointer<Float>
  ) {
    takeLogarithms(magnitudes)
    if !started { repeatFirstFrame() }
    findGradients()
    let loudest = findPeaks(tonal, magnitudes)
    if !started { lastTimeGradient.base.copy(from: timeGradient.base, count: bins) }
    let remaining = seed(tonal, threshold: loudest + PhaseIntegration.floor)
    for bin in 0..<bins { phases[bin] = otherPhases[bin] }
    integrate(phases, remaining)
    wrap(phases)
    swap(&before, &last)
    swap(&last, &current)
    swap(&lastTimeGradient, &timeGradient)
    started = true
  }

  private func takeLogarithms(_ magnitudes: UnsafePointer<Float>) {
    var bin = 0
    while bin < bins {
      // The addend keeps silence finite: -184 dB below a lone partial.
      let level = Portable.log(Kernels.load(magnitudes, bin) + 1e-12)
      Kernels.store(level, current.base, bin + 1)
      bin += 8
    }
    current[0] = current[1]
    current[bins + 1] = current[bins]
  }

  private func repeatFirstFrame() {
    last.base.copy(from: current.base, count: bins + 2)
    before.base.copy(from: current.base, count: bins + 2)
  }

  /// Equations 5 and 6 there: time gradient by central differences over bins, frequency gradient by causal three-point
  /// differences over frames.
  private func findGradients() {
    var bin = 0
    let (s, s1, s2) = (current.base, last.base, before.base)
    while bin < bins {
      let slope = Kernels.load(s, bin + 2) - Kernels.load(s, bin)
      Kernels.store(slope * timeFactor, timeGradient.base, bin)
      let change = 3 * Kernels.load(s, bin + 1) - 4 * Kernels.load(s1, bin + 1) + Kernels.load(s2, bin + 1)
      Kernels.store(change * frequencyFactor, frequencyGradient.base, bin)
      bin += 8
    }
    for bin in 0..<bins { timeGradient[bin] += Float(bin % stepsPerTurn) * turn }
  }

  /// The turn of one bin's frequency in one hop, without its whole turns.
  private var turn: Float { 2 * Float.pi / Float(stepsPerTurn) }

  /// At a peak the frequency of a lone partial through a Hann window is known exactly: with r the larger neighbour's
  /// magnitude over the peak's, it lies (2 r - 1) / (r + 1) bins away. The gradient of equation 5 is off by up to 0.014
  /// bins there.
  private func takeExactFrequency(of peak: Int, _ magnitudes: UnsafePointer<Float>) {
    let (below, above) = (magnitudes[max(peak - 1, 0)], magnitudes[min(peak + 1, bins - 1)])
    let ratio = max(below, above) / magnitudes[peak]
    let offset = max(0, min(0.5, (2 * ratio - 1) / (ratio + 1)))
    timeGradient[peak] = (Float(peak % stepsPerTurn) + (above > below ? offset : -offset)) * turn
  }

  /// Marks the bins around each local maximum, takes its frequency, and gives the loudest bin's logarithm.
  private func findPeaks(_ tonal: UnsafeMutablePointer<Bool>, _ magnitudes: UnsafePointer<Float>) -> Float {
    let s = current.base + 1
    var loudest = s[0]
    for bin in 0..<bins {
      tonal[bin] = false
      if s[bin] > loudest { loudest = s[bin] }
    }
    let threshold = loudest + PhaseIntegration.floor
    for bin in 0..<bins where s[bin] > threshold && s[bin] >= s[bin - 1] && s[bin] > s[bin + 1] {
      let (low, high) = (max(bin - PhaseIntegration.lobe, 0), min(bin + PhaseIntegration.lobe, bins - 1))
      if s[bin] < s[low] || s[bin] < s[high] { continue }
      for near in low...high { tonal[near] = true }
      markSkirts(of: bin, from: low, to: high, tonal, loudest)
      takeExactFrequency(of: bin, magnitudes)
    }
    return loudest
  }

  /// Marks what falls on both sides of a peak beyond its main lobe.
  private func markSkirts(
    of peak: Int, from low: Int, to high: Int, _ tonal: UnsafeMutablePointer<Bool>, _ loudest: Float
  ) {
    let s = current.base + 1
    let least = max(s[peak] + PhaseIntegration.skirt, loudest + PhaseIntegration.trembling)
    var bin = high + 1
    while bin < bins && s[bin] < s[bin - 1] && s[bin] > least {
      tonal[bin] = true
      bin += 1
    }
    bin = low - 1
    while bin >= 0 && s[bin] < s[bin + 1] && s[bin] > least {
      tonal[bin] = true
      bin -= 1
    }
  }

  /// Puts the last frame's bins below the tonal ones into the heap; gives the number of bins that wait for a phase.
  private mutating func seed(_ tonal: UnsafePointer<Bool>, threshold: Float) -> Int {
    heap.removeAll()
    var remaining = 0
    for bin in 0..<bins {
      waiting[bin] = tonal[bin]
      guard tonal[bin] else { continue }
      remaining += 1
      if last[bin + 1] > threshold { heap.append(level: last[bin + 1], number: bin) }
    }
    heap.order()
    return remaining
  }

  private mutating func integrate(_ phases: UnsafeMutablePointer<Float>, _ count: Int) {
    var remaining = count
    while remaining > 0 {
      let number = heap.pop()
      if number >= bins {
        remaining -= spread(from: number - bins, phases)
      } else if number < 0 {
        // Nothing reaches the rest from the last frame: what sounds anew starts at its loudest bin.
        let bin = loudestWaiting()
        reach(bin, phases[bin], phases)
        remaining -= 1
      } else if waiting[number] {
        let step = (lastTimeGradient[number] + timeGradient[number]) * 0.5
        reach(number, lastPhase[number] + step, phases)
        remaining -= 1
      }
    }
  }

  private mutating func reach(_ bin: Int, _ phase: Float, _ phases: UnsafeMutablePointer<Float>) {
    phases[bin] = phase
    waiting[bin] = false
    heap.push(level: current[bin + 1], number: bins + bin)
  }

  /// Goes on to the neighbours in the same frame; gives how many it reached.
  private mutating func spread(from bin: Int, _ phases: UnsafeMutablePointer<Float>) -> Int {
    var reached = 0
    if bin + 1 < bins && waiting[bin + 1] {
      reach(bin + 1, phases[bin] + (frequencyGradient[bin] + frequencyGradient[bin + 1]) * 0.5, phases)
      reached += 1
    }
    if bin > 0 && waiting[bin - 1] {
      reach(bin - 1, phases[bin] - (frequencyGradient[bin] + frequencyGradient[bin - 1]) * 0.5, phases)
      reached += 1
    }
    return reached
  }

  private func loudestWaiting() -> Int {
    var best = -1
    for bin in 0..<bins where waiting[bin] && (best < 0 || current[bin + 1] > current[best + 1]) { best = bin }
    return best
  }

  private func wrap(_ phases: UnsafeMutablePointer<Float>) {
    let (turn, perTurn, shift): (Float, Float, Float) = (2 * .pi, 1 / (2 * .pi), 12_582_912)
    var bin = 0
    while bin < bins {
      let phase = Kernels.load(phases, bin)
      let turns = (phase * perTurn + shift) - shift
      let wrapped = phase - turns * turn
      Kernels.store(wrapped, phases, bin)
      Kernels.store(wrapped, lastPhase.base, bin)
      bin += 8
    }
  }
}
