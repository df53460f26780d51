import AegoPerformance

/// Makes messages of what the engine leaves in its feed; on the stage's thread.
struct Teller {
  /// A message to every client.
  enum Message {
    /// A hop's frame: an old one is worth nothing once the next has come.
    case frame([UInt8])
    /// A text that has to arrive.
    case text(String)
    /// How things stand; who comes next is told too.
    case state(String)
    /// Another version of the score is in force.
    case score(StageScore)
  }

  private let score: StageScore
  private let versions: StageVersions
  private var version = 1
  private let feed: StageFeed
  private let bands: Bands
  private var state: StateMessage
  private var events: EventMessages
  /// What who comes next is told of what was.
  private(set) var past = Recollection()
  private var spectrum: [Float]
  /// Performance time of the last hop that was told, in nanoseconds.
  private(set) var time: Int64 = 0

  init(_ versions: StageVersions, _ feed: StageFeed) {
    self.versions = versions
    score = versions.version(1)
    self.feed = feed
    bands = Bands(bins: feed.bins, rate: score.clock.rate, size: score.size)
    state = StateMessage(score)
    events = EventMessages(score.journal)
    spectrum = Array(repeating: 0, count: feed.bins)
  }

  /// What has happened since it was asked last.
  ///
  /// - Parameters:
  ///   - isHeard: whether anybody listens; who does not is spared the frames.
  ///   - figures: what is not in the feed.
  /// - Returns: the messages in the order in which they are to be sent.
  mutating func news(isHeard: Bool, _ figures: StageFigures) -> [Message] {
    var (hops, told): ([Message], [Message]) = ([], [])
    events.journal = versions.last.journal
    var wholes: [(moment: StageMoment, peak: Int32)] = []
    while let moment = feed.next(spectrum: &spectrum) {
      time = moment.time
      state.take(moment)
      if isHeard || Recollection.keeps(moment) {
        let frame = frame(moment)
        if isHeard { hops.append(.frame(frame)) }
        if Recollection.keeps(moment) { past.take(frame: frame) }
      }
      past.take(moment)
      if moment.hasAgent { wholes.append((moment, state.takePeak())) }
    }
    // After the hops: whatever happened in one of them has been told by now.
    while let event = feed.nextEvent() {
      if event.kind == .action {
        state.take(action: event)
        past.take(action: event)
      }
      if [.scene, .resumed].contains(event.kind), Int(event.version) != version {
        version = Int(event.version)
        events.journal = versions.last.journal
        told.append(.score(versions.version(version)))
      }
      if let text = events.text(event) { told.append(remembered(text)) }
    }
    return told + wholes.map { .state(state.text($0.moment, peak: $0.peak, figures)) } + hops
  }

  /// The message of something that happened around the engine.
  mutating func fault(_ detail: String) -> Message { remembered(EventMessages.fault(detail, at: time)) }

  private mutating func remembered(_ text: String) -> Message {
    past.take(text)
    return .text(text)
  }

  private func frame(_ moment: StageMoment) -> [UInt8] {
    let start = Double(score.clock.nanoseconds(moment.hop)) / 1e9
    return FrameMessage.bytes(moment, start: start, bands: bands.bytes(spectrum))
  }
}
