import AegoMotion
import Testing

@testable import AegoPerformance

/// What an engine plays with two hands and some commands, and what it tells of it.
private func played(_ engine: LiveEngine, hops: Int) -> [StageMoment] {
  var samples = [Int32](repeating: 0, count: 1024)
  var moments: [StageMoment] = []
  var spectrum = [Float](repeating: 0, count: engine.performance.spectrumCount)
  for hop in 0..<Int64(hops) {
    for message in handMessages(hop: hop) { engine.receive(message) }
    if hop == 50 { engine.command(Message(.fader, floats: [0.5])) }
    if hop == 90 { engine.command(Message(.hold)) }
    if hop == 120 { engine.command(Message(.hold)) }
    _ = engine.renderHop(into: &samples, isLate: false)
    while let moment = engine.stage?.next(spectrum: &spectrum) { moments.append(moment) }
  }
  return moments
}

@Suite struct StageFeedTests {
  @Test func `showing the engine changes nothing`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    // Not live, where a hop that this machine is late for would make a difference.
    func samples(isShown: Bool) -> [Int32] {
      let performance = Performance(piece.program, StartArguments(seed: 7))
      var (all, hop, moment) = ([Int32](), [Int32](repeating: 0, count: 1024), StageMoment())
      while performance.nextHop < 300 {
        let input = Watched.messages(hop: performance.nextHop)
        _ = performance.advance(input, count: input.count, into: &hop)
        if isShown { performance.copyStage(to: &moment, withAgent: true) }
        all += hop
      }
      return all
    }
    #expect(samples(isShown: true) == samples(isShown: false))
  }

  @Test func `each hop is told as it was, the agent ten times a second and at each action`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let engine = try LiveEngine(piece, StartArguments(seed: 7), hasStage: true)
    let moments = played(engine, hops: 150)
    #expect(moments.map(\.hop) == Array(0..<150))
    #expect(moments.allSatisfy { $0.leftArm.isPresent && $0.leftArm.messages == 1 && $0.leftArm.isHeard })
    #expect(moments[40].reward == 0 && moments[60].reward == 0.5)
    #expect(moments[100].isHeld && !moments[80].isHeld && !moments[130].isHeld)
    let standing = moments[95...115].map(\.inScene)
    #expect(Set(standing).count == 1)
    #expect(moments[80].left + moments[80].inScene == 1_000_000_000)
    #expect(moments[30].gain > 0.5 && moments[30].gain < 1.5 && moments[30].peak > 0)
    // Of the hops at which the agent acts, and of each ninth.
    let whole = moments.filter(\.hasAgent)
    #expect(whole.count >= 16 && whole.count < 80)
    #expect(moments[8].hasAgent && moments[8].phase == .playing && moments[8].go == .notAwaited)
    #expect(moments[60].credited > 0 && moments[60].openAxes == 1 && moments[60].axes == 8)
  }

  @Test func `what would become of a go is told before one is given`() throws {
    let text =
      scoreHead + """
        start: go
        transport: {guard: 1s}
        space: additive
        movements: [{scenes: [{dimensions: 1, for: {min: 2s, nominal: 5m, max: 10m}, until: go}, {dimensions: 2, for: 1m}]}]

        """
    let engine = try LiveEngine(try piece(text, in: TestFolder()), StartArguments(seed: 7), hasStage: true)
    var samples = [Int32](repeating: 0, count: 1024)
    var spectrum = [Float](repeating: 0, count: engine.performance.spectrumCount)
    func go(after hops: Int) -> StageMoment.Go? {
      var last: StageMoment.Go?
      for _ in 0..<hops {
        _ = engine.renderHop(into: &samples, isLate: false)
        while let moment = engine.stage?.next(spectrum: &spectrum) { last = moment.go }
      }
      return last
    }
    #expect(go(after: 5) == .ready)
    engine.command(Message(.go))
    #expect(go(after: 5) == .guarded)
    #expect(go(after: 110) == .tooEarly)
    #expect(go(after: 100) == .ready)
    engine.command(Message(.go))
    #expect(go(after: 5) == .guarded)
    #expect(go(after: 110) == .notAwaited)
  }

  @Test func `a stage that takes nothing loses hops, and the engine none`() throws {
    let engine = try LiveEngine(
      try piece(shortScore, in: TestFolder()), StartArguments(seed: 7), hasStage: true)
    var samples = [Int32](repeating: 0, count: 1024)
    for _ in 0..<300 { _ = engine.renderHop(into: &samples, isLate: false) }
    var spectrum = [Float](repeating: 0, count: engine.performance.spectrumCount)
    var hops: [Int64] = []
    while let moment = engine.stage?.next(spectrum: &spectrum) { hops.append(moment.hop) }
    #expect(hops == Array(0..<128))
    _ = engine.renderHop(into: &samples, isLate: false)
    #expect(engine.stage?.next(spectrum: &spectrum)?.hop == 300)
  }
}
