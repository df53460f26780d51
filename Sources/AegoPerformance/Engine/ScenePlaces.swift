import AegoScore

/// Where the scenes of a timeline stand by their names, for conditions that lead to one.
struct ScenePlaces {
  private let names: [String]
  private let places: [String: [Int]]
  /// For each played scene, where the pass of its movement begins and ends.
  private let passes: [Range<Int>]

  init(_ timeline: Timeline) {
    let scenes = timeline.scenes
    names = scenes.map(\.name)
    places = Dictionary(grouping: scenes.indices) { scenes[$0].name }
    passes = ScenePlaces.passes(scenes)
  }

  /// The scene of a name that is meant in a scene: this one itself; else the one in the same pass of its movement; else
  /// the next in the piece; else the last before.
  func index(of name: String, from index: Int) -> Int {
    guard names[index] != name, let all = places[name] else { return index }
    let pass = passes[index]
    return all.first { pass.contains($0) } ?? all.first { $0 > index } ?? all.last ?? index
  }

  /// A pass ends where another movement begins, or where a scene comes again after another one.
  private static func passes(_ scenes: [PlayedScene]) -> [Range<Int>] {
    var passes: [Range<Int>] = []
    var (start, seen) = (0, Set<String>())
    for index in 0...scenes.count {
      if index < scenes.count, index > start {
        let isSame = scenes[index].movement == scenes[index - 1].movement
        let isAgain = scenes[index].name != scenes[index - 1].name && seen.contains(scenes[index].name)
        if isSame && !isAgain {
          seen.insert(scenes[index].name)
          continue
        }
      }
      passes += Array(repeating: start..<index, count: index - start)
      (start, seen) = (index, index < scenes.count ? [scenes[index].name] : [])
    }
    return passes
  }
}
