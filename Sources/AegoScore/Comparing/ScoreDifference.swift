/// What a later version of a score changes, in the piece's terms: a line each, before and after.
public struct ScoreDifference: Sendable, Equatable {
  /// What may change while the piece is played, in the order of the score.
  public private(set) var lines: [String] = []
  /// What takes a new start.
  public private(set) var fixed: [String] = []

  /// Compares two versions. Comments, and how a value is written, are no difference.
  public init(from old: Score, to new: Score) {
    fixed = ScoreDifference.changes(old.fixedFacts, new.fixedFacts)
    lines = ScoreDifference.changes(old.facts, new.facts)
    compareMovements(old, new)
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { lines.isEmpty && fixed.isEmpty }

  private mutating func compareMovements(_ old: Score, _ new: Score) {
    let matching = SceneMatching(old.paths, new.paths)
    let before = Dictionary(old.written, uniquingKeysWith: { first, _ in first })
    var names: [ScenePath: ScenePath] = [:]
    for path in old.paths { if let later = matching.later(path) { names[later] = path } }
    for path in old.paths where matching.later(path) == nil { lines.append("- \(path.words)") }
    for movement in new.movements {
      let name = movement.scenes.first.flatMap { names[ScenePath(movement: movement.name, scene: $0.name)]?.movement }
      if let earlier = old.movement(named: movement.name) ?? name.flatMap(old.movement) {
        compare(earlier, old, movement, new)
      }
      for (path, scene) in new.written where path.movement == movement.name {
        guard let name = names[path], let earlier = before[name] else {
          lines.append("+ \(path.words): \(scene.words(new))")
          continue
        }
        if name != path { lines.append("\(name.words): is now \(path.words)") }
        add(path.words, earlier.facts(old), scene.facts(new))
      }
    }
  }

  /// A movement's own settings, and the order of those of its scenes that were there before.
  private mutating func compare(_ old: Movement, _ before: Score, _ new: Movement, _ after: Score) {
    add(new.name, old.facts(before), new.facts(after))
    let kept = Set(old.scenes.map(\.name)).intersection(new.scenes.map(\.name))
    let orders = [old, new].map { $0.scenes.map(\.name).filter(kept.contains) }
    if orders[0] != orders[1] {
      lines.append("\(new.name): order \(orders.map { $0.joined(separator: ", ") }.joined(separator: " → "))")
    }
  }

  private mutating func add(_ place: String, _ old: [Fact], _ new: [Fact]) {
    lines += ScoreDifference.changes(old, new).map { "\(place): \($0)" }
  }

  private static func changes(_ old: [Fact], _ new: [Fact]) -> [String] {
    zip(old, new).filter { $0.text != $1.text }.map { old, new in "\(new.key) \(old.text) → \(new.text)" }
  }
}

/// Something that a score says, by its key, as a text.
struct Fact {
  var key: String
  var text: String

  init(_ key: String, _ text: String) { (self.key, self.text) = (key, text) }
}

extension Score {
  fileprivate func movement(named name: String) -> Movement? { movements.first { $0.name == name } }

  /// Every scene as it is written, with its names.
  fileprivate var written: [(ScenePath, Scene)] {
    movements.flatMap { movement in
      movement.scenes.map { (ScenePath(movement: movement.name, scene: $0.name), $0) }
    }
  }

  fileprivate var paths: [ScenePath] {
    var seen = Set<ScenePath>()
    return written.map(\.0).filter { seen.insert($0).inserted }
  }
}
