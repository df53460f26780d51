import AegoNumerics

/// The three scales: which space, how many axes, how often; and where they change, level and meaning.
extension TimelinePicture {
  /// Each space in its own pattern; a crossfade is a slope from the old to the new.
  func spaceLane(_ sheet: inout Sheet) {
    sheet.lane("latent space", height: 38) { sheet in
      for (index, stretch) in stretches.enumerated() {
        let (from, to) = (sheet.scale.x(stretch.start), sheet.scale.x(stretch.end))
        let frame = " stroke=\"\(Sheet.ink)\" stroke-width=\"0.8\""
        sheet.drawing.rectangle(from, sheet.y, to - from, 38, fill: Hatching.fill(stretch.space), frame)
        if index > 0 { crossfade(stretch, after: stretches[index - 1].space, &sheet) }
        name(of: stretch.space, from, to, &sheet)
      }
    }
  }

  /// Scenes in a row in one space.
  private var stretches: [(space: Int, start: Int64, end: Int64, crossfade: Int64)] {
    timeline.scenes.reduce(into: []) { stretches, scene in
      if let last = stretches.last, last.space == scene.space {
        stretches[stretches.count - 1].end = scene.end
      } else {
        stretches.append((scene.space, scene.start, scene.end, scene.crossfade))
      }
    }
  }

  private func crossfade(
    _ stretch: (space: Int, start: Int64, end: Int64, crossfade: Int64), after space: Int, _ sheet: inout Sheet
  ) {
    let (from, to) = (sheet.scale.x(stretch.start), sheet.scale.x(stretch.start + stretch.crossfade))
    guard to - from > 1 else { return }
    let triangle = Sheet.line([(from, sheet.y), (to, sheet.y), (from, sheet.y + 38)]) + "Z"
    sheet.drawing.shape(triangle, fill: "#fff")
    sheet.drawing.shape(triangle, fill: Hatching.fill(space), " stroke=\"\(Sheet.ink)\" stroke-width=\"0.8\"")
  }

  private func name(of space: Int, _ from: Double, _ to: Double, _ sheet: inout Sheet) {
    guard let text = Sheet.fitted(spaces[space].name, to - from - 12, size: 13) else { return }
    let (middle, half) = ((from + to) / 2, Double(text.count) * 3.8 + 6)
    sheet.drawing.rectangle(middle - half, sheet.y + 10, 2 * half, 18, fill: "#fff")
    sheet.drawing.text(text, middle, sheet.y + 23.5, "lane", anchor: .middle)
  }

  /// A row an axis, the first at the bottom, dark where it is open; above them how many are.
  func dimensionLane(_ sheet: inout Sheet) {
    let axes = max(1, timeline.scenes.flatMap(\.dimensions).max() ?? 1)
    let row = max(3, min(9, 72 / Double(axes)))
    let note = axes == 1 ? "axis 1" : "axes 1 to \(axes)"
    sheet.lane("dimensions", note, height: 16 + row * Double(axes)) { sheet in
      for scene in timeline.scenes {
        let (from, to) = (sheet.scale.x(scene.start), sheet.scale.x(scene.end))
        for axis in 1...axes {
          let y = sheet.y + 16 + row * Double(axes - axis)
          let isOpen = scene.dimensions.contains(axis)
          sheet.drawing.rectangle(
            from, y + 0.5, max(to - from - 0.6, 0.4), row - 1, fill: isOpen ? "#3a3a3a" : "#ececec")
        }
        guard let text = Sheet.fitted(scene.axes, to - from, size: 11) else { continue }
        sheet.drawing.text(text, (from + to) / 2, sheet.y + 11, "count", anchor: .middle)
      }
    }
  }

  func periodLane(_ sheet: inout Sheet) {
    let (least, most) = bounds(of: \.period)
    let scale = ValueScale(least: least, most: most, margin: 0.24)
    let words = { (period: Double) in DurationText.words(Int64((period / 1e5).rounded()) * 100_000) }
    let breathes = timeline.scenes.contains { $0.period.isBreathing }
    sheet.lane("action period", breathes ? "\(words(least)) to \(words(most))" : "", height: 56) { sheet in
      curve(of: \.period, scale, height: 56, &sheet)
      ends(of: \.period, scale, height: 56, &sheet, words)
    }
  }

  /// The level, where any scene has another than 0 dB.
  func levelLane(_ sheet: inout Sheet) {
    // Silence lies a little below the softest level that is one.
    let levels = timeline.scenes.flatMap { [$0.level.from, $0.level.to] }.filter { $0 > -.infinity }
    let floor = (levels.min() ?? 0) - 12
    let level: (PlayedScene) -> Ramp = { scene in
      var ramp = scene.level
      (ramp.from, ramp.to) = (max(ramp.from, floor), max(ramp.to, floor))
      return ramp
    }
    guard timeline.scenes.contains(where: { $0.level.from != 0 || $0.level.to != 0 }) else { return }
    let (least, most) = bounds(of: level)
    let scale = ValueScale(least: least, most: most, margin: 0.27)
    sheet.lane("level", height: 50) { sheet in
      curve(of: level, scale, height: 50, &sheet)
      ends(of: level, scale, height: 50, &sheet) { $0 <= floor ? "silent" : decimal(($0 * 10).rounded() / 10) + " dB" }
    }
  }

  /// What the reward means, where any scene turns it round or takes from it.
  func senseLane(_ sheet: inout Sheet) {
    guard timeline.scenes.contains(where: { $0.sense.from != 1 || $0.sense.to != 1 }) else { return }
    let scale = ValueScale(least: -1, most: 1, margin: 0.1)
    sheet.lane("sense", "1 above, -1 below", height: 36) { sheet in
      let zero = Drawing.tenth(sheet.y + scale.height(0) * 36)
      sheet.drawing.path(
        "M\(Drawing.tenth(Sheet.left)) \(zero)H\(Drawing.tenth(Sheet.width - Sheet.right))", stroke: Sheet.pale,
        " stroke-width=\"0.5\"")
      curve(of: \.sense, scale, height: 36, &sheet)
    }
  }
}
