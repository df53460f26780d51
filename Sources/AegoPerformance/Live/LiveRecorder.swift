import AegoMotion

/// Takes what a live engine leaves in its rings to the take; on a thread of its own, at its own pace.
///
/// A take that cannot be written any more is given up: the fault is told and the performance goes on.
public final class LiveRecorder {
  private let engine: LiveEngine
  private let files: StateFiles
  private let clock: HopClock
  private var take: TakeWriter?
  /// Whether the take was given up because it could not be written.
  public private(set) var isTakeLost = false
  private var samples: [Int32]
  private var lastFlush: Int64 = 0
  private var toldRefused = 0
  private var toldRefusedAt: Int64 = -1_000_000_000

  /// What the recorder tells: an event of the engine, or a fault in words.
  public enum News: Sendable {
    /// The engine did something.
    case event(Event)
    /// Something happened around it.
    case fault(String)
  }

  /// A recorder of an engine.
  ///
  /// - Parameters:
  ///   - engine: what is recorded.
  ///   - take: where to; nil for a performance without a take.
  ///   - files: what the engine is offered from files.
  public init(_ engine: LiveEngine, take: TakeWriter?, files: StateFiles) {
    self.engine = engine
    self.files = files
    self.take = take
    clock = engine.performance.clock
    samples = Array(repeating: 0, count: engine.sound.blockCount)
  }

  /// Empties the rings and says what was in them.
  public func drain() -> [News] {
    // Before the rings: of these hops, all is in them.
    let hop = engine.hops.load(ordering: .acquiring)
    var news: [News] = []
    var happened: [Event] = []
    while let event = engine.events.pop() { happened.append(event) }
    news += happened.map(News.event)
    attempt(&news) { () throws(PerformanceError) in
      while let stamped = self.engine.consumed.pop() { try self.take?.record(stamped.message, hop: stamped.hop) }
      for event in happened { try self.take?.record(event) }
      if let checkpoint = self.engine.states?.take() { try self.take?.record(checkpoint) }
      while self.engine.sound.pop(into: &self.samples) {
        try self.take?.record(self.samples, frames: self.samples.count / 2)
      }
      try self.flushOften(before: hop)
    }
    if time - toldRefusedAt >= 1_000_000_000 { tellRefused(&news) }
    return news
  }

  /// Keeps a later version of the score, before the engine is given it.
  public func record(_ revision: Revision) -> [News] {
    var news: [News] = []
    attempt(&news) { () throws(PerformanceError) in try self.take?.record(revision) }
    return news
  }

  private func tellRefused(_ news: inout [News]) {
    let refused = engine.refused.load(ordering: .relaxed)
    guard refused > toldRefused else { return }
    fault("messages-refused", "\(refused - toldRefused) messages came too many in a hop", &news)
    (toldRefused, toldRefusedAt) = (refused, time)
  }

  /// Notes something that happened around the engine.
  public func fault(_ what: String, _ detail: String, _ news: inout [News]) {
    news.append(.fault(detail))
    attempt(&news) { () throws(PerformanceError) in try self.take?.fault(what, detail, at: self.time) }
  }

  /// Closes the take, once the engine is over and drained.
  ///
  /// - Parameter ended: how the performance ended.
  /// - Returns: what went wrong.
  public func close(ended: String) -> [News] {
    var news = drain()
    tellRefused(&news)
    let lost =
      engine.performance.lostEvents.load(ordering: .relaxed) + engine.unwritten.load(ordering: .relaxed)
    if lost > 0 { fault("journal-incomplete", "\(lost) lines of the journal are missing", &news) }
    let isExact = engine.unrecorded.load(ordering: .relaxed) == 0 && lost == 0
    let unheard = engine.unheard.load(ordering: .relaxed)
    if unheard > 0 { fault("sound-unrecorded", "\(unheard) hops of sound are missing in the take", &news) }
    let learnt = engine.learnt
    for space in learnt.lost {
      fault("learnt-lost", "what the agent of \"\(space)\" has learnt is beyond all numbers, and is not kept", &news)
    }
    attempt(&news) { () throws(PerformanceError) in
      try self.take?.close(
        hops: self.engine.hops.load(ordering: .relaxed) - self.engine.firstHop, ended: ended, isExact: isExact,
        learnt: learnt, states: self.files.offered,
        worstHop: self.partOfHop(self.engine.worstHop.load(ordering: .relaxed)),
        worstWork: self.partOfHop(self.engine.worstWork.load(ordering: .relaxed)))
    }
    return news
  }

  /// A time over a hop's length, to a thousandth.
  private func partOfHop(_ time: Int64) -> Double {
    (Double(time) / Double(clock.nanoseconds(1)) * 1000).rounded() / 1000
  }

  private var time: Int64 { clock.nanoseconds(engine.hops.load(ordering: .relaxed)) }

  /// Twice a second, so that a crash takes a second of the take at most.
  private func flushOften(before hop: Int64) throws(PerformanceError) {
    guard time - lastFlush >= 500_000_000 else { return }
    lastFlush = time
    try take?.flush(before: hop)
  }

  private func attempt(_ news: inout [News], _ work: () throws(PerformanceError) -> Void) {
    do {
      try work()
    } catch {
      take = nil
      isTakeLost = true
      news.append(.fault("\(error); the performance goes on without a take"))
    }
  }
}
