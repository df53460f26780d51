import AegoMotion
import CRealtime
import Glibc
import Synchronization

/// A message and the hop that consumes it.
public struct StampedMessage: BitwiseCopyable, Sendable {
  /// The hop.
  public var hop: Int64
  /// The message.
  public var message: Message

  /// A message for a hop.
  public init(hop: Int64, message: Message) {
    self.hop = hop
    self.message = message
  }
}

/// A performance pulled by a sound output, with the rings that join it to the threads beside it.
///
/// The output's thread calls `renderHop`; each ring has one thread at its other end. Any of them may stall: the sound
/// goes on, and what was lost is counted.
public final class LiveEngine: @unchecked Sendable {
  // Sendable because each member is used from one thread, or is a ring or an atomic.

  /// From the OSC receiver's thread.
  public let inbox = Ring<Message>(capacity: 4096, repeating: Message(.go))
  /// From the thread of terminal and signals.
  public let desk = Ring<Message>(capacity: 64, repeating: Message(.go))
  /// From the thread of MIDI. A hold or a pause without an argument turns round what is when its hop comes.
  public let pedals = Ring<Message>(capacity: 64, repeating: Message(.go))
  /// From the thread of the stage. A hold or a pause without an argument turns round what is when its hop comes.
  public let page = Ring<Message>(capacity: 256, repeating: Message(.go))
  /// What the stage shows; nil where there is none.
  public let stage: StageFeed?
  /// Messages of a recorded stream, ahead of their hops.
  public let stream = Ring<StampedMessage>(capacity: 4096, repeating: StampedMessage(hop: 0, message: Message(.go)))
  /// What was consumed, for the take: forty seconds of two modules at 200 Hz.
  public let consumed = Ring<StampedMessage>(capacity: 16384, repeating: StampedMessage(hop: 0, message: Message(.go)))
  /// The samples, for the take: some ten seconds.
  public let sound: BlockRing<Int32>
  /// Spectra for other programs, as many as they asked for; what finds it full is not told.
  public let spectra: BlockRing<Float>
  /// Each how many hops a spectrum is wanted; 0 for none.
  private let spectrumHops = Atomic<Int>(0)
  /// Models that are to be taken up from files, for the thread that reads them: the messages that do it then.
  public let requests = Ring<Message>(capacity: 16, repeating: Message(.go))
  /// The performance.
  public let performance: Performance
  /// What the engine does, for the take.
  public let events = Ring<Event>(capacity: 8192, repeating: Event(.end, at: 0))
  /// The same for other programs; what finds it full is not told.
  public let told = Ring<Event>(capacity: 1024, repeating: Event(.end, at: 0))
  /// Events that could not be recorded.
  public let unwritten = Atomic<Int>(0)

  /// Whether the last hop has been rendered.
  public let isOver = Atomic<Bool>(false)
  /// Messages refused because too many came in a hop.
  public let refused = Atomic<Int>(0)
  /// Consumed messages that could not be recorded.
  public let unrecorded = Atomic<Int>(0)
  /// Hops whose sound could not be recorded.
  public let unheard = Atomic<Int>(0)
  /// The longest that a hop took to render, in nanoseconds.
  public let worstHop = Atomic<Int64>(0)
  /// The most that the processor worked for a hop, in nanoseconds: what a hop took beyond it, the machine did otherwise.
  public let worstWork = Atomic<Int64>(0)
  /// How many hops were late, and kept the last spectrum to catch up.
  public let lateHops = Atomic<Int>(0)
  /// How long the scene still lasts as things stand, in nanoseconds; -1 where no scene is on.
  public let timeLeft = Atomic<Int64>(-1)
  /// Whether the rest pose of every arm is known: before, hands give no reward.
  public let isRested = Atomic<Bool>(false)
  /// The hop that is rendered next, by which performance time is told.
  public let hops = Atomic<Int64>(0)

