import AegoNumerics

/// What was played, in lanes below what is written.
extension TimelinePicture {
  func played(_ course: PlayedCourse, _ sheet: inout Sheet) {
    sheet.y += 10
    sheet.drawing.text("as played", Sheet.left, sheet.y + 8, "movement")
    let scale = spans.written == spans.played ? "" : "  ·  in a time scale of its own"
    let versions = course.commands.contains { $0.name.hasPrefix("score ") && !$0.isRefused }
    let above = versions ? "  ·  above is the first version of the score" : ""
    sheet.drawing.text(course.summary + scale + above, Sheet.left + 78, sheet.y + 8, "note")
    sheet.y += 20
    sheet.measure(spans.played)
    sheet.overTheClock { sheet in
      playedScenes(course, &sheet)
      rewards(course, &sheet)
      intervals(course, &sheet)
      positions(course, &sheet)
      commands(course, &sheet)
    }
  }

  private func playedScenes(_ course: PlayedCourse, _ sheet: inout Sheet) {
    sheet.lane("scenes", "and their spaces", height: 26) { sheet in
      for scene in course.scenes {
        let (from, to) = (sheet.scale.x(scene.start), sheet.scale.x(scene.end))
        let space = spaces.firstIndex { $0.name == scene.space } ?? 0
        sheet.drawing.beginGroup("\(scene.name), \(clock(scene.start)) to \(clock(scene.end)), \(scene.space)")
        sheet.drawing.rectangle(
          from, sheet.y, to - from, 26, fill: Hatching.fill(space), " stroke=\"\(Sheet.ink)\" stroke-width=\"0.8\"")
        if let name = Sheet.fitted(scene.name, to - from - 12, size: 12) {
          let half = Double(name.count) * 3.4 + 4
          sheet.drawing.rectangle((from + to) / 2 - half, sheet.y + 5, 2 * half, 16, fill: "#fff")
          sheet.drawing.text(name, (from + to) / 2, sheet.y + 17, "scene", anchor: .middle)
        }
        sheet.drawing.endGroup()
      }
      if let last = course.scenes.last, last.end < course.length { fadeOut(last.end, course.length, &sheet) }
    }
  }

  /// How the sound dies away behind the last scene.
  private func fadeOut(_ start: Int64, _ end: Int64, _ sheet: inout Sheet) {
    let (from, to) = (sheet.scale.x(start), sheet.scale.x(end))
    sheet.drawing.beginGroup("fade out, \(clock(start)) to \(clock(end))")
    sheet.drawing.shape(
      Sheet.line([(from, sheet.y), (to, sheet.y + 26), (from, sheet.y + 26)]) + "Z", fill: "#fff",
      " stroke=\"\(Sheet.ink)\" stroke-width=\"0.8\"")
    sheet.drawing.endGroup()
  }

  /// The reward at each action, yes above and no below the line; and when an arm was not heard.
  private func rewards(_ course: PlayedCourse, _ sheet: inout Sheet) {
    sheet.lane("reward", "yes up, no down", height: 60) { sheet in
      for silence in course.silences {
        let (from, to) = (sheet.scale.x(silence.start), sheet.scale.x(silence.end))
        let y = silence.arm == "left" ? sheet.y : sheet.y + 54
        sheet.drawing.beginGroup("the \(silence.arm) arm is silent, \(clock(silence.start)) to \(clock(silence.end))")
        sheet.drawing.rectangle(from, y, max(to - from, 1), 6, fill: Hatching.fill(1))
        if to - from > 90 {
          sheet.drawing.text("\(silence.arm) arm silent", from + 3, y + (y > sheet.y ? -3 : 16), "note")
        }
        sheet.drawing.endGroup()
      }
      line(at: 30, &sheet)
      for stretch in course.stretches {
        var envelope = Envelope()
        for action in stretch {
          envelope.add(sheet.y + 30 - 28 * Double(action.reward), at: sheet.scale.x(action.time))
        }
        fill(envelope, &sheet)
      }
    }
  }

