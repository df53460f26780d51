/// Reads the movements and their scenes.
struct MovementReader {
  let reading: Reading
  let levels: LevelReader
  private var conditions: ConditionReader
  /// Where each movement says `repeat: forever`, by its index.
  private(set) var forever: [Int: SourceSpan] = [:]
  /// How many scenes have been read: no more than can be played are.
  private var written = 0

  init(_ reading: Reading, levels: LevelReader) {
    self.reading = reading
    self.levels = levels
    conditions = ConditionReader(reading)
  }

  /// The movements behind the key `movements`.
  mutating func movements(_ node: YAMLNode) -> [Movement] {
    guard let nodes = list(node, of: "movements", example: "- name: first") else { return [] }
    var names = NameRegister("movement")
    let movements = nodes.enumerated().map { movement($1, number: $0 + 1, &names) }
    checkDestinations(in: movements)
    return movements
  }

  private mutating func movement(_ node: YAMLNode, number: Int, _ names: inout NameRegister) -> Movement {
    guard let fields = Fields(node, MovementKeys.mapping, what: "a movement", reading) else {
      return Movement(name: "movement \(number)", settings: LevelSettings(), scenes: [], passes: 1)
    }
    let name = fields.value(MovementKeys.name)
    let settings = levels.settings(fields)
    let passes = self.passes(fields, movement: number - 1)
    let called = name?.value ?? "movement \(number)"
    names.add(called, at: name?.span ?? fields.start, in: node, reading)
    let scenes = fields.node(MovementKeys.scenes).map { self.scenes($0, movement: called) } ?? []
    fields.finish()
    return Movement(name: called, settings: settings, scenes: scenes, passes: passes)
  }

  /// How often a movement is played; nil is forever.
  private mutating func passes(_ fields: Fields, movement: Int) -> Int? {
    guard let node = fields.node(MovementKeys.passes) else { return 1 }
    if case .scalar("forever", _) = node.content {
      forever[movement] = node.span
      return nil
    }
    return Self.repeats.read(node, reading) ?? 1
  }

  static let repeats = ValueForm<Int>.integer(
    "a repeat", 1...1000, help: "`repeat: 3` plays it three times; the last movement may `repeat: forever`")

  private mutating func scenes(_ node: YAMLNode, movement: String) -> [Scene] {
    guard let nodes = list(node, of: "scenes", example: "- {dimensions: 1, for: 60s}") else { return [] }
    var names = NameRegister("scene of this movement")
    var scenes: [Scene] = []
    let read = nodes.prefix(Timeline.mostScenes - written)
    if read.count < nodes.count {
      reading.report(
        .tooManyScenes, nodes[read.count].start, "from here on, this score has more than \(Timeline.mostScenes) scenes",
        help: "what returns is written once, with `repeat` and `order`; what changes all the time is a ramp")
    }
    scenes.reserveCapacity(read.count)
    for (index, node) in read.enumerated() {
      if let scene = scene(node, called: "\(movement) \(index + 1)", &names) { scenes.append(scene) }
    }
    written += read.count
    return scenes
  }

  private mutating func scene(_ node: YAMLNode, called standIn: String, _ names: inout NameRegister) -> Scene? {
    if let node = unnamed(node) { return scene(node, called: standIn, &names) }
    let example = "`- {name: line, for: 60s}`"
    guard let fields = Fields(node, SceneKeys.mapping, what: "a scene", example: example, reading) else { return nil }
    let name = fields.value(SceneKeys.name)
    let called = name?.value ?? standIn
    names.add(called, at: name?.span ?? fields.start, in: node, reading)
    let settings = levels.settings(fields)
    let length = SceneLengthReader(reading: reading).length(fields)
    let until = fields.node(SceneKeys.until).map { conditions.conditions($0) } ?? []
    let direction = fields.value(SceneKeys.direction)
    let passes = scenePasses(fields)
    fields.finish()
    return Scene(
      name: called, settings: settings, length: length, until: until, direction: direction?.value, passes: passes)
  }

  /// What stands below `- breath:`, a scene whose name was written as its key, which is reported; nil for all else.
  private func unnamed(_ node: YAMLNode) -> YAMLNode? {
    guard case .mapping(let entries) = node.content, entries.count == 1, case .mapping = entries[0].value.content,
      !SceneKeys.mapping.names.contains(entries[0].key)
    else { return nil }
    reading.report(
      .unknownKey, entries[0].keySpan, "`\(entries[0].key)` is no key of a scene",
      help: "if it is the scene's name: `- name: \(entries[0].key)`, and the other keys below `name`, in its column")
    return entries[0].value
  }

  private func scenePasses(_ fields: Fields) -> Int {
    guard let node = fields.node(SceneKeys.passes) else { return 1 }
    if case .scalar("forever", _) = node.content {
      reading.report(
        .foreverNotLast, node.span, "a scene cannot repeat forever",
        help: "put it into a movement of its own at the end, with `repeat: forever` on the movement")
      return 1
    }
    return Self.repeats.read(node, reading) ?? 1
  }

  static let sceneName = ValueForm<String>.text(
    "a scene's name", schema: .line(most: 80, not: SceneCondition.Destination.words)
  ) { (text) throws(ValueFault) in
    if SceneCondition.Destination.words.contains(text) {
      throw ValueFault(.badName, "no scene can be called `\(text)`", help: "`then: \(text)` has a meaning of its own")
    }
    return try ValueForm<String>.checkedLine(text, "a scene's name", most: 80)
  }

  private func checkDestinations(in movements: [Movement]) {
    let names = movements.flatMap { $0.scenes.map(\.name) }
    let known = Set(names)
    var listed: Set<String> = []
    let possible = SceneCondition.Destination.words + names.filter { listed.insert($0).inserted }
    for destination in conditions.destinations where !known.contains(destination.value) {
      reading.report(
        .unknownScene, destination.span, "no scene is called `\(destination.value)`",
        help: reading.oneOf(possible, for: destination.value))
    }
  }

  /// The nodes of a list that must not be empty.
  private func list(_ node: YAMLNode, of things: String, example: String) -> [YAMLNode]? {
    guard case .sequence(let nodes) = node.content else {
      reading.report(
        .wrongKind, node.span, "`\(things)` is a list, not \(node.kind)", help: "begin each with a dash: `\(example)`")
      return nil
    }
    if nodes.isEmpty {
      reading.report(
        .missingValue, node.span, "this list of \(things) is empty", help: "begin each with a dash: `\(example)`")
    }
    return nodes
  }
}

/// The names given so far, to find one given twice.
struct NameRegister {
  let what: String
  private var places: [String: SourceSpan] = [:]

  init(_ what: String) { self.what = what }

  /// Takes a name that stands at `span` in `node`.
  mutating func add(_ name: String, at span: SourceSpan, in node: YAMLNode, _ reading: Reading) {
    if let first = places[name], first == span {
      reading.report(
        .duplicateName, node.start, "an alias repeats the name too: another \(what) is called `\(name)`",
        help: "give this one its own: `- {<<: *ANCHOR, name: another}`", note: .init("the name stands", at: first.start)
      )
    } else if let first = places[name] {
      reading.report(
        .duplicateName, span, "another \(what) is called `\(name)`",
        help: "`order`, `then` and --from need one name each",
        note: .init("the other stands", at: first.start))
    }
    places[name] = places[name] ?? span
  }
}
