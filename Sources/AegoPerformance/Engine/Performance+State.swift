import AegoMotion
import AegoNumerics

/// The whole engine between two hops, kept and taken up again: a performance goes on from there to the bit.
extension Performance {
  /// Why a state is to be kept before a hop.
  public enum StateCause: UInt8, Sendable {
    /// The hop enters a scene, as far as that can be foreseen.
    case scene
    /// A minute has gone by since the last.
    case minute
    /// Ten seconds have gone by: of use until the next is kept, so that a performance that breaks off is soon on again.
    case recent
  }

  /// How often a state is kept for good at least, and how often one for a while, in nanoseconds.
  private static let lasting: Int64 = 60_000_000_000
  private static let passing: Int64 = 10_000_000_000

  /// Whether the state before the next hop is worth keeping: where the hop is to enter a scene, every minute, and for a while every ten seconds.
  ///
  /// What is foreseen may not come, and a condition that begins to hold in the very hop in which it ends its scene is not
  /// foreseen: a state is a place to start from, and the input leads on from there to any other.
  ///
  /// - Parameters:
  ///   - messages: what the hop is to consume.
  ///   - count: how many they are.
  /// - Returns: why; nil where it is not.
  @_noLocks public func stateCause(_ messages: UnsafePointer<Message>?, count: Int) -> StateCause? {
    let (now, next) = (clock.nanoseconds(hop), clock.nanoseconds(hop + 1))
    switch conductor.phase {
    case .waiting: if case .now = start { return .scene }
    case .playing: if conductor.sceneEnd.time < next { return .scene }
    case .ending, .over: return nil
    }
    if let messages {
      for index in 0..<min(count, Performance.messagesPerHop) where entersScene(messages[index], at: now) {
        return .scene
      }
    }
    let before = clock.nanoseconds(hop - 1)
    guard hop > 0, now / Performance.passing != before / Performance.passing else { return nil }
    return now / Performance.lasting != before / Performance.lasting ? .minute : .recent
  }

  /// Whether a command leads into another scene, as things stand.
  private func entersScene(_ message: Message, at now: Int64) -> Bool {
    switch message.address {
    case .back, .repeat, .jump: break
    case .go: if conductor.panic != .none { return false }
    default: return false
    }
    return conductor.transportRefusal(of: message, at: now) == nil
  }

  /// How many bytes the state takes now.
  var stateSize: Int {
    var copier = StateCopier()
    pass(through: &copier)
    return copier.size
  }

  /// How many bytes it takes at most: with all the models that a performer can keep.
  public var stateCapacity: Int { stateSize + models.room }

  /// Keeps the state before the next hop; every hop that was decided has sounded.
  ///
  /// - Parameters:
  ///   - memory: where to.
  ///   - capacity: how many bytes fit there: `stateCapacity`.
  /// - Returns: how many bytes it took.
  @_noLocks public func copyState(to memory: UnsafeMutableRawPointer, capacity: Int) -> Int {
    guard hasSounded else { preconditionFailure("the decided hops have to sound first") }
    var copier = StateCopier(memory, capacity: capacity, isReading: false)
    pass(through: &copier)
    return copier.size
  }

  /// Goes on from a state that a performance of the same program, by the same engine and with the same seed, has kept;
  /// the versions of its score that it was kept under are known.
  /// Not for the thread that plays.
  ///
  /// - Parameters:
  ///   - state: what `copyState` wrote.
  ///   - fade: over which time the sound fades in, in nanoseconds; 0 for none.
  /// - Returns: false where the bytes are no such state; the performance is to be thrown away then.
  public func takeUp(_ state: UnsafeRawBufferPointer, fadingIn fade: Int64 = 0) -> Bool {
    guard let base = state.baseAddress, state.count >= MemoryLayout<Int64>.size else { return false }
    var copier = StateCopier(UnsafeMutableRawPointer(mutating: base), capacity: state.count, isReading: true)
    pass(through: &copier)
    guard copier.size == state.count, adopt(keptVersions), conductor.isSound else { return false }
    let now = clock.nanoseconds(hop)
    limitStart = now
    resumption = Resumption(start: now, fade: fade, isTold: false)
    if fade > 0 { cutSound() }
    return true
  }

  private func pass(through copier: inout StateCopier) {
    copier.pass(&hop)
    let (inForce, coming) = conductor.versions
    keptVersions = VersionNumbers(inForce: inForce, coming: coming)
    copier.pass(&keptVersions)
    conductor.pass(through: &copier)
    copier.pass(&hands)
    for index in 0..<spaceCount { agents[index].pass(through: &copier) }
    copier.pass(&path)
    copier.pass(&panicFade)
    passSound(through: &copier)
    copier.pass(&isPaused)
    copier.pass(&stepsDue)
    copier.pass(&hurry)
    copier.pass(&eventReward)
    copier.pass(&fader)
    marks.pass(through: &copier)
    models.pass(through: &copier)
  }
}

/// Where a performance has gone on from a state.
struct Resumption: BitwiseCopyable {
  /// The performance time.
  var start: Int64 = 0
  /// How long the sound takes to be back, in nanoseconds.
  var fade: Int64 = 0
  /// Whether the journal has been told, or need not be.
  var isTold = true

  /// The amplitude at a time, 0...1.
  func amplitude(at time: Int64) -> Double {
    time - start >= fade ? 1 : Portable.sin(.pi / 2 * Double(max(0, time - start)) / Double(fade))
  }
}
