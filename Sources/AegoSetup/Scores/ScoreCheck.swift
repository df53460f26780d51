import AegoPerformance
import AegoScore
import AegoServing

/// All that is said of a score's text: what is wrong in it with the remedies, its picture, what is written where.
struct ScoreCheck {
  private let reader: ScoreReader
  private let outline: ScoreOutline?
  private let facts: [String: SpaceFacts]

  /// For how many problems it is tried whether what was meant can take their place.
  private static let mostMended = 8

  /// Checks a text, together with the files that it names.
  ///
  /// - Parameters:
  ///   - text: the score's text.
  ///   - path: where it lies, or is to lie.
  ///   - catalog: what is known of spaces.
  init(_ text: String, path: String, _ catalog: SpaceCatalog) {
    var reader = ScoreReader(path: path, text: text)
    reader.check(spaces: catalog.facts)
    let spaces = (reader.score?.spaces ?? []).map { ($0.name, (try? catalog.facts($0.path).get())?.latent ?? 0) }
    reader.check(states: { path in LearnedState.load(path, for: spaces).map { _ in } })
    self.reader = reader
    outline = ScoreOutline(text: text)
    var facts: [String: SpaceFacts] = [:]
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    for space in outline?.spaces ?? [] where !space.file.isEmpty {
      let file = space.file.hasPrefix("/") ? space.file : folder + space.file
      facts[space.name] = try? catalog.facts(file).get()
    }
    self.facts = facts
  }

  /// The answer to a page.
  func json(id: Int?) -> String {
    JSONObject()
      .text("type", "checked").number("id", id).raw("valid", "\(reader.score != nil)")
      .text("summary", reader.score?.timeline().summary).number("count", reader.problemCount)
      .list("problems", reader.diagnostics.prefix(Diagnostic.shown).enumerated().map(problem))
      .text("picture", reader.score.map { TimelinePicture($0).svg })
      .raw("outline", outline.map(json) ?? "null").closed
  }

  private func problem(_ index: Int, _ diagnostic: Diagnostic) -> String {
    let span = diagnostic.span
    let mending = index < ScoreCheck.mostMended ? reader.mending(of: diagnostic) : nil
    return JSONObject()
      .number("line", span.start.line).number("column", span.start.column).number("endLine", span.end.line)
      .number("endColumn", span.end.column).text("severity", diagnostic.code.severity.rawValue)
      .text("code", diagnostic.code.rawValue).text("message", diagnostic.message).text("help", diagnostic.help)
      .text("note", diagnostic.note.map { "\($0.text) at line \($0.place.line)" }).text("mending", mending).closed
  }

  private func json(_ outline: ScoreOutline) -> String {
    JSONObject()
      .text("title", outline.title).list("levels", outline.levels.map(json)).list("spaces", outline.spaces.map(json))
      .raw("sensors", outline.sensors).closed
  }

  private func json(_ level: ScoreOutline.Level) -> String {
    let path = level.path.map { step in
      switch step {
      case .key(let key): "\"\(key)\""
      case .item(let index): "\(index)"
      }
    }
    let written = level.written.sorted { $0.key < $1.key }.reduce(JSONObject()) { object, value in
      JSONObject.isPlainKey(value.key) ? object.text(value.key, value.value) : object
    }
    return JSONObject().text("kind", level.kind.rawValue).text("name", level.name).number("line", level.line).list(
      "path", path
    )
    .raw("written", written.closed).closed
  }

  private func json(_ space: ScoreOutline.Space) -> String {
    JSONObject().text("name", space.name).text("file", space.file).text("gain", space.gain)
      .number("axes", facts[space.name]?.latent).closed
  }
}

extension JSONObject {
  /// Whether a key needs no escaping: the language's keys are words, a misspelt one may be anything.
  fileprivate static func isPlainKey(_ key: String) -> Bool {
    key.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }
}
