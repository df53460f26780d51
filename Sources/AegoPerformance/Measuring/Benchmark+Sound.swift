import AegoAgent
import AegoNumerics
import AegoSpace
import AegoSpectrum
import Foundation

extension Benchmark {
  /// What a hop costs, stage by stage beside its floor; how fast a performance renders, alone and with its take; its
  /// worst hop, memory and start; and that none of it grows with axes, scenes or length.
  public static func sound(_ piece: Piece, _ report: (Figure) -> Void) throws {
    for part in [start, stages, performances, growth, floods] { try part(piece).forEach(report) }
  }

  // MARK: Stages

  private static func stages(_ piece: Piece) -> [Figure] {
    let stages = SoundStages(piece.program.spaces[0])
    func figure(_ name: String, each count: Int = 200, part: Double = 1, _ work: () -> Void) -> Figure {
      Figure("sound/stage/\(name)", unit: "µs", runs: runs(each: count, work).map { $0 * 1000 / part })
    }
    return [
      figure("decode") { stages.decode(1) },
      figure("decode, a frame of eight together", each: 40, part: 8) { stages.decode(8) },
      figure("decode, floor: the weights read once") { stages.readWeights() },
      figure("spectral voice") { stages.speak() },
      figure("spectral voice, of it the phases") { stages.integrate() },
      figure("spectral voice, floor of the phases: their heap filled and emptied") { stages.fillAndEmptyHeap() },
      figure("spectral voice, floor of the rest: one inverse transform") { stages.transform() },
      figure("sines voice") { stages.speakInSines() },
      figure("limiter, at rest") { stages.limit(0.3) },
      figure("limiter, at work") { stages.limit(1.5) },
      figure("learning, a gradient step every second hop", each: 100) { stages.learn() },
      figure("learning, floor: as many multiplications, none left out", each: 100) { stages.multiplyAsOften() },
    ]
  }

  // MARK: Performances

  private static func performances(_ piece: Piece) throws -> [Figure] {
    let last = piece.program.timeline.scenes.count - 1
    let live = (0..<3).map { _ in TimedPerformance(piece, scene: last, seconds: 30, hopsAhead: 1) }
    let ahead = (0..<3).map { _ in
      TimedPerformance(piece, scene: last, seconds: 30, hopsAhead: Performance.hopsAhead)
    }
    let taken = try (0..<3).map { _ in try TimedTake.speed(piece, scene: last, seconds: 30) }
    return [
      Figure("sound/hop, median", unit: "µs", runs: live.map { $0.percentile(0.5) }),
      Figure("sound/hop, mean", unit: "µs", runs: live.map(\.meanHop)),
      Figure("sound/hop, 99th percentile", unit: "µs", runs: live.map { $0.percentile(0.99) }),
      Figure("sound/worst hop over hop length", unit: "1", runs: live.map(\.worst)),
      Figure("sound/render speed, hop by hop", unit: "times real time", runs: live.map(\.speed)),
      Figure(
        "sound/render speed, 64 hops decided and decoded by eight", unit: "times real time", runs: ahead.map(\.speed)),
      Figure("sound/render speed, with its take written", unit: "times real time", runs: taken),
      Figure("sound/memory", unit: "MB", runs: [ResidentMemory.megabytes]),
    ]
  }

  /// Hops that consume 256 messages of one kind.
  private static func floods(_ piece: Piece) -> [Figure] {
    FloodedHops(piece).measure().map { name, hops in
      Figure("sound/hop with 256 times \(name), over its length", unit: "1", runs: hops)
    }
  }

  /// From the score's text to the first hop's samples.
  private static func start(_ piece: Piece) throws -> [Figure] {
    var times: [Double] = []
    for _ in 0..<5 {
      let begin = ContinuousClock.now
      let again = try Piece.load(path: piece.path)
      let performance = Performance(again.program, StartArguments())
      var samples = [Int32](repeating: 0, count: 2 * again.program.clock.hop)
      _ = performance.advance(nil, count: 0, into: &samples)
      times.append((ContinuousClock.now - begin) / .milliseconds(1))
    }
    return [Figure("sound/start, from the score's text to the first samples", unit: "ms", runs: times)]
  }

  // MARK: Growth

  private static func growth(_ piece: Piece) -> [Figure] {
    let space = piece.program.spaces[0]
    let axes = [1, 2, 4, 8].filter { $0 <= space.latent }.map { axes in
      Figure(
        "sound/hop with \(axes) axes", unit: "µs",
        runs: (0..<3).map { _ in TimedPerformance.simple(space, axes: axes, scenes: 1, seconds: 12).meanHop })
    }
    let scenes = [1, 1000].map { scenes in
      Figure(
        "sound/hop with \(scenes) scenes", unit: "µs",
        runs: (0..<3).map { _ in TimedPerformance.simple(space, axes: 8, scenes: scenes, seconds: 12).meanHop })
    }
    let long = TimedPerformance.simple(space, axes: 8, scenes: 1, seconds: 600)
    let parts = [("first", long.mean(ofMinute: 0)), ("tenth", long.mean(ofMinute: 9))].map { name, mean in
      Figure("sound/hop in the \(name) minute", unit: "µs", runs: [mean])
    }
    return axes + scenes + parts
  }
}
