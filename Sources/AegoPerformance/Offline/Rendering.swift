import AegoMotion
import AegoSoundFile

/// A performance pulled as fast as it goes, from a recorded stream or without input.
public final class Rendering {
  /// The performance.
  public let performance: Performance
  private let piece: Piece
  private let feed: InputFeed?
  private var opening: [Message] = []
  private var samples: [Int32]
  /// How many hops have been rendered.
  public private(set) var hops: Int64 = 0
  /// How the performance ended; nil while it goes on.
  public private(set) var ending: Event.Ending?

  /// Prepares a rendering.
  ///
  /// - Parameters:
  ///   - piece: the score with its spaces.
  ///   - arguments: what the performance is started with.
  ///   - feed: its input; nil for none. A stream that is no take has no go of its own: the piece starts at once.
  public init(_ piece: Piece, _ arguments: StartArguments, feed: InputFeed?) {
    self.piece = piece
    performance = Performance(piece.program, arguments)
    let isTake = feed?.isTake ?? false
    self.feed = feed
    if piece.program.start != .now && !isTake { opening = [Message(.go)] }
    samples = Array(repeating: 0, count: 2 * piece.program.clock.hop)
  }

  /// Renders the next hop and hands it out.
  ///
  /// - Parameter hop: its messages, its samples, and its events one by one.
  /// - Returns: whether the performance goes on.
  /// - Throws: `MotionError`, when the stream is malformed; what `hop` throws.
  public func next(_ hop: (_ messages: [Message], _ samples: [Int32], _ events: [Event]) throws -> Void)
    throws -> Bool
  {
    var messages = opening
    opening = []
    if let feed { messages += try feed.messages(for: hops) }
    let count = min(messages.count, Performance.messagesPerHop)
    let goesOn = messages.withUnsafeBufferPointer { input in
      samples.withUnsafeMutableBufferPointer { output -> Bool in
        guard let base = output.baseAddress else { return false }
        return performance.advance(input.baseAddress, count: count, into: base)
      }
    }
    var events: [Event] = []
    while let event = performance.events.pop() {
      events.append(event)
      if event.kind == .end { ending = event.ending }
    }
    hops += 1
    try hop(messages, samples, events)
    return goesOn
  }

  /// Messages and lines of the stream that were refused so far.
  public var refused: Int { feed?.refused ?? 0 }
}
