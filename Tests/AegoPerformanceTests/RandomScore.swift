import AegoScore
import Testing

/// Numbers of a test that are the same in each run.
struct TestRandom {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// 0..<count.
  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  mutating func among<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// A condition as the obvious conductor reads it; times in milliseconds.
struct ObviousCondition: Equatable {
  enum Kind: String { case go, stillness, above, below, settled }
  var kind: Kind
  var time = 0
  var value = 0.0
  var then: String

  var text: String {
    let then = self.then == "next" ? "" : ", then: \(self.then)"
    return switch kind {
    case .go: "{go: true\(then)}"
    case .stillness, .settled: "{\(kind.rawValue): \(time)ms\(then)}"
    case .above, .below: "{reward: \(kind.rawValue) \(value), for: \(time)ms\(then)}"
    }
  }

  /// The journal's word for a scene that begins by it.
  var word: String { kind == .above || kind == .below ? "reward" : kind.rawValue }
}

/// A played scene as the obvious conductor reads it; times in milliseconds.
struct ObviousScene {
  var name: String
  /// Which pass of which movement it is in.
  var pass: Int
  var start: Int
  /// How often it is played, one time after the other.
  var passes = 1
  var minimum = 0
  var nominal = 0
  var maximum = 0
  var until: [ObviousCondition] = []

  var text: String {
    let begin = "{name: \(name), repeat: \(passes), for: "
    if until.isEmpty { return begin + "\(nominal)ms}" }
    return begin + "{min: \(minimum)ms, nominal: \(nominal)ms, max: \(maximum)ms}, "
      + "until: [\(until.map(\.text).joined(separator: ", "))]}"
  }
}

/// A score drawn at random, as a text and as the obvious conductor reads it. All its times are whole milliseconds.
struct RandomScore {
  var text = "score: 1\ntitle: drawn\nspaces: {additive: a.safetensors}\nmovements:\n"
  var scenes: [ObviousScene] = []
  var loopStart = -1

  init(_ random: inout TestRandom) {
    let names = ["a", "b", "c", "d"]
    let count = 1 + random.below(3)
    let order = RandomScore.order(of: count, &random)
    let isForever = random.below(3) == 0 && !order.dropLast().contains(order[order.count - 1])
    let movements = (0..<count).map { movement in
      let scenes = names.prefix(1 + random.below(4)).map { RandomScore.scene($0, names, &random) }
      return Movement(scenes: scenes, passes: isForever && movement == order.last ? nil : 1 + random.below(2))
    }
    for (index, movement) in movements.enumerated() {
      text += "  - name: m\(index)\n    repeat: \(movement.passes.map(String.init) ?? "forever")\n    scenes:\n"
      for scene in movement.scenes { text += "      - \(scene.text)\n" }
    }
    if order != Array(0..<count) { text += "order: [\(order.map { "m\($0)" }.joined(separator: ", "))]\n" }
    var pass = 0
    for movement in order.map({ movements[$0] }) {
      if movement.passes == nil { loopStart = scenes.count }
      for _ in 0..<(movement.passes ?? 1) {
        for scene in movement.scenes { play(scene, pass) }
        pass += 1
      }
    }
    // A destination must be the name of a scene.
    for name in names where !scenes.contains(where: { $0.name == name }) {
      text.replace("then: \(name)}", with: "then: a}")
      for index in scenes.indices {
        for place in scenes[index].until.indices where scenes[index].until[place].then == name {
          scenes[index].until[place].then = "a"
        }
      }
    }
  }

  private struct Movement {
    var scenes: [ObviousScene]
    /// Nil is forever.
    var passes: Int?
  }

  private mutating func play(_ scene: ObviousScene, _ pass: Int) {
    for _ in 0..<scene.passes {
      var played = scene
      played.start = scenes.last.map { $0.start + $0.nominal } ?? 0
      played.pass = pass
      scenes.append(played)
    }
  }

  /// As written, or some movements any number of times.
  private static func order(of count: Int, _ random: inout TestRandom) -> [Int] {
    if random.below(2) == 0 { return Array(0..<count) }
    return (0...random.below(4)).map { _ in random.below(count) }
  }

  private static func scene(_ name: String, _ names: [String], _ random: inout TestRandom) -> ObviousScene {
    var scene = ObviousScene(name: name, pass: 0, start: 0)
    scene.nominal = 100 + random.below(400)
    scene.passes = random.among([1, 1, 1, 2, 3])
    (scene.minimum, scene.maximum) = (scene.nominal, scene.nominal)
    guard random.below(4) > 0 else { return scene }
    scene.minimum = random.below(scene.nominal)
    scene.maximum = scene.nominal + random.below(300)
    let kinds: [ObviousCondition.Kind] = [.go, .stillness, .above, .below, .settled]
    for _ in 0...random.below(3) {
      let then = random.among(["next", "next", "back", "end"] + names)
      scene.until.append(
        ObviousCondition(
          kind: random.among(kinds), time: 70 + random.below(200), value: random.among([-0.5, 0.25, 0.5]), then: then))
    }
    return scene
  }

  var timeline: Timeline {
    get throws { try #require(ScoreReader(path: "drawn.yaml", text: text).score, "\(text)").timeline() }
  }
}
