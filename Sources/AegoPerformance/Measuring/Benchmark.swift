import AegoAgent
import AegoMotion
import AegoNumerics
import AegoScore
import AegoSpace
import AegoSpectrum
import Foundation

/// The figures of `aego bench`.
public enum Benchmark {
  /// What a hop costs, stage by stage, and how fast a performance renders with two moving hands.
  public static func sound(_ piece: Piece) -> [Figure] {
    [decode(piece), voice(piece), learning()] + performance(piece)
  }

  /// How near the agent comes to what a simulated performer wants, three seeds.
  public static func agent() -> [Figure] {
    [1, 2, 4, 8].map { axes in
      Figure("agent/\(axes) axes/ratio", unit: "1", runs: [SimulatedPerformer.distanceRatio(axes: axes, seeds: 3)])
    }
  }

  /// How long it takes to read and check the piece's score, and one of a thousand scenes.
  public static func score(_ piece: Piece) -> [Figure] {
    let scenes = (1...1000).map { "      - {name: s\($0), dimensions: \($0 % 8 + 1), for: 1s}\n" }.joined()
    let long =
      "score: 1\ntitle: long\nspaces: {a: a.safetensors}\nspace: a\nperiod: 50ms\n"
      + "movements:\n  - name: all\n    scenes:\n" + scenes
    return [
      Figure("score/piece", unit: "ms", runs: runs { _ = ScoreReader(path: "score", bytes: piece.text).score }),
      Figure("score/1000 scenes", unit: "ms", runs: runs { _ = ScoreReader(path: "score", text: long).score }),
    ]
  }

  private static func decode(_ piece: Piece) -> Figure {
    let space = piece.program.spaces[0]
    let decoder = SpaceDecoder(space)
    let position = Storage<Float>(count: space.latent, repeating: 0.5)
    let spectrum = Storage<Float>(count: space.bins, repeating: 0)
    return Figure(
      "sound/decode", unit: "µs",
      runs: runs(each: 200) { decoder.decode(position: position.base, into: spectrum.base) }.map { $0 * 1000 })
  }

  private static func voice(_ piece: Piece) -> Figure {
    let space = piece.program.spaces[0]
    let decoder = SpaceDecoder(space)
    let position = Storage<Float>(count: space.latent, repeating: 0.5)
    let spectrum = Storage<Float>(count: space.bins, repeating: 0)
    decoder.decode(position: position.base, into: spectrum.base)
    let voice = RunningVoice(FrameGeometry(size: space.fft, hop: space.hop, bins: space.bins), rate: space.rate)
    return Figure(
      "sound/voice", unit: "µs", runs: runs(each: 200) { voice.render(spectrum.base) }.map { $0 * 1000 })
  }

  private static func learning() -> Figure {
    let agent = AgentUnderTest()
    return Figure("sound/gradient step", unit: "µs", runs: runs(each: 100) { agent.learn() }.map { $0 * 1000 })
  }

  private static func performance(_ piece: Piece) -> [Figure] {
    var speeds: [Double] = []
    var worst: [Double] = []
    for _ in 0..<3 {
      let (speed, longest) = render(piece, seconds: 30)
      speeds.append(speed)
      worst.append(longest)
    }
    return [
      Figure("sound/render speed", unit: "times real time", runs: speeds),
      Figure("sound/worst hop over hop length", unit: "1", runs: worst),
    ]
  }

  /// Plays the first seconds of the piece's last scene, the quickest and widest, with hands that turn.
  private static func render(_ piece: Piece, seconds: Int64) -> (speed: Double, worst: Double) {
    var arguments = StartArguments()
    arguments.scene = piece.program.timeline.scenes.count - 1
    arguments.limit = seconds * 1_000_000_000
    var program = piece.program
    program.start = .now
    let performance = Performance(program, arguments)
    var samples = [Int32](repeating: 0, count: 2 * program.clock.hop)
    let length = Double(program.clock.nanoseconds(1))
    var (worst, begin) = (0.0, ContinuousClock.now)
    let start = begin
    var goesOn = true
    while goesOn {
      let reward = Message(.reward, floats: [Float(sin(Double(performance.nextHop) * 0.01))])
      goesOn = performance.advance([reward], count: 1, into: &samples)
      while performance.events.pop() != nil {}
      let end = ContinuousClock.now
      worst = max(worst, (end - begin) / .nanoseconds(1) / length)
      begin = end
    }
    let elapsed = (begin - start) / .nanoseconds(1)
    return (Double(program.clock.nanoseconds(performance.nextHop)) / elapsed, worst)
  }

  /// The milliseconds that one call takes, in each of seven runs of `count` calls.
  private static func runs(each count: Int = 1, _ work: () -> Void) -> [Double] {
    work()
    return (0..<7).map { _ in
      let begin = ContinuousClock.now
      for _ in 0..<count { work() }
      return (ContinuousClock.now - begin) / .milliseconds(1) / Double(count)
    }
  }
}

private final class RunningVoice {
  private var voice: SpectralVoice
  private let samples: Storage<Float>

  init(_ geometry: FrameGeometry, rate: Int) {
    voice = SpectralVoice(geometry: geometry, rate: rate, random: RandomStream(seed: 0, name: "noise"))
    samples = Storage(count: geometry.hop, repeating: 0)
  }

  func render(_ roots: UnsafePointer<Float>) { voice.render(roots: roots, into: samples.base) }
}

private final class AgentUnderTest {
  private var agent = CoExplorer(
    axes: 8, stepScales: Array(repeating: 1, count: 8), settings: CoExplorerSettings(),
    random: RandomStream(seed: 0, name: "agent"))

  init() {
    for index in 0..<200 {
      let time = Int64(index) * 100_000_000
      agent.credit(0.5, at: time)
      _ = agent.act(
        Situation(
          time: time, period: 100_000_000, openAxes: 0xff, step: 0.01, exploration: 0.1, settling: 60_000_000_000,
          curiosity: 0.1))
    }
  }

  func learn() { agent.learn() }
}
