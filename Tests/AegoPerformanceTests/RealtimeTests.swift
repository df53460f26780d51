import AegoMotion
import CRealtime
import Testing

@testable import AegoPerformance

/// What one watched call of the engine needs.
final class Watched {
  let performance: Performance
  let state: UnsafeMutableRawPointer
  let capacity: Int
  var keptStates = 0
  let samples = UnsafeMutablePointer<Int32>.allocate(capacity: 1024)
  let moment = UnsafeMutablePointer<StageMoment>.allocate(capacity: 1)
  let messages = UnsafeMutablePointer<Message>.allocate(capacity: Performance.messagesPerHop)
  var count = 0
  var goesOn = true

  init(_ piece: Piece) {
    performance = Performance(piece.program, StartArguments(seed: 7))
    capacity = performance.stateCapacity
    state = .allocate(byteCount: capacity, alignment: 64)
    messages.initialize(repeating: Message(.go), count: Performance.messagesPerHop)
    moment.initialize(to: StageMoment())
  }

  /// Whatever plays the agent.
  static let playing =
    [
      Message(.superLike, integers: [1]), Message(.exploreAction), Message(.undo), Message(.undo),
      Message(.exploreState), Message(.previousState), Message(.nextState),
      Message(.newSpeed, integers: [-1]),
      Message(.resample, integers: [1]), Message(.toward, floats: [1, 0.5, 0, 0, -0.5, 0, 0, 0]),
    ]
    + [
      Message(.mark, name: "liked"), Message(.return, name: "liked"), Message(.saveModel, name: "known"),
      Message(.loadModel, name: "known"),
    ].compactMap(\.self)

  /// Whatever conducts, a few at a time.
  static let transport = [
    [Message(.go), Message(.go), Message(.hold, floats: [1])], [Message(.back), Message(.hold, floats: [0])],
    [Message(.repeat), Message(.panic)], [Message(.panic), Message(.jump, integers: [1])], [Message(.go)],
  ]

  deinit {
    state.deallocate()
    samples.deallocate()
    moment.deallocate()
    messages.deallocate()
  }

  /// Hands that turn, and every kind of message, while they play `changeful`.
  static func messages(hop: Int64) -> [Message] {
    var input = handMessages(hop: hop)
    if hop % 60 == 30 { input.append(Message(.fader, floats: hop % 120 == 30 ? [0.4] : [0, 0])) }
    if hop % 7 == 0 { input.append(Message(.reward, floats: [hop % 2 == 0 ? 0.8 : -0.6])) }
    if hop == 60 { input.append(Message(.samplePosition, floats: Array(repeating: 0.3, count: 8))) }
    if hop == 90 { input += [Message(.rest), Message(.resetModel), Message(.go)] }
    if hop % 40 == 20 { input += Watched.playing }
    if hop % 90 == 80 { input.append(Message(.pause, integers: [hop % 180 == 80 ? 1 : 0])) }
    if hop % 50 == 0 { input.append(Message(.late)) }
    if hop < 600, hop % 30 == 10 { input += Watched.transport[Int(hop / 30) % Watched.transport.count] }
    return input
  }

  /// Puts the hop's messages in their place; not watched.
  func prepare() {
    let input = Watched.messages(hop: performance.nextHop)
    count = input.count
    for (index, message) in input.enumerated() { messages[index] = message }
  }

  /// One more message for the hop.
  func add(_ message: Message) {
    messages[count] = message
    count += 1
  }

  func advance() {
    cr_run_realtime(
      { context in
        guard let context else { return }
        Unmanaged<Watched>.fromOpaque(context)._withUnsafeGuaranteedRef { watched in
          if watched.performance.stateCause(watched.messages, count: watched.count) != nil {
            watched.keptStates +=
              watched.performance.copyState(to: watched.state, capacity: watched.capacity) > 0 ? 1 : 0
          }
          watched.goesOn = watched.performance.advance(watched.messages, count: watched.count, into: watched.samples)
          watched.performance.copyStage(to: watched.moment, withAgent: true)
        }
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

/// `make rtsan` runs these with RealtimeSanitizer, which aborts at whatever allocates, locks or waits; without it they
/// show that a performance with every kind of message goes through.
@Suite struct RealtimeTests {
  /// Scenes that carry, forget, jump, close and end by conditions, after a wait for stillness.
  static let changeful =
    scoreHead.replacing("seed: 7", with: "seed: 7\nstart: {stillness: 2s}") + """
      period: {between: [20ms, 60ms], every: 1100ms}
      sense: 1..-1
      movements:
        - name: changeful
          repeat: 2
          scenes:
            - {space: additive, dimensions: 8, for: {nominal: 1s, max: 2s}, until: [go, {stillness: 700ms}, {settled: 500ms}]}
            - {space: instruments, dimensions: [2, 5], for: 500ms, voice: sines, memory: carry, crossfade: 200ms}
            - {space: additive, dimensions: 3, for: 500ms, memory: fresh, enter: random, crossfade: 800ms}
            - {space: instruments, dimensions: 0, for: {max: 500ms}, until: {reward: below 0.1, for: 300ms}, enter: home, level: silent}

      """

  @Test(arguments: [shortScore, changeful])
  func `a performance with learning, scene changes and commands calls nothing that may block`(text: String) throws {
    let watched = Watched(try piece(text, in: TestFolder()))
    while watched.goesOn {
      watched.prepare()
      watched.advance()
      while watched.performance.events.pop() != nil {}
    }
    #expect(watched.performance.nextHop > 400)
    #expect(watched.keptStates > 2)
  }

  @Test func `a score that is replaced again and again calls nothing that may block`() throws {
    var piece = try piece(RealtimeTests.changeful, in: TestFolder())
    let watched = Watched(piece)
    // One scene more and one scene less in turn, with other conditions and controls.
    let more = RealtimeTests.changeful.replacing(
      "    scenes:\n",
      with: "    scenes:\n      - {name: new, space: instruments, for: {max: 300ms}, until: {stillness: 100ms}}\n"
    ).replacing("period:", with: "controls: {left.button: jump new}\nperiod:")
    while watched.goesOn {
      watched.prepare()
      let hop = watched.performance.nextHop
      if hop < 900, hop % 25 == 3 {
        let text = hop % 50 == 3 ? more : RealtimeTests.changeful
        let revision = try piece.revision(Array(text.utf8), path: "score.yaml")
        piece.append(revision)
        watched.performance.append(revision.program)
        if watched.performance.offerVersion(revision.number) {
          watched.add(Message(.score, integers: [Int32(revision.number)]))
        }
      }
      watched.advance()
      while watched.performance.events.pop() != nil {}
    }
    #expect(watched.performance.lastVersion > 15 && watched.keptStates > 2)
    // What is not in force any more has been let go.
    #expect(watched.performance.heldScores.count < 10)
  }
}
