extension Timeline {
  /// Where a scene of an earlier version of the score stands in this one.
  public enum Place: Sendable, Equatable {
    /// It is the scene of this index.
    case at(Int)
    /// It is gone; the scene of this index comes where it was, or none where the index is the number of scenes.
    case before(Int)
  }

  /// Where each scene of an earlier version of the score stands in this one.
  ///
  /// A scene is found by its movement, its name, and which of its passes it is. One that is gone stands behind the last
  /// scene before it that is still there.
  public func places(of earlier: Timeline) -> [Place] {
    let matching = SceneMatching(earlier.paths, paths)
    let here = Dictionary(zip(passes, scenes.indices), uniquingKeysWith: { first, _ in first })
    var last = -1
    return earlier.passes.map { pass in
      let index = matching.later(pass.path).flatMap { here[ScenePass(path: $0, number: pass.number)] }
      if let index { last = index }
      return index.map(Place.at) ?? .before(last + 1)
    }
  }

  /// The names of the scenes, each once.
  private var paths: [ScenePath] {
    var seen = Set<ScenePath>()
    return scenes.map(\.path).filter { seen.insert($0).inserted }
  }

  /// Which pass of which scene each one is.
  private var passes: [ScenePass] {
    var counts: [ScenePath: Int] = [:]
    return scenes.map { scene in
      counts[scene.path, default: 0] += 1
      return ScenePass(path: scene.path, number: counts[scene.path] ?? 0)
    }
  }
}

/// One pass of a scene that may be played several times.
private struct ScenePass: Hashable {
  var path: ScenePath
  var number: Int
}

extension PlayedScene {
  fileprivate var path: ScenePath { ScenePath(movement: movement, scene: name) }
}
