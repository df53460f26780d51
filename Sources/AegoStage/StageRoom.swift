import AegoMotion
import AegoServing
import Synchronization

/// What stands behind projection and console: the engine's news as messages, and pages' messages as orders.
final class StageRoom: Room {
  private let engine: StageServer.Engine
  private let vocabulary: Vocabulary
  private let faults: StageFaults
  private let run: String
  private var files: PageFiles
  /// The version that is in force.
  private var score: StageScore
  private var teller: Teller
  private let soundLatency: Double
  private var latency: Double
  private var lastState: String?
  /// The page that holds the fader, and when it said so last.
  private var faderHolder: (page: Int, time: Double)?
  private let faderPatience: Double

  /// A room in which nobody is; see `StageServer` for the arguments.
  init(
    _ versions: StageVersions, _ vocabulary: Vocabulary, _ engine: StageServer.Engine, _ faults: StageFaults,
    _ settings: StageSettings, files: PageFiles, run: String
  ) {
    (self.engine, self.vocabulary, self.faults, self.run) = (engine, vocabulary, faults, run)
    (self.files, soundLatency, latency) = (files, settings.soundLatency, settings.soundLatency)
    faderPatience = settings.faderPatience
    hasPages = files.file("/") != nil
    score = versions.version(1)
    teller = Teller(versions, engine.feed)
    self.files.add("/timeline.svg", picture: score.picture)
  }

  let hasPages: Bool

  var greeting: [String] { [hello, teller.past.text] + [lastState].compactMap(\.self) }

  private var hello: String { score.hello(run: run, soundLatency: soundLatency, latency: latency) }

  func file(_ path: String) -> PageFiles.File? { files.file(path) }

  func news(isHeard: Bool, at now: Double) -> [RoomNews] {
    if let holder = faderHolder, now > holder.time + faderPatience {
      letFaderGo()
      faults.add("the page that held the fader is silent: the fader is let go")
    }
    let told = teller.news(isHeard: isHeard, engine.figures()) + faults.take().map { teller.fault($0) }
    return told.map { message -> RoomNews in
      switch message {
      case .frame(let bytes): return .frame(bytes)
      case .text(let text): return .text(text)
      case .state(let text):
        lastState = text
        return .text(text)
      case .score(let version):
        score = version
        files.add("/timeline.svg", picture: version.picture)
        return .text(hello)
      }
    }
  }

  func hear(_ text: String, from page: Int, at now: Double) -> [RoomNews] {
    do {
      switch try PageOrder(text, vocabulary) {
      case .message(let message):
        return engine.command(message) ? [] : [answer("too many commands at once", page)]
      case .fader(let reward):
        faderHolder = reward.map { _ in (page, now) }
        _ = engine.command(reward.map { Message(.fader, floats: [$0]) } ?? StageRoom.release)
        return []
      case .latency(let seconds):
        latency = seconds
        return [.text(hello)]
      case .earlier: return [.binaryAnswer(teller.past.picture, page: page)]
      }
    } catch {
      return [answer(error.words, page)]
    }
  }

  private func answer(_ words: String, _ page: Int) -> RoomNews {
    .answer(EventMessages.fault(words, at: teller.time), page: page)
  }

  /// Lets the fader go.
  private static let release = Message(.fader, floats: [0, 0])

  /// A page that is closed, or lost, holds the fader no longer.
  func lose(_ page: Int) {
    if page == faderHolder?.page { letFaderGo() }
  }

  private func letFaderGo() {
    faderHolder = nil
    _ = engine.command(StageRoom.release)
  }
}

/// What has happened around the engine and was not told yet; a hundred at most.
final class StageFaults: Sendable {
  private let details = Mutex<[String]>([])

  /// One more.
  func add(_ detail: String) { details.withLock { if $0.count < 100 { $0.append(detail) } } }

  /// Takes all.
  func take() -> [String] {
    details.withLock { details in
      defer { details = [] }
      return details
    }
  }
}