  private let program: Program
  /// The versions of the program, the first first, for whoever tells what is played.
  private let versions: Mutex<[Program]>
  private let models: NamedModels
  private let messages: UnsafeMutablePointer<Message>
  private var waiting: StampedMessage?
  private var lastTime: Int64 = 0

  /// The states that are kept, for the take.
  let states: StateMailbox?
  /// The first hop: 0, or that of the checkpoint.
  public let firstHop: Int64

  /// Has the process keep no memory that it has freed; before anything is read, for memory is locked while it plays.
  public static func returnFreedMemory() { cr_return_freed_memory() }

  /// An engine for a piece.
  ///
  /// - Parameters:
  ///   - piece: what is played.
  ///   - arguments: what it is started with.
  ///   - models: those that the performer named.
  ///   - checkpoint: from where it goes on; nil for a piece that begins.
  ///   - keepsStates: whether checkpoints are kept, at scenes' entries and every minute.
  ///   - hasStage: whether there is a stage to be told what happens in each hop.
  /// - Throws: `PerformanceError.unusableCheckpoint`.
  public init(
    _ piece: Piece, _ arguments: StartArguments, models: NamedModels = .none, from checkpoint: Checkpoint? = nil,
    keepsStates: Bool = true, hasStage: Bool = false
  ) throws(PerformanceError) {
    self.models = models
    performance = try Performance(piece, arguments, from: checkpoint)
    versions = Mutex([piece.program.withoutNetworks()] + piece.revisions.map(\.program))
    firstHop = performance.nextHop
    states = keepsStates ? StateMailbox(performance) : nil
    stage = hasStage ? StageFeed(performance) : nil
    program = piece.program.withoutNetworks()
    sound = BlockRing(capacity: 1024, blockCount: 2 * piece.program.clock.hop, repeating: 0)
    spectra = BlockRing(capacity: 32, blockCount: performance.spectrumCount, repeating: 0)
    messages = .allocate(capacity: Performance.messagesPerHop)
    messages.initialize(repeating: Message(.go), count: Performance.messagesPerHop)
    hops.store(firstHop, ordering: .relaxed)
  }

  deinit { messages.deallocate() }

  /// Lets go a fader that was held when the state was kept from which the performance goes on: who held it is gone. Before
  /// the first hop, which consumes it.
  ///
  /// - Returns: whether one was held.
  @discardableResult public func letFaderGo() -> Bool {
    !performance.fader.isNaN && desk.push(Message(.fader, floats: [0, 0]))
  }

  /// Renders the next hop; after the performance's end, silence.
  ///
  /// - Parameters:
  ///   - samples: set to the hop's samples, left and right interleaved, 24-bit numbers.
  ///   - isLate: whether the output asks for the hop later than it should. Then, and when the hop before took longer
  ///     than it lasts, this one consumes `/aego/late`.
  /// - Returns: whether the performance goes on.
  public func renderHop(into samples: UnsafeMutablePointer<Int32>, isLate: Bool) -> Bool {
    if isOver.load(ordering: .relaxed) {
      samples.update(repeating: 0, count: sound.blockCount)
      return false
    }
    let (begin, worked) = (LiveEngine.now(CLOCK_MONOTONIC), LiveEngine.now(CLOCK_THREAD_CPUTIME_ID))
    let hop = performance.nextHop
    let isBehind = isLate || lastTime > performance.clock.nanoseconds(1)
    let count = collect(hop, isLate: isBehind)
    if let states, let cause = performance.stateCause(messages, count: count) {
      states.keep(performance, isPassing: cause == .recent)
    }
    let goesOn = performance.advance(messages, count: count, into: samples)
    for index in 0..<count where !consumed.push(StampedMessage(hop: hop, message: messages[index])) {
      unrecorded.add(1, ordering: .relaxed)
    }
    while let event = performance.events.pop() {
      if !events.push(event) { unwritten.add(1, ordering: .relaxed) }
      told.push(event)
      stage?.hear(event)
    }
    if !sound.push(samples) { unheard.add(1, ordering: .relaxed) }
    tellSpectrum(hop)
    stage?.tell(performance, messages, count: count, samples, renderTime: lastTime)
    tellStanding()
    hops.store(hop + 1, ordering: .releasing)
    let time = LiveEngine.now(CLOCK_MONOTONIC) - begin
    let work = LiveEngine.now(CLOCK_THREAD_CPUTIME_ID) - worked
    lastTime = time
    if time > worstHop.load(ordering: .relaxed) { worstHop.store(time, ordering: .relaxed) }
    if work > worstWork.load(ordering: .relaxed) { worstWork.store(work, ordering: .relaxed) }
    if !goesOn { isOver.store(true, ordering: .releasing) }
    return goesOn
  }

