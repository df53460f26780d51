import AegoMotion
import AegoPerformance
import AegoScore
import AegoServing
import Synchronization

/// Serves projection and console while a piece is played: their files, and over a WebSocket what the engine does.
///
/// It takes what the engine has left in its feed and hands over what the pages order; whatever becomes of it, the
/// performance goes on.
public final class StageServer: Sendable {
  /// What the server has to do with the performance.
  public struct Engine: Sendable {
    /// What the engine tells.
    let feed: StageFeed
    /// Takes a message that a hop is to consume; false where there is no room for it.
    let command: @Sendable (Message) -> Bool
    /// What is not in the feed.
    let figures: @Sendable () -> StageFigures

    /// A way to an engine.
    public init(
      feed: StageFeed, command: @escaping @Sendable (Message) -> Bool, figures: @escaping @Sendable () -> StageFigures
    ) {
      (self.feed, self.command, self.figures) = (feed, command, figures)
    }
  }

  /// A word of this start alone.
  public let run: String
  private let server: PageServer
  private let versions: StageVersions
  private let faults: StageFaults

  /// Begins to listen; `start` begins to answer.
  ///
  /// - Parameters:
  ///   - settings: where, and the bounds.
  ///   - score: what is played.
  ///   - vocabulary: the names that messages have.
  ///   - engine: the way to the engine.
  ///   - files: what is served.
  ///   - run: a word that is drawn anew at every start of the program, so that pages see that there was one.
  /// - Throws: `StageError`.
  public init(
    _ settings: StageSettings, score: StageScore, vocabulary: Vocabulary, engine: Engine,
    files: PageFiles = StageServer.pageFiles, run: String
  ) throws(StageError) {
    self.run = run
    versions = StageVersions(score)
    faults = StageFaults()
    let room = StageRoom(
      versions, vocabulary, engine, faults, settings, files: files, run: run)
    do {
      server = try PageServer(settings.serving, room: room)
    } catch {
      throw StageError(error)
    }
  }

  /// The stage's own pages.
  public static var pageFiles: PageFiles {
    .own("AegoStage", pages: ["/": "/projection.html", "/console": "/console.html"])
  }

  /// The port that it listens on.
  public var port: UInt16 { server.port }

  /// How many pages listen.
  public var pages: Int { server.pages.load(ordering: .relaxed) }

  /// How many bytes were sent to pages.
  public var sentBytes: Int { server.sentBytes.load(ordering: .relaxed) }

  /// Begins to serve, on a thread of its own.
  public func start() { server.start() }

  /// Ends: pages are told, and everything is closed. From the thread that started it.
  public func stop() { server.stop() }

  /// Makes one more version of the score known, before the engine is told of it.
  public func append(_ program: Program, _ score: Score) { versions.append(program, score) }

  /// Tells the pages what has happened around the engine.
  public func tell(fault detail: String) { faults.add(detail) }
}
