/// Reads a whole score from its tree.
struct PieceReader {
  let reading: Reading
  /// The folder against which files are resolved.
  let folder: String

  /// The score, as far as it can be read; nil if the root holds no keys.
  func score(_ root: YAMLNode) -> Score? {
    guard let piece = Fields(root, PieceKeys.mapping, what: "the piece", reading) else { return nil }
    checkVersion(piece)
    let title = piece.value(PieceKeys.title)
    let spaces = spaces(piece)
    let levels = LevelReader(reading: reading, spaces: spaces)
    let agentKeys = piece.group(PieceKeys.agent, "`agent` of the piece")
    let soundKeys = piece.group(PieceKeys.sound, "`sound` of the piece")
    let settings = levels.settings(piece, agent: agentKeys, sound: soundKeys)
    let (agent, credit) = agent(agentKeys)
    let sound = sound(soundKeys)
    var reader = MovementReader(reading, levels: levels)
    let movements = piece.node(PieceKeys.movements).map { reader.movements($0) } ?? []
    let order = OrderReader(reading: reading, movements: movements, forever: reader.forever).order(piece)
    let played = Set(order).sorted().flatMap { movements[$0].scenes.map(\.name) }
    let controls = ControlsReader(reading: reading, scenes: played).controls(piece)
    let score = Score(
      title: title?.value ?? "untitled", composer: piece.value(PieceKeys.composer)?.value,
      seed: piece.value(PieceKeys.seed)?.value ?? .number(0), start: start(piece), spaces: spaces,
      sensors: SensorsReader(reading: reading).sensors(piece), agent: agent, sound: sound,
      transport: transport(piece), controls: controls, settings: settings,
      movements: movements, order: order)
    piece.finish()
    checkLength(score, piece)
    CreditChecker(reading: reading).check(score, credit: credit)
    StepChecker(reading: reading).check(score)
    return score
  }

  /// The spaces; where the singular was written for the plural, that alone is told.
  private func spaces(_ piece: Fields) -> [SpaceReference] {
    if piece.lacks(PieceKeys.spaces.name), let node = piece.all.first(where: { $0.key == LevelKeys.space.name }),
      case .mapping = node.value.content
    {
      reading.report(
        .wrongKind, node.keySpan, "`space` is one of `spaces`, and not a mapping of several",
        help: "did you mean `spaces`?")
      return []
    }
    return SpacesReader(reading: reading, folder: folder).spaces(piece)
  }

  private func checkVersion(_ piece: Fields) {
    let version = piece.value(PieceKeys.score)
    guard let version, version.value != 1 else { return }
    reading.report(
      .scoreVersion, version.span, "this program reads version 1 of the language, not \(version.value)",
      help: version.value > 1 ? "a newer program can play this score" : "write `score: 1`")
  }

  static let seed = ValueForm<Score.Seed>.text("a seed", schema: .any(.words(["new"]), .integer(0...UInt64.max))) {
    (text) throws(ValueFault) in
    if text == "new" { return .new }
    guard let number = UInt64(text) else {
      throw ValueFault(
        .badNumber, "`\(text)` is no seed", help: "write a whole number from 0, or new: each performance draws its own")
    }
    return .number(number)
  }

  private func start(_ piece: Fields) -> Score.Start {
    guard let node = piece.node(PieceKeys.start) else { return .now }
    if case .mapping(let entries) = node.content, entries.first?.key == "go" {
      reading.report(.wrongKind, node.span, "a go that begins the piece is a word", help: "write `start: go`")
      return .go
    }
    if case .mapping = node.content, let fields = Fields(node, StartKeys.mapping, what: "`start`", reading) {
      let stillness = fields.value(StartKeys.stillness)
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

  /// The words of `start` on the piece, which no file of learned state is called.
  static let starts = ["now", "go"]

  /// The agent's settings, and where its credit is written.
  private func agent(_ keys: Fields?) -> (agent: Score.Agent, credit: SourceSpan?) {
    var agent = Score.Agent()
    guard let fields = keys else { return (agent, nil) }
    let credit = fields.value(PieceKeys.credit)
    agent.creditFrom = credit?.value.from ?? agent.creditFrom
    agent.creditTo = credit?.value.to ?? agent.creditTo
    let start = fields.value(PieceKeys.state)
    if let start, Self.starts.contains(start.value) {
      reading.report(
        .unknownWord, start.span, "`\(start.value)` is no file of learned state",
        help: "when the piece begins is `start` at the left margin; here stands a take's state.safetensors, or none")
    } else if let start, start.value != "none" {
      agent.start = Written(value: resolve(start.value, in: folder), span: start.span)
    }
    fields.finish()
    return (agent, credit?.span)
  }

  private func sound(_ keys: Fields?) -> Score.Sound {
    var sound = Score.Sound()
    guard let fields = keys else { return sound }
    sound.rate =
      fields.value(PieceKeys.rate)?.value ?? sound.rate
    sound.width = fields.value(PieceKeys.width)?.value ?? sound.width
    sound.fadeIn = fields.value(PieceKeys.fadeIn)?.value ?? sound.fadeIn
    sound.fadeOut = fields.value(PieceKeys.fadeOut)?.value ?? sound.fadeOut
    fields.finish()
    return sound
  }

  private func transport(_ piece: Fields) -> Score.Transport {
    var transport = Score.Transport()
    guard let fields = piece.group(PieceKeys.transport, "`transport`") else { return transport }
    transport.guard = fields.value(PieceKeys.goGuard)?.value ?? transport.guard
    transport.hold = fields.value(PieceKeys.hold)?.value ?? transport.hold
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

  static let schema = Schema.text(#"(\#(Quantity.Unit.time.pattern))\s*[.][.]\s*(\#(Quantity.Unit.time.pattern))"#)

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
