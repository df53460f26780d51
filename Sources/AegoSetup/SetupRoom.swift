import AegoPerformance
import AegoServing
import AegoTraining
import Synchronization

/// What stands behind the composer's page: its parts, each with threads of its own, so that the server's waits for none.
final class SetupRoom: Room {
  /// What can be set up.
  final class Parts: Sendable {
    let board = Noticeboard()
    let all: [any SetupPart]
    let folder: ScoreFolder

    init(_ folder: ScoreFolder, training: TrainingSettings) {
      self.folder = folder
      all = [
        ScoreDesk(folder, board), AuditionDesk(folder, board), SensorDesk(board), DeviceDesk(board),
        TrainingDesk(folder, board, settings: training),
      ]
    }

    func stop() { for part in all { part.stop() } }
  }

  private let parts: Parts
  private let files: PageFiles
  private let hello: String

  init(_ parts: Parts, _ files: PageFiles, score: String?, run: String) {
    (self.parts, self.files) = (parts, files)
    hasPages = files.file("/") != nil
    hello =
      JSONObject().text("type", "hello").number("protocol", 1).text("program", "ægo \(Version.text)").text("run", run)
      .text("folder", parts.folder.name).text("path", parts.folder.path).text("open", score).closed
  }

  let hasPages: Bool

  var greeting: [String] { [hello] + parts.all.flatMap(\.greeting) }

  func file(_ path: String) -> PageFiles.File? { files.file(path) }

  func news(isHeard: Bool, at now: Double) -> [RoomNews] {
    parts.board.take() + parts.all.flatMap { $0.news(isHeard: isHeard) }
  }

  func hear(_ text: String, from page: Int, at now: Double) -> [RoomNews] {
    do {
      let request = try SetupRequest(text)
      guard let part = parts.all.first(where: { $0.types.contains(request.type) }) else {
        let words = "nobody here knows messages of type \(request.type.prefix(40))"
        return [.answer(SetupAnswer.refusal(words, of: request), page: page)]
      }
      part.take(request, from: page)
      return []
    } catch {
      return [.answer(JSONObject().text("type", "refused").text("words", "\(error)").closed, page: page)]
    }
  }

  func lose(_ page: Int) { for part in parts.all { part.lose(page) } }
}
