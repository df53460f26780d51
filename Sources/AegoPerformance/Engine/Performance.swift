import AegoAgent
import AegoMotion
import AegoNumerics
import AegoSpace
import CRealtime
import Synchronization

/// One performance: conductor, reward, agents, spaces and synthesis, pulled hop by hop.
///
/// The same program, start arguments and messages give the same events and the same samples, bit for bit, whoever
/// pulls and however fast. `advance` neither allocates, locks, waits, throws nor asks for the time.
public final class Performance: @unchecked Sendable {
  // Sendable so that it can be built on one thread and played on another; one thread at a time calls `advance`.

  /// Raised by every change of the program that alters a sample or a line of the journal.
  public static let engine = 12
  /// The most messages that a hop consumes.
  public static let messagesPerHop = 256

  /// What the engine does, in order; whoever pulls takes it from here.
  public let events = Ring<Event>(capacity: 2048, repeating: Event(.end, at: 0))
  /// The relation of hops and time.
  public let clock: HopClock

  let start: Program.Start
  let fadeIn: Int64
  let limit: Int64
  /// The fade out of a performance that ends by its limit: at most a third of it, so that a short one is not all fade.
  let limitedFadeOut: Int64
  var conductor: Conductor
  var hands: HandReward
  let agents: UnsafeMutablePointer<CoExplorer>
  let spaceCount: Int
  let spaceGains: Storage<Float>
  var path = SoundPath()
  var panicFade = PanicFade()
  private var sound: Sound
  /// The next hop that is decided.
  var hop: Int64 = 0
  /// What was decided and has not sounded yet.
  private let frames = Storage<SoundFrame>(count: Performance.hopsAhead, repeating: SoundFrame())
  private var framesAhead = 0
  /// How many hops have been silent since the piece was over.
  private var silentHops = 0
  var isPaused = false
  /// Whether this hop is late: it decodes nothing and leaves its learning to a later one.
  var isLate = false
  /// How many commands that take long this hop has carried out.
  var dearCommands = 0
  /// From when on `limit` counts at the earliest.
  var limitStart: Int64 = 0
  /// Where the performance has gone on from a kept state.
  var resumption = Resumption()
  /// How many gradient steps are due.
  var stepsDue = 0
  /// When a second stop hurried the fade out.
  var hurry = Int64.max
  /// The reward of a `/reward` message that no action has had yet; NaN for none.
  var eventReward = Float.nan
  /// The reward that a fader holds, before the score's `sense`; NaN where nobody holds it.
  var fader = Float.nan
  /// The places that the performer keeps.
  var marks = Marks()
  /// What agents have learnt, as the performer keeps it.
  var models: KeptModels
  /// What was read for `/aego/state` and waits for it.
  let offers = Ring<OfferedModels>(capacity: 64, repeating: OfferedModels())
  let offersTaken = Atomic<Int>(0)
  // On the side that offers: the offers that may not have been taken yet, and how many were and are let go.
  var heldOffers: [ModelOffer] = []
  var offersDropped = 0
  /// Versions of the score that wait for their `/aego/score`.
  let scores = Ring<ScoreTables?>(capacity: 16, repeating: nil)
  /// The version of the score that is in force, as the other threads may know it.
  let versionInForce = Atomic<Int>(1)
  // On the side that offers: what the versions are made of by their numbers, and those that may still be read.
  var programs: [Program] = []
  var heldScores: [ScoreVersion] = []
  let firstScore: ScoreVersion
  /// The versions of the score as a state has them.
  var keptVersions = VersionNumbers()
  /// A message's numbers.
  let numbers = Storage<Float>(count: Message.capacity, repeating: 0)

  /// Builds a performance; everything that it will ever need is allocated here, but for later versions of its score.
  ///
  /// - Parameters:
  ///   - program: what is played.
  ///   - arguments: what it is started with.
  ///   - revisions: the later versions of the program that are known already, in their order.
  public init(_ program: Program, _ arguments: StartArguments, revisions: [Program] = []) {
    clock = program.clock
    start = program.start
    fadeIn = program.fadeIn
    limit = arguments.limit ?? .max
    limitedFadeOut = min(program.fadeOut, (arguments.limit ?? .max) / 3)
    firstScore = ScoreVersion(program)
    conductor = Conductor(
      firstScore.tables, first: arguments.scene, offset: arguments.offset, loops: program.rehearsal.loops)
    programs = [program.withoutNetworks()] + revisions
    hands = HandReward(settings: program.motion)
    spaceCount = program.spaces.count
    agents = .allocate(capacity: spaceCount)
    var modelSize = 0
    for index in 0..<spaceCount {
      (agents + index).initialize(to: program.agent(index, seed: arguments.seed))
      modelSize = max(modelSize, agents[index].modelSize())
      guard !program.states[index].isEmpty else { continue }
      let isTaken = agents[index].restore(program.states[index], at: 0)
      precondition(isTaken, "a state is checked when the piece is loaded")
    }
    models = KeptModels(size: modelSize)
    spaceGains = Storage(program.gains.map { Float(Portable.amplitude(decibels: $0)) })
    sound = Sound(program, seed: arguments.seed)
  }

  deinit {
    agents.deinitialize(count: spaceCount)
    agents.deallocate()
  }

  /// How many events found the ring full and are lost to the journal.
  public let lostEvents = Atomic<Int>(0)

