import AegoNumerics

/// The picture in words: for screen readers, and below it for what has no room in it.
extension TimelinePicture {
  /// The whole in sentences.
  var description: String {
    let scenes = timeline.scenes.prefix(200).enumerated().map { index, scene in
      let isNew = index > 0 && timeline.scenes[index - 1].space != scene.space
      let crossfade = isNew ? ", after a crossfade of \(DurationText.words(scene.crossfade))" : ""
      return "\(index + 1). \(scene.movement), \(scene.name): \(scene.words(spaces))\(crossfade)."
    }
    let more = timeline.scenes.count > 200 ? " And \(timeline.scenes.count - 200) scenes more." : ""
    let played = course.map { " As played: \($0.summary). " + words(of: $0) } ?? ""
    return "\(timeline.summary). " + scenes.joined(separator: " ") + more + played
  }

  /// What was played in sentences: each scene, then what was commanded and who was not heard.
  private func words(of course: PlayedCourse) -> String {
    let scenes = course.scenes.prefix(200).enumerated().map { "\($0 + 1). \(course.words(of: $1))." }
    let more = course.scenes.count > 200 ? ["And \(course.scenes.count - 200) scenes more."] : []
    let commands = course.commands.prefix(200).map {
      "\($0.name)\($0.isRefused ? " (refused)" : "") at \(course.seconds($0.time))"
    }
    let silences = course.silences.prefix(200).map {
      "The \($0.arm) arm was silent from \(course.seconds($0.start)) to \(course.seconds($0.end))."
    }
    let commanded = commands.isEmpty ? [] : ["Commands: \(commands.joined(separator: ", "))."]
    return (scenes + more + commanded + silences).joined(separator: " ")
  }

  /// Scenes whose name or conditions the lanes do not hold, a line each, in two columns.
  func legend(_ sheet: inout Sheet) {
    let lines = timeline.scenes.enumerated().filter { index, scene in
      !scene.until.isEmpty || Double(displayWidth(scene.name.unicodeScalars)) * 6.7 >= widthOfScene(scene) - 4
    }.map { index, scene in
      let ending = scene.ending.isEmpty ? "" : ": \(scene.ending)"
      return "\(index + 1)  \(scene.name), \(clock(scene.start)) to \(clock(scene.end))\(ending)"
    }
    guard !lines.isEmpty else { return }
    let most = 60
    let all = lines.prefix(most) + (lines.count > most ? ["and \(lines.count - most) more"] : [])
    let shown = all.flatMap { wrapped($0, at: 165, indent: "\u{2003}") }
    let isWide = shown.contains { $0.count > 84 }
    let columns = isWide || shown.count < 4 ? 1 : 2
    let rows = (shown.count + columns - 1) / columns
    for (index, line) in shown.enumerated() {
      let x = Sheet.left + Double(index / rows) * 520
      sheet.drawing.text(line, x, sheet.y + 8 + 16 * Double(index % rows), "note")
    }
    sheet.y += 16 * Double(rows) + 4
  }

  private func widthOfScene(_ scene: PlayedScene) -> Double {
    let scale = Sheet(length: spans.written).scale
    return scale.x(scene.end) - scale.x(scene.start)
  }
}

extension PlayedScene {
  /// The scene in a sentence without its name.
  func words(_ spaces: [SpaceReference]) -> String {
    let open =
      dimensions.isEmpty ? "no axis open" : "\(dimensions.count == 1 ? "axis" : "axes") \(list(dimensions)) open"
    let length = "\(clock(start)) to \(clock(end))"
    let ending = ending.isEmpty ? "" : ", ends by \(ending)"
    let parts: [String?] = [
      length, "space \(spaces[space].name)", open, "an action each \(pace)", way(of: level, "level", loudness),
      way(of: sense, "sense", meaning),
    ]
    return parts.compactMap(\.self).joined(separator: ", ") + ending
  }

  /// A ramp in words; nil where there is nothing to tell of it.
  private func way(of ramp: Ramp, _ noun: String, _ words: ((Double) -> String)?) -> String? {
    guard let words else { return nil }
    let (from, to) = (words(ramp.from), words(ramp.to))
    if case .sine(let every) = ramp.curve {
      return "\(noun) between \(from) and \(to) each \(DurationText.words(every))"
    }
    return ramp.from == ramp.to ? "\(noun) \(from)" : "\(noun) from \(from) to \(to)"
  }

  private var meaning: ((Double) -> String)? { sense.from == 1 && sense.to == 1 ? nil : { decimal($0) } }

  private var loudness: ((Double) -> String)? {
    if level.from == 0, level.to == 0 { return nil }
    return { $0 == -.infinity ? "silent" : decimal(($0 * 10).rounded() / 10) + " dB" }
  }

  private func list(_ axes: [Int]) -> String {
    let isRow = axes.count > 2 && axes == Array(axes[0]...axes[axes.count - 1])
    return isRow ? "\(axes[0]) to \(axes[axes.count - 1])" : axes.map(String.init).joined(separator: ", ")
  }
}