  private func tellStanding() {
    timeLeft.store(performance.timeLeft, ordering: .relaxed)
    isRested.store(performance.hasRestPoses, ordering: .relaxed)
  }

  private func tellSpectrum(_ hop: Int64) {
    let hops = spectrumHops.load(ordering: .relaxed)
    guard hops > 0, hop % Int64(hops) == 0, let room = spectra.room() else { return }
    performance.copySpectrum(to: room)
    spectra.push()
  }

  /// The hop's messages: that it is late, commands of the house, of the foot and of the page, then the stream's, then
  /// those of the network in their order.
  private func collect(_ hop: Int64, isLate: Bool) -> Int {
    var count = 0
    if isLate {
      messages[count] = Message(.late)
      count += 1
      lateHops.add(1, ordering: .relaxed)
    }
    while count < Performance.messagesPerHop, let message = desk.pop() {
      messages[count] = message
      count += 1
    }
    while count < Performance.messagesPerHop, let message = pedals.pop() {
      messages[count] = performance.turned(message)
      count += 1
    }
    while count < Performance.messagesPerHop, let message = page.pop() {
      messages[count] = performance.turned(message)
      count += 1
    }
    if waiting == nil { waiting = stream.pop() }
    while let next = waiting, next.hop <= hop {
      append(next.message, &count)
      waiting = stream.pop()
    }
    while let message = inbox.pop() { append(message, &count) }
    return count
  }

  private func append(_ message: Message, _ count: inout Int) {
    guard count < Performance.messagesPerHop else {
      refused.add(1, ordering: .relaxed)
      return
    }
    messages[count] = message
    count += 1
  }

  /// Takes a message from the receiver's thread; one that finds the ring full is refused and counted.
  public func receive(_ message: Message) {
    if message.address == .spectrum { return spectrumHops.store(Int(message.number(0)), ordering: .relaxed) }
    let isTaken = models.state(for: message).map { requests.push($0) } ?? inbox.push(message)
    if !isTaken { refused.add(1, ordering: .relaxed) }
  }

  /// Takes a command of the foot from MIDI's thread; one that finds the ring full is refused and counted.
  public func press(_ message: Message) {
    if !pedals.push(message) { refused.add(1, ordering: .relaxed) }
  }

  /// Takes a message of the page from the stage's thread; one that finds the ring full is refused and counted.
  ///
  /// - Parameter message: what was commanded.
  /// - Returns: whether it was taken.
  @discardableResult public func command(_ message: Message) -> Bool {
    let isTaken = page.push(message)
    if !isTaken { refused.add(1, ordering: .relaxed) }
    return isTaken
  }

  /// Makes a later version of the score ready and has it come into force with the next scene. From the thread of terminal
  /// and signals.
  ///
  /// - Parameter revision: the version, its number the next one.
  /// - Returns: false where too many wait already.
  public func reload(_ revision: Revision) -> Bool {
    performance.append(revision.program)
    versions.withLock { $0.append(revision.program) }
    guard performance.offerVersion(revision.number) else { return false }
    return desk.push(Message(.score, integers: [Int32(revision.number)]))
  }

  /// A version of the program by its number, counted from 1.
  func version(_ number: Int32) -> Program { versions.withLock { $0[Int(number) - 1] } }

  /// What the agents have learnt, once the engine is over.
  var learnt: Learnt { performance.learnt(program) }

  private static func now(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