  func emit(_ event: Event) {
    if !events.push(event) { lostEvents.add(1, ordering: .relaxed) }
  }

  /// The index of the next hop.
  public var nextHop: Int64 { hop }

  /// Whether the piece has not begun.
  public var isWaiting: Bool { conductor.phase == .waiting }

  /// Whether the piece is on and score time stands: on hold, or in a panic.
  public var isStanding: Bool { conductor.phase == .playing && conductor.standsSince < .max }

  /// Whether every hop that was decided has sounded.
  var hasSounded: Bool { framesAhead == 0 }

  /// The sound begins anew from silence.
  func cutSound() {
    path.cut()
    sound.cut()
  }

  func passSound(through copier: inout StateCopier) {
    sound.pass(through: &copier)
    copier.pass(&silentHops)
  }

  /// How many hops can be decided before they sound.
  public static let hopsAhead = 64

  /// Decides and sounds the next hop.
  ///
  /// - Parameters:
  ///   - messages: what the hop consumes, in order of arrival; at most 256, more are not looked at.
  ///   - count: how many they are.
  ///   - samples: set to the hop's samples, left and right interleaved, as 24-bit numbers.
  /// - Returns: whether the performance goes on after this hop.
  @_noLocks public func advance(
    _ messages: UnsafePointer<Message>?, count: Int, into samples: UnsafeMutablePointer<Int32>
  ) -> Bool {
    let goesOn = decide(messages, count: count)
    sound(into: samples)
    return goesOn
  }

  /// Decides the next hop: consumes its messages, executes its instants, learns. What it sounds like is kept for
  /// `sound(into:)`; at most `hopsAhead` hops may wait for it.
  ///
  /// Since sound decides nothing, a rendering decides several hops and decodes them in one pass over the weights.
  ///
  /// - Parameters:
  ///   - messages: what the hop consumes, in order of arrival; at most 256, more are not looked at.
  ///   - count: how many they are.
  /// - Returns: whether the performance goes on after this hop.
  @_noLocks public func decide(_ messages: UnsafePointer<Message>?, count: Int) -> Bool {
    guard framesAhead < Performance.hopsAhead else { preconditionFailure("the decided hops have to sound first") }
    let mode = cr_enter_float_mode()
    defer { cr_restore_float_mode(mode) }
    let (now, next) = (clock.nanoseconds(hop), clock.nanoseconds(hop + 1))
    isLate = false
    dearCommands = 0
    tellResumption(messages, count: count, at: now)
    if conductor.phase != .over {
      if let messages {
        for index in 0..<min(count, Performance.messagesPerHop) { consume(messages[index], at: now) }
      }
      moveHands(to: now)
      runInstants(before: next)
      learn()
    }
    frames[framesAhead] = frame(from: now, to: next)
    framesAhead += 1
    closeAfterFade(before: next)
    hop += 1
    // Not before all is done by the version that was in force, which may be let go then.
    versionInForce.store(Int(conductor.score.number), ordering: .releasing)
    return isSounding()
  }

  /// Whether there is sound to come: after the piece's end the gain takes a few hops where the fade out was too short
  /// for it, and the limiter gives what it holds.
  private func isSounding() -> Bool {
    if conductor.phase != .over { return true }
    if path.isSilent { silentHops += 1 }
    return (silentHops - 1) * clock.hop < Sound.latency
  }

  /// Sounds the hops that were decided.
  ///
  /// - Parameter samples: set to their samples, left and right interleaved, as 24-bit numbers.
  @_noLocks public func sound(into samples: UnsafeMutablePointer<Int32>) {
    let mode = cr_enter_float_mode()
    defer { cr_restore_float_mode(mode) }
    sound.render(frames.base, count: framesAhead, into: samples)
    framesAhead = 0
  }

  /// How many numbers `copySpectrum` sets.
  public var spectrumCount: Int { sound.spectrumCount }

  /// The spectrum that sounded last, from the thread that plays.
  ///
  /// - Parameter magnitudes: set to the magnitudes of all bins, from bin 0 on, level and fades included; the squares of a
  ///   spectrum at 0 dB sum to about 1.
  public func copySpectrum(to magnitudes: UnsafeMutablePointer<Float>) {
    sound.copySpectrum(to: magnitudes, unity: path.reference)
  }

  /// The amplitude that sounded last: level, fades and the space's own gain; 1 is 0 dB.
  var soundingGain: Float { sound.gain / path.reference }

  /// A gradient step is due each second hop, and each hop where the agent acts so fast. A late hop takes none; the next
  /// that is in time does.
  private func learn() {
    guard conductor.isActing else { return }
    var isDue = hop % 2 == 0
    if conductor.pace < clock.nanoseconds(2) { isDue = true }
    if isDue, stepsDue < Performance.mostStepsDue { stepsDue += 1 }
    guard !isLate, stepsDue > 0 else { return }
    agents[conductor.scene.space].learn()
    stepsDue -= 1
  }

  /// How many gradient steps are made up for at most: those of a third of a second.
  private static let mostStepsDue = 16
}

extension Performance {
  /// Where a performance stands in the piece.
  public enum Phase: UInt8, BitwiseCopyable, Sendable {
    /// The piece has not begun.
    case waiting
    /// The piece is on.
    case playing
    /// The piece fades out.
    case ending
    /// It is over.
    case over
  }
}
