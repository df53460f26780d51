import Foundation

@testable import AegoSpectrum

/// What `PhaseIntegration` does, written slowly and plainly in double precision: the reference of its tests.
///
/// Průša and Søndergaard, DAFx 2016: s is the logarithm of the magnitude, a the hop, M the transform's size, γ that of
/// the Hann window, 0.25645 M². Per hop the phase of bin m turns by 2π a m / M + a M / (2γ) (s[m+1] - s[m-1]); from one
/// bin to the next by -γ / (2 a M) (3 s_n - 4 s_(n-1) + s_(n-2)).
struct ObviousPhaseIntegration {
  let geometry: FrameGeometry
  /// The frames' logarithms, the newest last.
  var history: [[Double]] = []
  var lastTurns: [Double] = []
  var lastPhases: [Double] = []

  init(geometry: FrameGeometry) { self.geometry = geometry }

  /// The phases of the next frame and which bins belong to a peak; the others keep the phases that are given.
  mutating func advance(magnitudes: [Float], otherPhases: [Float]) -> (phases: [Double], isTonal: [Bool]) {
    let s = magnitudes.map { log(Double($0) + 1e-12) }
    if history.isEmpty { history = [s, s] }
    let (before, last) = (history[history.count - 2], history[history.count - 1])
    let (hop, size) = (Double(geometry.hop), Double(geometry.size))
    let gamma = 0.25645 * size * size
    let across = s.indices.map { -gamma / (2 * hop * size) * (3 * s[$0] - 4 * last[$0] + before[$0]) }
    var turns = s.indices.map { m in
      let slope = s[min(m + 1, s.count - 1)] - s[max(m - 1, 0)]
      return 2 * .pi * hop * Double(m) / size + hop * size / (2 * gamma) * slope
    }
    let floor = s.reduce(-.infinity, max) + log(1e-3)
    var isTonal = [Bool](repeating: false, count: s.count)
    for peak in Self.peaks(s, above: floor) {
      for m in Self.lobe(of: peak, s) { isTonal[m] = true }
      turns[peak] = 2 * .pi * hop * Self.exactPlace(of: peak, magnitudes) / size
    }
    if lastTurns.isEmpty { (lastTurns, lastPhases) = (turns, s.map { _ in 0 }) }

    var phases = otherPhases.map { Double($0) }
    var reached = Set<Int>()
    let waiting = s.indices.filter { isTonal[$0] }
    while reached.count < waiting.count {
      // The loudest place that leads to a bin without a phase: one of the last frame, or a neighbour in this one.
      let open = waiting.filter { !reached.contains($0) }
      let fromLast = open.filter { last[$0] > floor }.map { (level: last[$0], to: $0, from: -1) }
      let fromHere = open.flatMap { m in
        [m - 1, m + 1].filter { reached.contains($0) }.map { (level: s[$0], to: m, from: $0) }
      }
      if let best = (fromLast + fromHere).max(by: { $0.level < $1.level }) {
        if best.from < 0 {
          phases[best.to] = lastPhases[best.to] + (lastTurns[best.to] + turns[best.to]) / 2
        } else {
          let sign = Double(best.to - best.from)
          phases[best.to] = phases[best.from] + sign * (across[best.from] + across[best.to]) / 2
        }
        reached.insert(best.to)
      } else if let start = open.max(by: { s[$0] < s[$1] }) {
        reached.insert(start)
      }
    }
    history = [last, s]
    (lastTurns, lastPhases) = (turns, phases)
    return (phases, isTonal)
  }

  private static func peaks(_ s: [Double], above floor: Double) -> [Int] {
    s.indices.filter { m in
      let (low, high) = (max(m - 2, 0), min(m + 2, s.count - 1))
      let isHighest = (low...high).allSatisfy { s[$0] <= s[m] }
      return s[m] > floor && isHighest && m + 1 < s.count && s[m + 1] < s[m]
    }
  }

  /// Two bins on each side of a peak, and what falls on from there down to -31.5 dB.
  private static func lobe(of peak: Int, _ s: [Double]) -> ClosedRange<Int> {
    let least = s[peak] - 31.5 / 20 * log(10)
    var (low, high) = (max(peak - 2, 0), min(peak + 2, s.count - 1))
    while high + 1 < s.count && s[high + 1] < s[high] && s[high + 1] > least { high += 1 }
    while low > 0 && s[low - 1] < s[low] && s[low - 1] > least { low -= 1 }
    return low...high
  }

  /// The frequency in bins of a lone partial through a Hann window.
  private static func exactPlace(of peak: Int, _ magnitudes: [Float]) -> Double {
    let below = Double(magnitudes[max(peak - 1, 0)])
    let above = Double(magnitudes[min(peak + 1, magnitudes.count - 1)])
    let ratio = max(below, above) / Double(magnitudes[peak])
    let offset = max(0, min(0.5, (2 * ratio - 1) / (ratio + 1)))
    return above > below ? Double(peak) + offset : Double(peak) - offset
  }
}
