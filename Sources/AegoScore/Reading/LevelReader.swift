/// Reads what may be written on a piece, a movement or a scene: directly, or grouped under `agent`, `sound`, `image`.
struct LevelReader {
  let reading: Reading
  /// The names of the score's spaces, in its order.
  let spaces: [String]

  /// The settings among the keys of a movement or scene.
  func settings(_ fields: inout Fields) -> LevelSettings {
    var agent = fields.group("agent", "`agent` of \(fields.what)")
    var sound = fields.group("sound", "`sound` of \(fields.what)")
    let settings = settings(&fields, agent: &agent, sound: &sound)
    agent?.finish()
    sound?.finish()
    return settings
  }

  /// The settings among a level's keys, and among those of its `agent` and `sound`, which the caller finishes.
  func settings(_ fields: inout Fields, agent: inout Fields?, sound: inout Fields?) -> LevelSettings {
    var settings = LevelSettings()
    settings.space = fields.value("space", space)
    settings.dimensions = fields.value("dimensions", .dimensions)
    settings.period = fields.value("period", .ramp(.period))
    settings.range = fields.value("range", .ramp(.range))
    settings.sense = fields.value("sense", .ramp(.sense))
    settings.level = fields.value("level", .ramp(.level))
    settings.crossfade = fields.value("crossfade", .duration(.crossfade))
    settings.step = either("step", .text("a step", StepText.step), &fields, &agent)
    settings.glide = either("glide", .text("a glide", GlideText.glide), &fields, &agent)
    settings.exploration = either("exploration", .number(.exploration), &fields, &agent)
    settings.settling = either("settling", .duration(.settling), &fields, &agent)
    settings.curiosity = either("curiosity", .number(.curiosity), &fields, &agent)
    settings.memory = either("memory", .word("a memory"), &fields, &agent)
    settings.enter = either("enter", .word("a way to enter"), &fields, &agent)
    settings.voice = either("voice", .word("a voice"), &fields, &sound)
    settings.image = image(&fields)
    return settings
  }

  /// A value that may stand on the level itself or in one of its groups, but not in both.
  private func either<Value>(
    _ key: String, _ form: ValueForm<Value>, _ fields: inout Fields, _ group: inout Fields?
  ) -> Written<Value>? {
    let direct = fields.value(key, form)
    let grouped = group?.value(key, form)
    if let group, group.has(key), fields.has(key) {
      let places = [fields.place(of: key), group.place(of: key)].sorted { $0.start < $1.start }
      reading.report(
        .duplicateKey, places[1], "`\(key)` is written twice", help: "keep one of the two",
        note: .init("first written", at: places[0].start))
    }
    return direct ?? grouped
  }

  private var space: ValueForm<Int> {
    ValueForm { [spaces] node, reading in
      guard let name = ValueForm<String>.name("a space").read(node, reading) else { return nil }
      if let index = spaces.firstIndex(of: name) { return index }
      // Where `spaces` itself is wrong or missing, that alone is reported.
      if !spaces.isEmpty {
        reading.report(
          .unknownSpace, node.span, "`spaces` lists no `\(name)`", help: reading.oneOf(spaces, for: name))
      }
      return nil
    }
  }

  private func image(_ fields: inout Fields) -> WrittenImage {
    var image = WrittenImage()
    guard var keys = fields.group("image", "`image`") else { return image }
    image.palette = keys.value("palette", .word("a palette"))
    image.text = keys.value("text", .flag)
    image.mirrored = keys.value("mirrored", .flag)
    keys.finish()
    return image
  }
}
