import AegoScore
import AegoServing
import Foundation
import Synchronization

/// Lists, opens, checks, changes and saves scores, one after the other on a queue of its own.
final class ScoreDesk: SetupPart {
  private let folder: ScoreFolder
  private let queue: RequestQueue
  private let desk: Desk
  /// Each page's newest check: older ones that still wait are left out.
  private let newest = Mutex<[Int: Int]>([:])

  /// What only the queue uses.
  private final class Desk: @unchecked Sendable {
    let catalog = SpaceCatalog()
  }

  init(_ folder: ScoreFolder, _ board: Noticeboard) {
    self.folder = folder
    queue = RequestQueue("scores", board)
    desk = Desk()
  }

  let types: Set<String> = ["list", "open", "look", "check", "edit", "save"]

  func take(_ request: SetupRequest, from page: Int) {
    let number = newest.withLock { newest in
      guard request.type == "check" else { return 0 }
      newest[page, default: 0] += 1
      return newest[page] ?? 0
    }
    queue.take(request, from: page) { [self] in
      if request.type == "check", newest.withLock({ $0[page] != number }) { return overtaken(request) }
      do {
        return try answer(request)
      } catch SetupError.changed(let name) {
        return changed(name, request)
      }
    }
  }

  func lose(_ page: Int) { newest.withLock { $0[page] = nil } }

  private func answer(_ request: SetupRequest) throws -> String {
    switch request.type {
    case "list": return list
    case "open": return try open(request)
    case "look": return try look(request)
    case "check":
      let text = try request.needed(request.text, "text")
      let path = try folder.path(of: request.name ?? "untitled.yaml")
      return ScoreCheck(text, path: path, desk.catalog).json(id: request.id)
    case "edit": return try edit(request)
    default: return try save(request)
    }
  }

  private func overtaken(_ request: SetupRequest) -> String {
    JSONObject().text("type", "overtaken").number("id", request.id).closed
  }

  private func changed(_ name: String, _ request: SetupRequest) -> String {
    JSONObject().text("type", "changed").number("id", request.id).text("name", name)
      .text("words", "\(SetupError.changed(name: name))").closed
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

  /// Whether the file is still what a page has read.
  private func look(_ request: SetupRequest) throws(SetupError) -> String {
    let name = try request.needed(request.name, "name")
    return JSONObject().text("type", "looked").number("id", request.id).text("name", name)
      .text("stamp", try folder.stamp(of: name)).closed
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
