extension PlayedCourse {
  /// What was played as a table for a terminal, scene by scene. Ends in a line break.
  public var text: String {
    let head = ["start", "length", "movement", "scene", "space", "axes", "actions", "explored", "reward"]
    let rows = scenes.map { scene in
      let actions = actions(from: scene.start, to: scene.end)
      let explored = actions.filter(\.explored).count
      return [
        seconds(scene.start), seconds(scene.end - scene.start), scene.movement, scene.name, scene.space,
        axesInWords(scene.dimensions), "\(actions.count)", "\(explored)",
        actions.isEmpty ? "" : decimal(meanReward(actions)),
      ]
    }
    return "as played · \(summary.replacing("  ·  ", with: " · "))\n\n" + table([head] + rows)
  }

  /// What was played as JSON, a scene a line; times are performance time in nanoseconds.
  var json: String {
    let lines = scenes.map { scene in
      let actions = actions(from: scene.start, to: scene.end)
      return "      "
        + JSONText.object([
          ("start", .integer(scene.start)), ("end", .integer(scene.end)), ("movement", .string(scene.movement)),
          ("scene", .string(scene.name)), ("space", .string(scene.space)),
          ("dimensions", .array(scene.dimensions.map { .integer(Int64($0)) })),
          ("actions", .integer(Int64(actions.count))),
          ("explored", .integer(Int64(actions.filter(\.explored).count))),
          ("reward", actions.isEmpty ? .null : .number(meanReward(actions))),
        ]).line
    }
    return "{\n    \"length\": \(length),\n    \"ended\": \(JSONText.string(ending).line),\n    \"scenes\": [\n"
      + lines.joined(separator: ",\n") + "\n    ]\n  }"
  }

  /// The mean of the rewards in force, to a hundredth.
  private func meanReward(_ actions: ArraySlice<Action>) -> Double {
    let sum = actions.reduce(0) { $0 + Double($1.reward) }
    return (sum / Double(actions.count) * 100).rounded() / 100
  }

  private func seconds(_ time: Int64) -> String { clock((time + 50_000_000) / 100_000_000 * 100_000_000) }
}
