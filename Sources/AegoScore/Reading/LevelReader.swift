/// Reads what may be written on a piece, a movement or a scene: directly, or grouped under `agent`, `sound`, `image`.
struct LevelReader {
  let reading: Reading
  /// A space by its name: its index in the score's `spaces`.
  private let space: ValueForm<Int>

  /// - Parameters:
  ///   - reading: Where problems are reported.
  ///   - spaces: The score's spaces, in its order.
  init(reading: Reading, spaces: [SpaceReference]) {
    self.reading = reading
    let indices = Dictionary(zip(spaces.map(\.name), spaces.indices)) { first, _ in first }
    space = ValueForm(LevelKeys.space.form.schema) { node, reading in
      if case .mapping = node.content, spaces.isEmpty { return nil }
      guard let name = LevelKeys.space.form.read(node, reading) else { return nil }
      if let index = indices[name] { return index }
      // Where `spaces` itself is wrong or missing, that alone is reported.
      if !spaces.isEmpty {
        reading.report(
          .unknownSpace, node.span, "`spaces` lists no `\(name)`",
          help: OddBlank.remedy(in: name)
            ?? spaces.first { $0.file == name }.map { "this is a file; `spaces` calls it `\($0.name)`" }
            ?? reading.oneOf(spaces.map(\.name), for: name))
      }
      return nil
    }
  }

  /// The settings among the keys of a movement or scene.
  func settings(_ fields: Fields) -> LevelSettings {
    let agent = fields.group(LevelKeys.agent, "`agent` of \(fields.what)")
    let sound = fields.group(LevelKeys.sound, "`sound` of \(fields.what)")
    let settings = settings(fields, agent: agent, sound: sound)
    agent?.finish()
    sound?.finish()
    return settings
  }

  /// The settings among a level's keys, and among those of its `agent` and `sound`, which the caller finishes.
  func settings(_ fields: Fields, agent: Fields?, sound: Fields?) -> LevelSettings {
    var settings = LevelSettings()
    settings.space = fields.value(LevelKeys.space, space)
    settings.dimensions = fields.value(LevelKeys.dimensions)
    settings.period = fields.value(LevelKeys.period)
    settings.range = fields.value(LevelKeys.range)
    settings.sense = fields.value(LevelKeys.sense)
    settings.level = fields.value(LevelKeys.level)
    settings.crossfade = fields.value(LevelKeys.crossfade)
    settings.step = either(LevelKeys.step, fields, agent)
    settings.glide = either(LevelKeys.glide, fields, agent)
    settings.exploration = either(LevelKeys.exploration, fields, agent)
    settings.settling = either(LevelKeys.settling, fields, agent)
    settings.curiosity = either(LevelKeys.curiosity, fields, agent)
    settings.memory = either(LevelKeys.memory, fields, agent)
    settings.enter = either(LevelKeys.enter, fields, agent)
    settings.voice = either(LevelKeys.voice, fields, sound)
    settings.image = image(fields)
    return settings
  }

  /// A value that may stand on the level itself or in one of its groups, but not in both.
  private func either<Value>(
    _ key: Key<Value>, _ fields: Fields, _ group: Fields?
  ) -> Written<Value>? {
    let direct = fields.value(key)
    let grouped = group?.value(key)
    if let group, group.has(key.name), fields.has(key.name) {
      let places = [fields.place(of: key.name), group.place(of: key.name)].sorted { $0.start < $1.start }
      reading.report(
        .duplicateKey, places[1], "`\(key.name)` is written twice", help: "keep one of the two",
        note: .init("first written", at: places[0].start))
    }
    return direct ?? grouped
  }

  private func image(_ fields: Fields) -> WrittenImage {
    var image = WrittenImage()
    guard let keys = fields.group(LevelKeys.image, "`image`") else { return image }
    image.palette = keys.value(ImageKeys.palette)
    image.text = keys.value(ImageKeys.text)
    image.mirrored = keys.value(ImageKeys.mirrored)
    keys.finish()
    return image
  }
}
