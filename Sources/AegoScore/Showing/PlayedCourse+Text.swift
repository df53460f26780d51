extension PlayedCourse {
  /// What was played as a table for a terminal, scene by scene. Ends in a line break.
  public var text: String {
    let head = ["start", "length", "movement", "scene", "space", "axes", "actions", "explored", "reward"]
    let rows = scenes.map { scene in
      let done = done(in: scene)
      return [
        seconds(scene.start), seconds(scene.end - scene.start), scene.movement, scene.name, scene.space,
        axesInWords(scene.dimensions), "\(done.actions)", "\(done.explored)", done.reward.map(decimal) ?? "",
      ]
    }
    return "as played · \(summary.replacing("  ·  ", with: " · "))\n\n" + table([head] + rows)
  }

  /// What was played as JSON, a scene a line; times are performance time in nanoseconds.
  var json: String {
    let lines = scenes.map { scene in
      let done = done(in: scene)
      return "      "
        + JSONText.object([
          ("start", .integer(scene.start)), ("end", .integer(scene.end)), ("movement", .string(scene.movement)),
          ("scene", .string(scene.name)), ("space", .string(scene.space)),
          ("dimensions", .array(scene.dimensions.map { .integer(Int64($0)) })),
          ("actions", .integer(Int64(done.actions))), ("explored", .integer(Int64(done.explored))),
          ("reward", done.reward.map { .number($0) } ?? .null),
        ]).line
    }
    return "{\n    \"length\": \(length),\n    \"ended\": \(JSONText.string(ending).line),\n    \"scenes\": [\n"
      + lines.joined(separator: ",\n") + "\n    ]\n  }"
  }

  /// A scene in a sentence.
  func words(of scene: Scene) -> String {
    let done = done(in: scene)
    let axes = scene.dimensions.isEmpty ? "no axis open" : "axes open: \(axesInWords(scene.dimensions))"
    let reward = done.reward.map { ", their mean reward \(decimal($0))" } ?? ""
    return
      "\(scene.movement), \(scene.name): \(seconds(scene.start)) to \(seconds(scene.end)), space \(scene.space), \(axes), "
      + "\(done.actions) actions\(reward), \(done.explored) of them explored"
  }

  /// How many actions there were in a scene, how many of them explored, and the mean of the rewards in force, to a
  /// hundredth; nil where there was no action.
  private func done(in scene: Scene) -> (actions: Int, explored: Int, reward: Double?) {
    let actions = actions(from: scene.start, to: scene.end)
    let sum = actions.reduce(0) { $0 + Double($1.reward) }
    let mean = actions.isEmpty ? nil : (sum / Double(actions.count) * 100).rounded() / 100
    return (actions.count, actions.filter(\.explored).count, mean)
  }

  /// A time as on a clock, to a tenth of a second.
  func seconds(_ time: Int64) -> String { clock((time + 50_000_000) / 100_000_000 * 100_000_000) }
}
