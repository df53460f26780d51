import AegoMotion
import AegoSoundFile

/// A performance pulled as fast as it goes, from a recorded stream or without input.
public final class Rendering {
  /// The performance.
  public let performance: Performance
  /// The files of learned state that it takes up.
  public let files: StateFiles
  private let piece: Piece
  private let feed: InputFeed?
  private var opening: [Message] = []
  private var samples: [Int32]
  private let hopsAhead: Int
  private var stopsWhereHeld: Bool
  /// Hops that were decided and sounded together, the next one last.
  private var ready: [Hop] = []
  private var decided: Int64 = 0
  private var isDecided = false
  private var failure: (any Error)?
  /// The first hop: 0, or that of the checkpoint.
  public let firstHop: Int64
  /// How many hops have been handed out.
  public private(set) var hops: Int64 = 0
  /// How the performance ended; nil while it goes on.
  public private(set) var ending: Event.Ending?

  /// Takes the engine's states, where they are kept.
  private let record: ((Checkpoint) throws -> Void)?
  /// Messages of the hop that is decided next, where they have been read.
  private var collected: [Message]?

  private struct Hop {
    var messages: [Message]
    var events: [Event]
    var samples: [Int32] = []
    var goesOn: Bool
  }

  /// Prepares a rendering.
  ///
  /// - Parameters:
  ///   - piece: the score with its spaces.
  ///   - arguments: what the performance is started with.
  ///   - feed: its input; nil for none. A stream that is no take has no go of its own: the piece starts at once.
  ///   - files: reads the learned states that the input has taken up; none looks where the input says.
  ///   - stopsWhereHeld: whether the performance is stopped where the input is over and score time stands: on hold or in a
  ///     panic, from which nothing would lead on. A replay does what its take did.
  ///   - checkpoint: from where it goes on; nil for a piece that begins.
  ///   - hopsAhead: how many hops are decided before they are decoded together, 1...64; the result is the same.
  ///   - record: takes the engine's states at scenes' entries and every minute; nil where none are kept.
  /// - Throws: `PerformanceError.unusableCheckpoint`.
  public init(
    _ piece: Piece, _ arguments: StartArguments, feed: InputFeed?, files: StateFiles? = nil,
    stopsWhereHeld: Bool = false, from checkpoint: Checkpoint? = nil, hopsAhead: Int = Performance.hopsAhead,
    record: ((Checkpoint) throws -> Void)? = nil
  ) throws(PerformanceError) {
    self.record = record
    self.hopsAhead = min(max(hopsAhead, 1), Performance.hopsAhead)
    self.piece = piece
    self.stopsWhereHeld = stopsWhereHeld
    self.files = files ?? StateFiles(piece)
    performance = try Performance(piece, arguments, from: checkpoint)
    firstHop = performance.nextHop
    decided = firstHop
    let isTake = feed?.isTake ?? false
    self.feed = feed
    if piece.program.start != .now && !isTake && performance.isWaiting { opening = [Message(.go)] }
    samples = Array(repeating: 0, count: 2 * piece.program.clock.hop * Performance.hopsAhead)
  }

  /// What the agents have learnt, once all hops are handed out.
  public var learnt: Learnt { performance.learnt(piece.program) }

  /// Hands out the next hop.
  ///
  /// - Parameter hop: its messages, its samples, and its events one by one.
  /// - Returns: whether the performance goes on.
  /// - Throws: `MotionError`, when the stream is malformed; `PerformanceError.unusableState`, when it names a file that
  ///   cannot be taken up; what `hop` throws.
  public func next(_ hop: (_ messages: [Message], _ samples: [Int32], _ events: [Event]) throws -> Void)
    throws -> Bool
  {
    if ready.isEmpty { renderAhead() }
    guard let next = ready.popLast() else {
      if let failure { throw failure }
      return false
    }
    for event in next.events where event.kind == .end { ending = event.ending }
    hops += 1
    try hop(next.messages, next.samples, next.events)
    return next.goesOn
  }

  /// Decides the next hops, then sounds them. A fault of the stream ends them; it is told after those before it.
  private func renderAhead() {
    var hops: [Hop] = []
    while hops.count < hopsAhead && failure == nil && !isDecided {
      do {
        let messages = try collect()
        if record != nil, isWorthKeeping(messages) {
          // What was decided sounds first, so that the state is that of one moment.
          if !hops.isEmpty { break }
          try record?(Checkpoint(of: performance))
        }
        hops.append(decide(messages))
      } catch { failure = error }
    }
    samples.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { performance.sound(into: base) }
    }
    let length = 2 * piece.program.clock.hop
    for index in hops.indices { hops[index].samples = Array(samples[length * index..<length * (index + 1)]) }
    ready = hops.reversed()
  }

  private func isWorthKeeping(_ messages: [Message]) -> Bool {
    let cause = performance.stateCause(messages, count: messages.count)
    // Nothing breaks off a rendering that one would go on with.
    return cause == .scene || cause == .minute
  }

  /// The messages of the hop that is decided next, read once.
  private func collect() throws -> [Message] {
    if let collected { return collected }
    var messages = opening
    opening = []
    if let feed { messages += try feed.messages(for: decided) }
    if stopsWhereHeld, feed?.isOver == true, performance.isStanding {
      messages.append(Message(.stop))
      stopsWhereHeld = false
    }
    messages.removeLast(max(0, messages.count - Performance.messagesPerHop))
    try files.prepare(messages, for: performance)
    collected = messages
    return messages
  }

  private func decide(_ messages: [Message]) -> Hop {
    collected = nil
    let goesOn = performance.decide(messages, count: messages.count)
    decided += 1
    isDecided = !goesOn
    var events: [Event] = []
    while let event = performance.events.pop() { events.append(event) }
    return Hop(messages: messages, events: events, goesOn: goesOn)
  }

  /// Messages and lines of the stream that were refused so far.
  public var refused: Int { feed?.refused ?? 0 }
}
