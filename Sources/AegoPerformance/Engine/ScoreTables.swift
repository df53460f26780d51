import AegoNumerics
import AegoScore

/// One version of a score as the engine reads it: numbers only, in the memory of a `ScoreVersion`, which outlives it.
struct ScoreTables: BitwiseCopyable, @unchecked Sendable {
  // Sendable because nothing changes in that memory.

  /// The version's number, counted from 1.
  var number: Int32
  var scenes: UnsafeMutablePointer<SceneEntry>
  var sceneCount: Int
  var conditions: UnsafeMutablePointer<ConditionEntry>
  /// How many conditions a scene has at most.
  var mostConditions: Int
  var controls: UnsafeMutablePointer<HandControl>
  var controlCount: Int
  /// The scene in which a piece without end goes round; -1 for one that ends.
  var loopStart: Int
  var goGuard: Int64
  var freezesOnHold: Bool
  var fadeOut: Int64

  // For each name of the vocabulary its first scene, -1 for none.
  fileprivate var targets: UnsafeMutablePointer<Int32>
  fileprivate var targetCount: Int
  // For each earlier version that may be in force, where its scenes' places begin; -1 for one that cannot.
  fileprivate var placeStarts: UnsafeMutablePointer<Int32>
  fileprivate var placeStartCount: Int32
  fileprivate var places: UnsafeMutablePointer<Int32>

  /// The scene that a jump by the number of a name in the vocabulary leads to; nil where none has it.
  func target(_ name: Float) -> Int? {
    guard name >= 0, name < Float(targetCount) else { return nil }
    let scene = Int(targets[Int(name)])
    return scene < 0 ? nil : scene
  }

  /// Where a scene of an earlier version stands in this one.
  func place(of scene: Int, in version: Int32) -> ScenePlace {
    if version == number { return ScenePlace(index: scene, isGone: false) }
    let start = version > 0 && version <= placeStartCount ? placeStarts[Int(version) - 1] : -1
    // A version that was not foreseen: as if nothing had moved.
    guard start >= 0 else { return ScenePlace(index: min(scene, sceneCount - 1), isGone: false) }
    let place = Int(places[Int(start) + scene])
    return place >= 0 ? ScenePlace(index: place, isGone: false) : ScenePlace(index: ~place, isGone: true)
  }
}

/// Where a scene stands in a version of the score.
struct ScenePlace: BitwiseCopyable {
  /// The scene's index; of one that is gone, that of the scene that comes where it was.
  var index: Int
  var isGone: Bool

  /// The index of the scene that comes next, as far as there is one.
  var next: Int { isGone ? index : index + 1 }
}

/// The memory of one version's tables. Made and let go on another thread than the one that plays.
final class ScoreVersion: Sendable {
  let tables: ScoreTables
  private let scenes: Storage<SceneEntry>
  private let conditions: Storage<ConditionEntry>
  private let controls: Storage<HandControl>
  private let targets: Storage<Int32>
  private let placeStarts: Storage<Int32>
  private let places: Storage<Int32>

  /// The tables of a timeline that has nothing but its scenes.
  convenience init(_ timeline: Timeline, goGuard: Int64 = 0, freezesOnHold: Bool = false) {
    self.init(timeline, names: timeline.scenes.map(\.name), controls: [], given: nil, earlier: [:]) { tables in
      (tables.goGuard, tables.freezesOnHold) = (goGuard, freezesOnHold)
    }
  }

  /// The tables of a program.
  ///
  /// - Parameters:
  ///   - program: the version.
  ///   - earlier: the versions that may be in force when it is taken up, by their numbers.
  convenience init(_ program: Program, after earlier: [Int: Timeline] = [:]) {
    let vocabulary = program.vocabulary
    let controls = program.controls.compactMap { HandControl($0, vocabulary) }
    self.init(
      program.timeline, names: vocabulary.scenes, controls: controls, given: program.rehearsal.conditions,
      earlier: earlier
    ) { tables in
      tables.number = Int32(program.version)
      (tables.goGuard, tables.freezesOnHold) = (program.goGuard, program.freezesOnHold)
      tables.fadeOut = program.fadeOut
    }
  }

  private init(
    _ timeline: Timeline, names: [String], controls: [HandControl], given: Bool?, earlier: [Int: Timeline],
    _ set: (inout ScoreTables) -> Void
  ) {
    precondition(!timeline.scenes.isEmpty, "a timeline has a scene to begin with")
    var (entries, conditions): ([SceneEntry], [ConditionEntry]) = ([], [])
    let scenePlaces = ScenePlaces(timeline)
    for (index, scene) in timeline.scenes.enumerated() {
      var entry = SceneEntry(scene)
      (entry.firstCondition, entry.conditionCount) = (conditions.count, scene.until.count)
      var until = scene.until.map { ConditionEntry($0, of: index, places: scenePlaces) }
      if let given {
        for place in until.indices { until[place].force(given, isFirst: place == 0) }
      }
      conditions += until
      entries.append(entry)
    }
    scenes = Storage(entries)
    self.conditions = Storage(conditions)
    self.controls = Storage(controls)
    targets = Storage(ScoreVersion.targets(names, timeline))
    var (starts, places): ([Int32], [Int32]) = (Array(repeating: -1, count: earlier.keys.max() ?? 0), [])
    for (number, other) in earlier.sorted(by: { $0.key < $1.key }) {
      starts[number - 1] = Int32(places.count)
      places += timeline.places(of: other).map(\.coded)
    }
    placeStarts = Storage(starts)
    self.places = Storage(places)
    var tables = ScoreTables(
      number: 1, scenes: scenes.base, sceneCount: scenes.count, conditions: self.conditions.base,
      mostConditions: entries.map(\.conditionCount).max() ?? 0,
      controls: self.controls.base, controlCount: self.controls.count, loopStart: timeline.loopStart ?? -1, goGuard: 0,
      freezesOnHold: false, fadeOut: 0, targets: targets.base, targetCount: targets.count,
      placeStarts: placeStarts.base, placeStartCount: Int32(placeStarts.count), places: self.places.base)
    set(&tables)
    precondition(Int(tables.number) > placeStarts.count, "a version comes after the earlier ones")
    self.tables = tables
  }

  /// A name that stands at a scene's own index means that scene, any other the first scene that has it.
  private static func targets(_ names: [String], _ timeline: Timeline) -> [Int32] {
    let first = Dictionary(
      zip(timeline.scenes.map(\.name), timeline.scenes.indices), uniquingKeysWith: { first, _ in first })
    return names.enumerated().map { index, name in
      if timeline.scenes.indices.contains(index), timeline.scenes[index].name == name { return Int32(index) }
      return first[name].map(Int32.init) ?? -1
    }
  }
}

extension Timeline.Place {
  fileprivate var coded: Int32 {
    switch self {
    case .at(let index): Int32(index)
    case .before(let index): ~Int32(index)
    }
  }
}
