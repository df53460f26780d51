extension Timeline {
  /// The timeline as a table for a terminal: the three scales of the piece, scene by scene. Ends in a line break.
  ///
  /// - Parameter spaces: The score's spaces, in its order.
  /// - Returns: The table's text.
  public func text(spaces: [SpaceReference]) -> String {
    let head = ["start", "length", "movement", "scene", "space", "axes", "period", "ends"]
    let rows = scenes.enumerated().map { index, scene in
      let name = index == loopStart ? "↻ " + scene.name : scene.name
      return [
        clock(scene.start), clock(scene.nominal), scene.movement, name, spaces[scene.space].name, scene.axes,
        scene.pace, scene.ending,
      ]
    }
    return "\(summary)\n\n" + table([head] + rows)
  }

  /// The piece in a line: its title, its length, how many scenes it has.
  public var summary: String { "\(title) · \(lengthInWords)" }

  /// How long it lasts and how many scenes it has.
  var lengthInWords: String {
    let length = duration.map { clock($0) } ?? "without end, one pass is \(clock(scenes.last?.end ?? 0))"
    return "\(length) · \(scenes.count) \(scenes.count == 1 ? "scene" : "scenes")"
  }
}

extension PlayedScene {
  /// The open axes: how many of the first, or which.
  var axes: String {
    if dimensions.isEmpty { return "none" }
    let isFirst = dimensions == Array(1...dimensions.count)
    return isFirst ? "\(dimensions.count)" : dimensions.map { String($0) }.joined(separator: ",")
  }

  /// The period, or where it goes from and to.
  var pace: String {
    if case .sine(let every) = period.curve {
      let ends = [period.from, period.to].map { DurationText.words(Int64($0)) }
      return "\(ends[0]) ~ \(ends[1]) each \(DurationText.words(every))"
    }
    let ends = [period.nanoseconds(at: 0), period.nanoseconds(at: nominal)].map {
      decimal((Double($0) / 1e5).rounded() / 10) + " ms"
    }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) → \(ends[1])"
  }

  /// What ends the scene, if not its length.
  var ending: String {
    guard !until.isEmpty else { return "" }
    let conditions = until.map(\.text).joined(separator: " or ")
    return "\(conditions); \(clock(minimum)) to \(clock(maximum))"
  }
}

extension SceneCondition {
  fileprivate var text: String {
    let what =
      switch trigger {
      case .go: "go"
      case .stillness(let time): "stillness \(DurationText.words(time))"
      case .settled(let time): "settled \(DurationText.words(time))"
      case .reward(let side, let value, let time):
        "reward \(side.rawValue) \(decimal(value)) for \(DurationText.words(time))"
      }
    return then == .next ? what : "\(what) → \(then.word)"
  }
}

/// A time as on a clock: 1:05, 1:02:03.5; fractions only where there are some.
func clock(_ nanoseconds: Int64) -> String {
  let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60_000_000_000)
  let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
  let (whole, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000_000)
  let seconds = (whole < 10 ? "0" : "") + String(whole) + decimal(Double(fraction) / 1e9).dropFirst()
  return hours > 0 ? "\(hours):\(minute < 10 ? "0" : "")\(minute):\(seconds)" : "\(minute):\(seconds)"
}

/// Rows in columns as wide as their widest cell, two spaces between them; times stand to the right.
func table(_ rows: [[String]]) -> String {
  let widths = rows[0].indices.map { column in
    rows.map { displayWidth($0[column].unicodeScalars) }.max() ?? 0
  }
  let lines = rows.map { row in
    let cells = row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - displayWidth(cell.unicodeScalars))
      return column < 2 ? padding + cell : cell + padding
    }
    let line = cells.joined(separator: "  ")
    return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
  }
  return lines.joined(separator: "\n") + "\n"
}
