/// The keys that stand at the left margin only.
enum PieceKeys {
  static let score = Key(
    "score",
    .integer("a language version", 0...Int.max, schema: Schema(["enum": .array([.integer(1), .string("1")])])),
    "The version of the language.", examples: ["1"],
    required: "begin with `score: 1`, the version of the language")
  static let title = Key(
    "title", .line("a title", most: 200), "The piece's title, on one line.", examples: ["ægo"],
    required: "give it a name: `title: ægo`")
  static let composer = Key(
    "composer", .line("a composer", most: 200), "Who wrote it, on one line.", examples: ["Hugo Scurto"])
  static let seed = Key(
    "seed", PieceReader.seed,
    "What every random draw derives from: a whole number from 0, or `new`, which draws one for each performance.",
    standIn: "0", examples: ["new", "7"])
  static let start = Key(
    "start", .node(.any(.words(PieceReader.starts), .reference(StartKeys.mapping))),
    "What a performance waits for, in silence.", standIn: "now", examples: ["go", "{stillness: 3s}"])
  static let spaces = Key(
    "spaces",
    .node(
      .dictionary(
        names: .line(most: 80), values: .any(SpacesReader.file.schema, .reference(SpaceKeys.mapping)), least: 1)),
    "The sound spaces of the piece, by name: files in the score's folder, or `{file, gain}`.",
    examples: ["{additive: spaces/additive.safetensors}"], required: SpacesReader.example)
  static let order = Key(
    "order", .node(.list(of: ValueForm<String>.name("a movement's name").schema, least: 1)),
    "The movements as they are played, by name, each any number of times. By default as written.",
    examples: ["[refrain, couplet, refrain]"])
  static let controls = Key(
    "controls", .node(.dictionary(names: .text(ControlsReader.pattern), values: CommandText.form.schema)),
    "What buttons, pedals and keys do.", examples: ["{left.button: go, midi cc 64: hold}"])
  static let movements = Key(
    "movements", .node(.list(of: .reference(MovementKeys.mapping), least: 1)), "The piece: a list of movements.",
    examples: ["[{scenes: [{for: 60s}]}]"], required: "a piece is a list of movements with scenes")

  static let credit = Key(
    "credit", .text("a span of time", help: CreditText.help, schema: CreditText.schema, CreditText.span),
    "Which past actions a reward is about, from the youngest to the oldest. From 0 ms to 10 s.",
    standIn: "0.2s..1.2s", examples: ["0.2s..1.2s"])
  static let state = Key(
    "start", ValueForm(.line(most: 1000, not: PieceReader.starts), read: SpacesReader.file.read),
    "A take's state.safetensors, with which the agents begin, or `none`.", standIn: "none",
    examples: ["state.safetensors"])
  static let agent = Group(
    "agent", Mapping("pieceAgent", LevelKeys.agentKeys + [credit.entry, state.entry]), "The machine that explores.",
    examples: ["{step: 10%/s, credit: 0.2s..1.2s}"])

  static let rate = Key(
    "rate", .integer("a rate", 8000...192_000, help: "samples per second: 48000"),
    "Samples per second, the spaces' own.", standIn: "48000", examples: ["48000"])
  static let width = Key(
    "width", .number(.width), "Stereo: 0 is mono, 1 the widest.", standIn: "0.6", examples: ["60%"])
  static let fadeIn = Key(
    "fade in", .duration(.fade), "The fade at the piece's start.", standIn: "3s", examples: ["6s"])
  static let fadeOut = Key(
    "fade out", .duration(.fade), "The fade after the last scene's end.", standIn: "10s", examples: ["12s"])
  static let sound = Group(
    "sound", Mapping("pieceSound", [LevelKeys.voice.entry, rate.entry, width.entry, fadeIn.entry, fadeOut.entry]),
    "How it sounds.", examples: ["{width: 0.6, fade in: 6s}"])

  static let goGuard = Key(
    "guard", .duration(.goGuard), "A second go within this time is refused.", standIn: "1s", examples: ["1s"])
  static let hold = Key(
    "hold", .word("a way to hold") as ValueForm<Score.Transport.Hold>,
    "Whether sound and learning `play` on while the score is held, or `freeze`.", standIn: "play",
    examples: ["freeze"])
  static let transport = Group(
    "transport", Mapping("transport", [goGuard.entry, hold.entry]), "How commands of the transport behave.",
    examples: ["{guard: 2s}"])

  static let mapping = Mapping(
    "piece",
    [
      score.entry, title.entry, composer.entry, seed.entry, start.entry, spaces.entry, SensorsKeys.sensors.entry,
      agent.entry, sound.entry, transport.entry, controls.entry, order.entry, movements.entry,
    ] + LevelKeys.direct)
}

/// The keys of `start` as a mapping.
enum StartKeys {
  static let stillness = Key(
    "stillness", .duration(.startStillness), "How long all arms must be still.", examples: ["3s"],
    required: "write `start: {stillness: 3s}`")
  static let mapping = Mapping("start", [stillness.entry])
}

/// The keys of a space as a mapping.
enum SpaceKeys {
  static let file = Key(
    "file", SpacesReader.file, "The space's file.", examples: ["spaces/additive.safetensors"],
    required: "write {file: FILE.safetensors, gain: -3dB}")
  static let gain = Key(
    "gain", .number(.gain), "What its sound is amplified by.", standIn: "0dB", examples: ["-3dB"])
  static let mapping = Mapping("space", [file.entry, gain.entry])
}
