import AegoMotion

/// Gives each hop the messages of a recorded stream that it consumes.
///
/// A take's input carries the very times of its hops; the first line of another stream is time 0.
public final class InputFeed {
  /// Whether the stream is a take's input, which holds its own go.
  public let isTake: Bool
  /// The seed that the stream's performance drew, if it says one.
  public let seed: UInt64?
  /// Messages that came too many in a hop, and lines that are not for the engine.
  public private(set) var refused = 0
  /// The first of them.
  public private(set) var firstRefused: RefusedLine?
  /// The address of a module that is on no arm, where the stream has one.
  public private(set) var unexpected: String?

  private let reader: StreamReader
  private let vocabulary: Vocabulary
  private let models: NamedModels
  private let changesScore: Bool
  private let passedOver: Int64
  private let shift: Int64
  private var waiting: StreamEntry?
  private var messages: [Message] = []

  /// A line that is not for the engine.
  public struct RefusedLine: Sendable, Equatable {
    /// Its number, counted from 1.
    public var line: Int
    /// The address of its message; empty where that is not what was wrong.
    public var address: String
    /// Why; nil for one that came too many in a hop.
    public var reason: Refusal?
  }

  /// Opens a stream and reads its header.
  ///
  /// - Parameters:
  ///   - path: a take's `input.osc`, or what `oscdump` wrote.
  ///   - vocabulary: the names that its messages may have.
  ///   - models: the files that its messages may have taken up.
  ///   - firstHop: the hop of a take's input that comes first; what lies before it is passed over.
  ///   - startHop: the performance's first hop: that of the take's first hop, and of another stream's beginning.
  ///   - changesScore: whether the take's own score is played, by whose later versions it goes on; any other has its own.
  /// - Throws: `MotionError`, when the file cannot be read or its first lines are malformed.
  public init(
    path: String, vocabulary: Vocabulary, models: NamedModels = .none, firstHop: Int64 = 0, startHop: Int64 = 0,
    changesScore: Bool = false
  ) throws(MotionError) {
    reader = try StreamReader(path: path, vocabulary: vocabulary)
    self.vocabulary = vocabulary
    self.models = models
    self.changesScore = changesScore
    var (header, drawn): (Bool, UInt64?) = (false, nil)
    var entry = try reader.next()
    header: while let line = entry {
      switch line.content {
      case .take: header = true
      case .seed(let seed): drawn = seed
      default: break header
      }
      entry = try reader.next()
    }
    waiting = entry
    isTake = header
    passedOver = header ? firstHop : 0
    shift = startHop - passedOver
    seed = drawn
    messages.reserveCapacity(Performance.messagesPerHop)
  }

  /// Whether nothing is left.
  public var isOver: Bool { waiting == nil }

  /// The messages that hop `hop` consumes, at most 256.
  ///
  /// - Throws: `MotionError.malformed`, when the stream's next line is.
  public func messages(for hop: Int64) throws(MotionError) -> [Message] {
    messages.removeAll(keepingCapacity: true)
    while let entry = waiting, Timetag.hop(consuming: entry.timetag) + shift <= hop {
      if Timetag.hop(consuming: entry.timetag) >= passedOver { take(entry) }
      waiting = try reader.next()
    }
    return messages
  }

  private func take(_ entry: StreamEntry) {
    let content = entry.content
    if case .refused(.unexpectedModule, let address) = content, unexpected == nil { unexpected = address }
    if case .message(let message) = content, message.address == .score, !changesScore { return }
    guard let message = message(content), messages.count < Performance.messagesPerHop else {
      refused += 1
      if firstRefused == nil { firstRefused = InputFeed.refusal(of: entry) }
      return
    }
    messages.append(message)
  }

  private static func refusal(of entry: StreamEntry) -> RefusedLine {
    switch entry.content {
    case .unknown(let address): RefusedLine(line: entry.line, address: address, reason: .unknownAddress)
    case .refused(let reason, let address): RefusedLine(line: entry.line, address: address, reason: reason)
    case .jump: RefusedLine(line: entry.line, address: "/aego/jump", reason: .unknownScene)
    case .message, .take, .seed: RefusedLine(line: entry.line, address: "", reason: nil)
    }
  }

  /// What the engine gets of a message: nothing of a request that is not for it, and nothing of what only the machine
  /// itself does, where the stream is no take.
  private func forEngine(_ message: Message) -> Message? {
    switch message.address {
    case .spectrum: nil
    case .state where !isTake: nil
    case .score where !isTake: nil
    default: models.state(for: message) ?? message
    }
  }

  private func message(_ content: StreamEntry.Content) -> Message? {
    switch content {
    case .message(let message): forEngine(message)
    case .jump(let name):
      vocabulary.scene(name).map { Message(.jump, integers: [$0]) }
    case .take, .seed, .unknown, .refused: nil
    }
  }
}
