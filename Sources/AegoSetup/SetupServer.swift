import AegoServing
import AegoTraining

/// Serves the composer's page while a piece is made: its score, its spaces, its sensors.
///
/// What the page changes, it writes into the score's text, which only it keeps; here nothing is.
public final class SetupServer: Sendable {
  private let server: PageServer
  private let room: SetupRoom.Parts

  /// Begins to listen; `start` begins to answer.
  ///
  /// - Parameters:
  ///   - settings: where, and the bounds; those of messages are set here.
  ///   - folder: where scores are read and written.
  ///   - score: the name of the score that is opened first, as the folder lists it; nil for none.
  ///   - training: how spaces are trained, but for their number of axes.
  ///   - files: what is served.
  ///   - run: a word that is drawn anew at every start of the program.
  /// - Throws: `SetupError`.
  public init(
    _ settings: ServingSettings, folder: ScoreFolder, score: String?,
    training: TrainingSettings = TrainingSettings(), files: PageFiles = SetupServer.pageFiles,
    run: String
  ) throws(SetupError) {
    var settings = settings
    // A text of a megabyte in JSON, and as much again for what is escaped in it.
    settings.longestMessage = 3 << 20
    settings.mostText = 12 << 20
    settings.mostPages = 8
    settings.cookie = "aego-setup"
    let parts = SetupRoom.Parts(folder, training: training)
    room = parts
    do {
      server = try PageServer(settings, room: SetupRoom(parts, files, score: score, run: run))
    } catch {
      throw SetupError(error)
    }
  }

  /// The page's own files.
  public static var pageFiles: PageFiles {
    .own("AegoSetup", pages: ["/": "/setup.html", "/setup": "/setup.html"])
  }

  /// The port that it listens on.
  public var port: UInt16 { server.port }

  /// Begins to serve, on a thread of its own.
  public func start() { server.start() }

  /// Ends: what sounds, listens or trains is ended, and everything is closed. From the thread that started it.
  public func stop() {
    room.stop()
    server.stop()
  }
}
