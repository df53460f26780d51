/// Reads a whole score from its tree.
struct PieceReader {
  let reading: Reading
  /// The folder against which files are resolved.
  let folder: String

  /// The score, as far as it can be read; nil if the root holds no keys.
  func score(_ root: YAMLNode) -> Score? {
    guard var piece = Fields(root, what: "the piece", reading) else { return nil }
    checkVersion(&piece)
    let title = piece.required("title", .line("a title", most: 200), help: "give it a name: `title: ægo`")
    let spaces = SpacesReader(reading: reading, folder: folder).spaces(&piece)
    let levels = LevelReader(reading: reading, spaces: spaces.map(\.name))
    var agentKeys = piece.group("agent", "`agent` of the piece")
    var soundKeys = piece.group("sound", "`sound` of the piece")
    let settings = levels.settings(&piece, agent: &agentKeys, sound: &soundKeys)
    let agent = agent(&agentKeys)
    let sound = sound(&soundKeys)
    var reader = MovementReader(reading, levels: levels)
    if !piece.has("movements") { piece.reportMissing("movements", help: "a piece is a list of movements with scenes") }
    let movements = piece.node("movements").map { reader.movements($0) } ?? []
    let order = OrderReader(reading: reading, movements: movements, forever: reader.forever).order(&piece)
    let score = Score(
      title: title?.value ?? "untitled", composer: piece.value("composer", .line("a composer", most: 200))?.value,
      seed: piece.value("seed", Self.seed)?.value ?? .number(0), start: start(&piece), spaces: spaces,
      sensors: SensorsReader(reading: reading).sensors(&piece), agent: agent, sound: sound,
      transport: transport(&piece), controls: ControlsReader(reading: reading).controls(&piece), settings: settings,
      movements: movements, order: order)
    piece.finish()
    checkLength(score, piece)
    return score
  }

  private func checkVersion(_ piece: inout Fields) {
    let version = piece.required(
      "score", .integer("a language version", 0...Int.max), help: "begin with `score: 1`, the version of the language")
    guard let version, version.value != 1 else { return }
    reading.report(
      .scoreVersion, version.span, "this program reads version 1 of the language, not \(version.value)",
      help: version.value > 1 ? "a newer program can play this score" : "write `score: 1`")
  }

  private static let seed = ValueForm<Score.Seed>.text("a seed") { (text) throws(ValueFault) in
    if text == "new" { return .new }
    guard let number = UInt64(text) else {
      throw ValueFault(
        .badNumber, "`\(text)` is no seed", help: "write a whole number from 0, or new: each performance draws its own")
    }
    return .number(number)
  }

  private func start(_ piece: inout Fields) -> Score.Start {
    guard let node = piece.node("start") else { return .now }
    if case .mapping = node.content, var fields = Fields(node, what: "`start`", reading) {
      let stillness = fields.required(
        "stillness", .duration(.startStillness), help: "write `start: {stillness: 3s}`")
      fields.finish()
      return stillness.map { .stillness($0.value) } ?? .now
    }
    let word = ValueForm<String>.line("a start", most: 80).read(node, reading)
    switch word {
    case nil, "now": return .now
    case "go": return .go
    case .some(let word):
      reading.report(
        .unknownWord, node.span, "`\(word)` is no start", help: "write now, go or {stillness: 3s}")
      return .now
    }
  }

  private func agent(_ keys: inout Fields?) -> Score.Agent {
    var agent = Score.Agent()
    guard var fields = keys else { return agent }
    let credit = fields.value("credit", .text("a span of time", help: CreditText.help, CreditText.span))
    agent.creditFrom = credit?.value.from ?? agent.creditFrom
    agent.creditTo = credit?.value.to ?? agent.creditTo
    let start = fields.value("start", SpacesReader.file)
    if let start, ["now", "go"].contains(start.value) {
      reading.report(
        .unknownWord, start.span, "`\(start.value)` is no file of learned state",
        help: "when the piece begins is `start` at the left margin; here stands a take's state.safetensors, or none")
    } else if let start, start.value != "none" {
      agent.start = Written(value: resolve(start.value, in: folder), span: start.span)
    }
    fields.finish()
    return agent
  }

  private func sound(_ keys: inout Fields?) -> Score.Sound {
    var sound = Score.Sound()
    guard var fields = keys else { return sound }
    sound.rate =
      fields.value("rate", .integer("a rate", 8000...192_000, help: "samples per second: 48000"))?.value ?? sound.rate
    sound.width = fields.value("width", .number(.width))?.value ?? sound.width
    sound.fadeIn = fields.value("fade in", .duration(.fade))?.value ?? sound.fadeIn
    sound.fadeOut = fields.value("fade out", .duration(.fade))?.value ?? sound.fadeOut
    fields.finish()
    return sound
  }

  private func transport(_ piece: inout Fields) -> Score.Transport {
    var transport = Score.Transport()
    guard var fields = piece.group("transport", "`transport`") else { return transport }
    transport.guard = fields.value("guard", .duration(.goGuard))?.value ?? transport.guard
    transport.hold = fields.value("hold", .word("a way to hold"))?.value ?? transport.hold
    fields.finish()
    return transport
  }

  /// A piece ends within a day and in a bounded number of scenes.
  private func checkLength(_ score: Score, _ piece: Fields) {
    let (scenes, length) = score.extent
    if scenes > Timeline.mostScenes {
      reading.report(
        .tooManyScenes, piece.place(of: "movements"),
        "unrolled, this piece has more than \(Timeline.mostScenes) scenes", help: "repeat less, or make scenes longer")
    }
    if length > Timeline.longest {
      reading.report(
        .tooLong, piece.place(of: "movements"), "this piece is longer than 24 h",
        help: "an installation repeats its last movement forever: `repeat: forever`")
    }
  }
}

/// The past that a reward is about, as a text: `0.2s..1.2s`.
enum CreditText {
  struct Span: Sendable, Equatable {
    var from: Int64
    var to: Int64
  }

  static let help = "0.2s..1.2s is for what was done 0.2 to 1.2 seconds before"

  static func span(_ text: String) throws(ValueFault) -> Span {
    let ramp = try RampText.ramp(text, of: .credit)
    guard text.contains("..") else {
      throw ValueFault(.badRamp, "a credit has two times, and this is one", help: help)
    }
    guard ramp.from < ramp.to else {
      throw ValueFault(.badRamp, "a credit goes from the younger to the older action", help: help)
    }
    return Span(from: Int64(ramp.from), to: Int64(ramp.to))
  }
}
