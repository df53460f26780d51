/// A scene by the names that it has in the score.
struct ScenePath: Hashable {
  var movement: String
  var scene: String

  /// As a difference or a message names it.
  var words: String { "\(movement), \(scene)" }
}

/// Which scenes of a score are those of a later version of it.
///
/// A scene is found by its movement's name and its own. Of the others, where as many new ones as old ones stand behind
/// the same scene, the new ones are the old ones under other names, in their order.
struct SceneMatching {
  private var later: [ScenePath: ScenePath] = [:]

  /// Matches two lists of scenes, each scene once, in the order of their scores.
  init(_ earlier: [ScenePath], _ later: [ScenePath]) {
    let kept = Set(earlier).intersection(later)
    let (lost, found) = (SceneMatching.groups(earlier, without: kept), SceneMatching.groups(later, without: kept))
    for path in kept { self.later[path] = path }
    for (before, old) in lost {
      guard let new = found[before], new.count == old.count else { continue }
      for (old, new) in zip(old, new) { self.later[old] = new }
    }
  }

  /// What a scene is called in the later version; nil for one that is not there any more.
  func later(_ path: ScenePath) -> ScenePath? { later[path] }

  /// The scenes that only one version has, by the last one before them that both have.
  private static func groups(_ paths: [ScenePath], without kept: Set<ScenePath>) -> [ScenePath?: [ScenePath]] {
    var groups: [ScenePath?: [ScenePath]] = [:]
    var before: ScenePath?
    for path in paths {
      if kept.contains(path) { before = path } else { groups[before, default: []].append(path) }
    }
    return groups
  }
}
