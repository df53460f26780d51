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
  public static let engine = 3
  /// The most messages that a hop consumes.
  public static let messagesPerHop = 256

  /// What the engine does, in order; whoever pulls takes it from here.
  public let events = Ring<Event>(capacity: 16384, repeating: Event(.end, at: 0))
  /// The relation of hops and time.
  public let clock: HopClock

  let start: Program.Start
  let fadeIn: Int64
  let fadeOut: Int64
  let limit: Int64
  var conductor: Conductor
  var hands: HandReward
  let agents: UnsafeMutablePointer<CoExplorer>
  let spaceCount: Int
  var sound: Sound
  private var hop: Int64 = 0
  var isPaused = false
  /// When a second stop hurried the fade out.
  var hurry = Int64.max
  /// The reward of a `/reward` message that no action has had yet; NaN for none.
  var eventReward = Float.nan

  /// Builds a performance; everything that it will ever need is allocated here.
  public init(_ program: Program, _ arguments: StartArguments) {
    clock = program.clock
    start = program.start
    fadeIn = program.fadeIn
    fadeOut = program.fadeOut
    limit = arguments.limit ?? .max
    conductor = Conductor(
      scenes: program.timeline.scenes.map(SceneEntry.init), loopStart: program.timeline.loopStart ?? -1,
      first: arguments.scene, offset: arguments.offset)
    hands = HandReward(settings: program.motion)
    spaceCount = program.spaces.count
    agents = .allocate(capacity: spaceCount)
    for (index, space) in program.spaces.enumerated() {
      var settings = CoExplorerSettings()
      settings.creditFrom = program.creditFrom
      settings.creditTo = program.creditTo
      let random = RandomStream(seed: arguments.seed, name: "agent \(index)")
      (agents + index).initialize(
        to: CoExplorer(
          axes: space.latent, stepScales: StepScales.scales(sensitivity: space.sensitivity), settings: settings,
          random: random))
    }
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

  /// Renders the next hop.
  ///
  /// - Parameters:
  ///   - messages: what the hop consumes, in order of arrival; at most 256, more are not looked at.
  ///   - count: how many they are.
  ///   - samples: set to the hop's samples, left and right interleaved, as 24-bit numbers.
  /// - Returns: whether the performance goes on after this hop.
  public func advance(
    _ messages: UnsafePointer<Message>?, count: Int, into samples: UnsafeMutablePointer<Int32>
  ) -> Bool {
    let mode = cr_enter_float_mode()
    defer { cr_restore_float_mode(mode) }
    let (now, next) = (clock.nanoseconds(hop), clock.nanoseconds(hop + 1))
    if let messages {
      for index in 0..<min(count, Performance.messagesPerHop) { consume(messages[index], at: now) }
    }
    moveHands(to: now)
    runInstants(before: next)
    if conductor.phase == .playing && hop % 2 == 0 { agents[conductor.scene.space].learn() }
    render(from: now, to: next, into: samples)
    closeAfterFade(before: next)
    hop += 1
    return conductor.phase != .over
  }
}