  /// The time between actions.
  private func intervals(_ course: PlayedCourse, _ sheet: inout Sheet) {
    let stretches = course.stretches.map { stretch in
      zip(stretch, stretch.dropFirst()).map { (time: $1.time, length: $1.time - $0.time) }
    }
    let pairs = stretches.joined()
    guard let least = pairs.map(\.length).min(), let most = pairs.map(\.length).max() else { return }
    let words = [least, most].map { DurationText.words(Int64((Double($0) / 1e5).rounded()) * 100_000) }
    let scale = ValueScale(least: Double(least), most: Double(most), margin: 0.1)
    sheet.lane("action period", words[0] == words[1] ? words[0] : "\(words[0]) to \(words[1])", height: 34) { sheet in
      for stretch in stretches {
        var envelope = Envelope()
        for pair in stretch {
          envelope.add(sheet.y + 34 * scale.height(Double(pair.length)), at: sheet.scale.x(pair.time))
        }
        fill(envelope, &sheet)
      }
    }
  }

  /// A strip an axis that was ever open, 0 at its bottom, grey while it is open; below it each action that was drawn.
  private func positions(_ course: PlayedCourse, _ sheet: inout Sheet) {
    let axes = Set(course.scenes.flatMap(\.dimensions)).sorted()
    let height = axes.count > 8 ? 16.0 : 26.0
    for axis in axes {
      sheet.lane("axis \(axis)", axis == axes.first ? "explorations below" : "", height: height) { sheet in
        for scene in course.scenes where scene.dimensions.contains(axis) {
          let from = sheet.scale.x(scene.start)
          sheet.drawing.rectangle(from, sheet.y, sheet.scale.x(scene.end) - from, height - 4, fill: "#e6e6e6")
        }
        for scene in course.scenes { path(of: axis, scene, course, height: height - 4, &sheet) }
        let explored = course.actions.filter { $0.explored && $0.axis == axis }
        let marks = Set(explored.map { Drawing.tenth(sheet.scale.x($0.time)) }).sorted()
        let y = Drawing.tenth(sheet.y + height - 3)
        if !marks.isEmpty {
          sheet.drawing.path(marks.map { "M\($0) \(y)v3" }.joined(), stroke: Sheet.ink, " stroke-width=\"0.7\"")
        }
      }
    }
  }

  /// Where the agent stood on an axis during a scene; another scene may be in another space.
  private func path(
    of axis: Int, _ scene: PlayedCourse.Scene, _ course: PlayedCourse, height: Double, _ sheet: inout Sheet
  ) {
    var envelope = Envelope()
    // Where the agent rests, it stays where it stands.
    for action in course.actions(from: scene.start, to: scene.end) where action.position.count >= axis {
      envelope.add(sheet.y + height * (1 - Double(action.position[axis - 1])), at: sheet.scale.x(action.time))
    }
    fill(envelope, &sheet)
  }

  /// A row a command: a mark each time, hollow where it was refused, and a line as long as what it did lasts.
  private func commands(_ course: PlayedCourse, _ sheet: inout Sheet) {
    var names: [String] = []
    for command in course.commands where !names.contains(command.name) { names.append(command.name) }
    for name in names.prefix(TimelinePicture.mostCommands) {
      let hasRefused = course.commands.contains { $0.name == name && $0.isRefused }
      sheet.lane(name, hasRefused ? "hollow: refused" : "", height: hasRefused ? 26 : 14) { sheet in
        let y = sheet.y + (hasRefused ? 13 : 7)
        for rest in course.rests where rest.name == name {
          let (from, to) = (Drawing.tenth(sheet.scale.x(rest.start)), Drawing.tenth(sheet.scale.x(rest.end)))
          sheet.drawing.beginGroup("\(name), \(course.seconds(rest.start)) to \(course.seconds(rest.end))")
          sheet.drawing.path("M\(from) \(Drawing.tenth(y))H\(to)", stroke: Sheet.ink, " stroke-width=\"2.5\"")
          sheet.drawing.endGroup()
        }
        var drawn: Set<String> = []
        for command in course.commands where command.name == name {
          let x = sheet.scale.x(command.time)
          guard drawn.insert("\(Drawing.tenth(x)) \(command.isRefused)").inserted else { continue }
          let fill = command.isRefused ? "#fff" : Sheet.ink
          sheet.drawing.circle(x, y, 3, fill: fill, " stroke=\"\(Sheet.ink)\"")
        }
      }
    }
  }

