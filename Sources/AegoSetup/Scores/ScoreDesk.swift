import AegoScore
import AegoServing
import Foundation
import Synchronization

/// Lists, opens, checks, changes and saves scores, one after the other on a queue of its own.
final class ScoreDesk: SetupPart {
  private let folder: ScoreFolder
  private let board: Noticeboard
  private let queue = DispatchQueue(label: "aego.setup.scores")
  private let desk: Desk
  /// Each page's newest check: older ones that still wait are left out.
  private let newest = Mutex<[Int: Int]>([:])
  private let waiting = Mutex<Int>(0)

  /// How many requests wait at most.
  private static let most = 64

  /// What only the queue uses.
  private final class Desk: @unchecked Sendable {
    let catalog = SpaceCatalog()
  }

  init(_ folder: ScoreFolder, _ board: Noticeboard) {
    (self.folder, self.board) = (folder, board)
    desk = Desk()
  }

  let types: Set<String> = ["list", "open", "check", "edit", "save"]

  var greeting: [String] { [list] }

  func take(_ request: SetupRequest, from page: Int) {
    let number = newest.withLock { newest in
      guard request.type == "check" else { return 0 }
      newest[page, default: 0] += 1
      return newest[page] ?? 0
    }
    let isTaken = waiting.withLock { waiting in
      guard waiting < ScoreDesk.most else { return false }
      waiting += 1
      return true
    }
    guard isTaken else { return tell(SetupAnswer.refusal("too much is asked for at once", of: request), page) }
    queue.async { [self] in
      defer { waiting.withLock { $0 -= 1 } }
      if request.type == "check", newest.withLock({ $0[page] != number }) { return }
      do {
        tell(try answer(request), page)
      } catch {
        tell(refusal(error, request), page)
      }
    }
  }

  private func tell(_ text: String, _ page: Int) { board.add(.answer(text, page: page)) }

  private func answer(_ request: SetupRequest) throws -> String {
    switch request.type {
    case "list": return list
    case "open": return try open(request)
    case "check":
      let text = try request.needed(request.text, "text")
      let path = try folder.path(of: request.name ?? "untitled.yaml")
      return ScoreCheck(text, path: path, desk.catalog).json(id: request.id)
    case "edit": return try edit(request)
    default: return try save(request)
    }
  }

  private func refusal(_ error: any Error, _ request: SetupRequest) -> String {
    guard case SetupError.changed(let name) = error else { return SetupAnswer.refusal("\(error)", of: request) }
    return JSONObject().text("type", "changed").number("id", request.id).text("name", name).text("words", "\(error)")
      .closed
  }

  private var list: String {
    JSONObject().text("type", "scores").list(
      "names",
      folder.scores.prefix(1000).map { name in
        JSONObject().text("name", name).closed
      }
    ).closed
  }

  private func open(_ request: SetupRequest) throws(SetupError) -> String {
    let name = try request.needed(request.name, "name")
    let file = try folder.read(name)
    return JSONObject().text("type", "opened").number("id", request.id).text("name", name).text("text", file.text)
      .text("stamp", file.stamp).closed
  }

  private func edit(_ request: SetupRequest) throws -> String {
    let text = try request.needed(request.text, "text")
    guard let path = request.path, !path.isEmpty, path.count <= 16 else {
      throw SetupError.badRequest("an edit has a path of 1 to 16 steps")
    }
    let value = request.value ?? request.word.map(ScoreEdit.scalar)
    let edited = try ScoreEdit(path.map(\.step), value).applied(to: text)
    return JSONObject().text("type", "edited").number("id", request.id).text("text", edited).closed
  }

  private func save(_ request: SetupRequest) throws(SetupError) -> String {
    let name = try request.needed(request.name, "name")
    let text = try request.needed(request.text, "text")
    let stamp = try folder.write(text, to: name, stamp: request.stamp, overwriting: request.overwrite == true)
    return JSONObject().text("type", "saved").number("id", request.id).text("name", name).text("stamp", stamp).closed
  }
}
