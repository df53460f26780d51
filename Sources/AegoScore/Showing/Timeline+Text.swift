extension Timeline {
  /// The timeline as a table for a terminal: the three scales of the piece, scene by scene. Ends in a line break.
  ///
  /// - Parameter spaces: The score's spaces, in its order.
  /// - Returns: The table's text.
  public func text(spaces: [SpaceReference]) -> String {
    let head = ["start", "length", "movement", "scene", "space", "axes", "period"]
    let rows = scenes.enumerated().map { index, scene in
      let name = index == loopStart ? "↻ " + scene.name : scene.name
      return [
        clock(scene.start), clock(scene.nominal), scene.movement, name, spaces[scene.space].name, scene.axes,
        scene.pace,
      ]
    }
    // What ends a scene takes more than a column: it stands below.
    let endings = scenes.map { $0.ending.isEmpty ? "" : "ends by \($0.ending)" }
    return "\(summary)\n\n" + table([head] + rows, below: [""] + endings)
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
  var axes: String { axesInWords(dimensions) }

  /// The period, or where it goes from and to.
  var pace: String {
    if case .sine(let every) = period.curve, period.from != period.to {
      let ends = [period.from, period.to].map { DurationText.words(Int64($0)) }
      return "\(ends[0]) ~ \(ends[1]) each \(DurationText.words(every))"
    }
    let ends = [period.nanoseconds(at: 0), period.nanoseconds(at: nominal)].map {
      DurationText.words(Int64((Double($0) / 1e5).rounded()) * 100_000)
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
  /// The condition in words, and where it leads.
  var text: String {
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

/// Open axes: how many of the first, or which.
func axesInWords(_ axes: [Int]) -> String {
  if axes.isEmpty { return "none" }
  return axes == Array(1...axes.count) ? "\(axes.count)" : axes.map(String.init).joined(separator: ",")
}

/// A time as on a clock: 1:05, 1:02:03.5; fractions only where there are some.
func clock(_ nanoseconds: Int64) -> String {
  let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60_000_000_000)
  let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
  let (whole, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000_000)
  let seconds = (whole < 10 ? "0" : "") + String(whole) + decimal(Double(fraction) / 1e9).dropFirst()
  return hours > 0 ? "\(hours):\(minute < 10 ? "0" : "")\(minute):\(seconds)" : "\(minute):\(seconds)"
}