  /// For how many commands there is a row; the words below the title count all.
  private static let mostCommands = 16

  private func line(at height: Double, _ sheet: inout Sheet) {
    let y = Drawing.tenth(sheet.y + height)
    sheet.drawing.path(
      "M\(Drawing.tenth(Sheet.left)) \(y)H\(Drawing.tenth(Sheet.width - Sheet.right))", stroke: Sheet.pale,
      " stroke-width=\"0.5\"")
  }

  private func fill(_ envelope: Envelope, _ sheet: inout Sheet) {
    let shape = envelope.shape
    guard !shape.isEmpty else { return }
    sheet.drawing.shape(
      shape, fill: Sheet.ink, " stroke=\"\(Sheet.ink)\" stroke-width=\"0.9\" stroke-linejoin=\"round\"")
  }
}

extension PlayedCourse {
  /// How long it lasted, how it ended, and what happened in it.
  var summary: String {
    let explored = actions.filter(\.explored).count
    let count = { (number: Int, word: String) in "\(number) \(word)\(number == 1 ? "" : "s")" }
    var parts = [clock(length / 1_000_000_000 * 1_000_000_000), ending, count(actions.count, "action")]
    parts.append("\(explored) of them explored")
    if !commands.isEmpty { parts.append(count(commands.count, "command")) }
    return parts.joined(separator: "  ·  ")
  }

  /// Commands that let the agent rest, and whether a go ends that.
  private static let resting = ["panic": true, "hold": true, "pause": false]

  /// When score time or the agent stood still by a command, and by which; one that nothing ended lasts to the end.
  var rests: [(name: String, start: Int64, end: Int64)] {
    PlayedCourse.resting.sorted { $0.key < $1.key }.flatMap { name, endsByGo in
      var (rests, start) = ([(name: String, start: Int64, end: Int64)](), Int64?.none)
      for command in commands where !command.isRefused {
        let ends = command.name == name && command.isRelease || endsByGo && command.name == "go"
        if let begun = start, ends {
          rests.append((name, begun, command.time))
          start = nil
        } else if command.name == name, !command.isRelease {
          start = start ?? command.time
        }
      }
      return rests + (start.map { [(name, $0, length)] } ?? [])
    }
  }

  /// Whether it ended while something stood still by a command.
  public var isAtRest: Bool { rests.contains { $0.end == length } }

  /// The actions in stretches without a break: one ends where no axis was open, and where the performer let the agent
  /// rest.
  fileprivate var stretches: [ArraySlice<Action>] {
    let closed = scenes.filter(\.dimensions.isEmpty).map { ($0.start, $0.end) }
    let breaks = (closed + rests.map { ($0.start, $0.end) }).sorted { $0.0 < $1.0 }
    var (stretches, first, next) = ([ArraySlice<Action>](), actions.startIndex, 0)
    for index in actions.indices.dropFirst() {
      while next < breaks.count, breaks[next].1 <= actions[index - 1].time { next += 1 }
      guard next < breaks.count, breaks[next].0 < actions[index].time else { continue }
      stretches.append(actions[first..<index])
      first = index
    }
    return actions.isEmpty ? [] : stretches + [actions[first...]]
  }

  /// The actions of a stretch of time, which are found by halving.
  func actions(from start: Int64, to end: Int64) -> ArraySlice<Action> { actions[index(of: start)..<index(of: end)] }

  private func index(of time: Int64) -> Int {
    var (low, high) = (0, actions.count)
    while low < high {
      let middle = (low + high) / 2
      if actions[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
