/// The keys that may stand on the piece, a movement or a scene; the innermost wins.
enum LevelKeys {
  static let space = Key(
    "space", .name("a space", help: "write a name from `spaces`"),
    "The sound space that is explored: a name from `spaces`. By default the first one there.",
    examples: ["additive"])
  static let dimensions = Key(
    "dimensions", .dimensions,
    "Which axes are open to the machine: `4` opens the first four, `[1, 2, 5]` just these, `0` closes all.",
    standIn: "1", examples: ["8", "[1, 2, 5, 7]", "0"])
  static let period = Key(
    "period", .ramp(.period), "The time between two actions of the machine.", standIn: "100ms",
    examples: [
      "50ms", "100ms..30ms", "{from: 100ms, to: 30ms, curve: exponential}", "{between: [100ms, 30ms], every: 40s}",
    ])
  static let range = Key(
    "range", .ramp(.range), "The rotation from rest that gives a reward of ±1.", standIn: "60deg",
    examples: ["25deg", "25deg..90deg"])
  static let sense = Key(
    "sense", .ramp(.sense), "A factor on the reward: -1 turns its meaning round, 0 makes the machine deaf.",
    standIn: "1", examples: ["-1", "1..-1"])
  static let level = Key(
    "level", .ramp(.level), "The sound's level, or `silent`.", standIn: "0dB",
    examples: ["-6dB", "-12dB..0dB", "silent"])
  static let crossfade = Key(
    "crossfade", .duration(.crossfade), "How long the two spectra morph where the space changes.", standIn: "50ms",
    examples: ["4s"])

  static let step = Key(
    "step", .text("a step", schema: StepText.schema, StepText.step),
    "How far an action goes, in parts of an axis: `10%/s` whatever the period, or `2%` each action.",
    standIn: "10%/s", examples: ["10%/s", "2%"])
  static let glide = Key(
    "glide", .text("a glide", schema: GlideText.schema, GlideText.glide),
    "How the sound follows the machine's position: a time constant in parts of the period, or a duration.",
    standIn: "150%", examples: ["150%", "80ms"])
  static let exploration = Key(
    "exploration", .number(.exploration), "The probability of an exploratory action at the scene's start.",
    standIn: "0.1", examples: ["5%"])
  static let settling = Key(
    "settling", .duration(.settling), "The time in which the exploration falls to 1/e.", standIn: "60s",
    examples: ["60s"])
  static let curiosity = Key(
    "curiosity", .number(.curiosity), "The weight of novelty against rewards.", standIn: "0.1", examples: ["0.3"])
  static let memory = Key(
    "memory", .word("a memory") as ValueForm<AgentMemory>,
    "What the machine knows at the scene's start: what it had learnt in this `space`, what it knows now (`carry`), "
      + "or nothing (`fresh`).", standIn: "space", examples: ["fresh"])
  static let enter = Key(
    "enter", .word("a way to enter") as ValueForm<AgentEntry>,
    "Where the machine stands at the scene's start: where it was left in this space, at `home`, or anywhere.",
    standIn: "stay", examples: ["home"])
  static let voice = Key(
    "voice", .word("a voice") as ValueForm<Voice>,
    "How spectra become sound: `spectral`, with breath and bow, or `sines`, an oscillator for each partial.",
    standIn: "spectral", examples: ["sines"])

  static let agentKeys = [
    step.entry, glide.entry, exploration.entry, settling.entry, curiosity.entry, memory.entry, enter.entry,
  ]
  static let agent = Group(
    "agent", Mapping("agent", agentKeys), "The machine that explores.", examples: ["{step: 10%/s, memory: fresh}"])
  static let sound = Group(
    "sound", Mapping("sound", [voice.entry]), "How it sounds.", examples: ["{voice: sines}"])
  static let image = Group(
    "image", Mapping("image", [ImageKeys.palette.entry, ImageKeys.text.entry, ImageKeys.mirrored.entry]),
    "The projection.", examples: ["{palette: warm}"])

  /// The keys that stand on a level directly.
  static let direct =
    [space.entry, dimensions.entry, period.entry, range.entry, sense.entry, level.entry, crossfade.entry] + agentKeys
    + [voice.entry, image.entry]
}

/// The keys of `image`.
enum ImageKeys {
  static let palette = Key(
    "palette", .word("a palette") as ValueForm<ImageSettings.Palette>, "The projection's colours.", standIn: "white",
    examples: ["warm"])
  static let text = Key(
    "text", .flag, "Whether the machine's state is shown as text.", standIn: "on", examples: ["off"])
  static let mirrored = Key(
    "mirrored", .flag, "Whether left and right change places.", standIn: "off", examples: ["true"])
}
