import AegoNumerics

/// Movements and scenes, and how open their lengths are.
extension TimelinePicture {
  /// A movement's scenes in a row.
  private var passes: [(name: String, start: Int64, end: Int64)] {
    timeline.scenes.reduce(into: []) { passes, scene in
      if let last = passes.last, last.name == scene.movement {
        passes[passes.count - 1].end = scene.end
      } else {
        passes.append((scene.movement, scene.start, scene.end))
      }
    }
  }

  func movements(_ sheet: inout Sheet) {
    let passes = passes
    sheet.lane("movements", height: 20) { sheet in
      for pass in passes {
        box(pass.name, pass.start, pass.end, height: 20, style: "movement", size: 13, fill: "#fff", &sheet)
      }
    }
  }

  /// A scene's name stands in it, or its number where there is no room; where its length is open, a line below goes from
  /// its least to its greatest length.
  func sceneLane(_ sheet: inout Sheet) {
    let rows = rowsOfOpenLengths(sheet.scale)
    let height = 26 + 9 * Double(rows.values.max().map { $0 + 1 } ?? 0) + (rows.isEmpty ? 0 : 4)
    sheet.lane("scenes", rows.isEmpty ? "" : "least to longest", height: height) { sheet in
      for (index, scene) in timeline.scenes.enumerated() {
        sheet.drawing.beginGroup("\(index + 1). \(scene.name): \(scene.words(spaces))")
        let names = [scene.name, "\(index + 1)"]
        let (from, to) = (sheet.scale.x(scene.start), sheet.scale.x(scene.end))
        let name = names.first { Double(displayWidth($0.unicodeScalars)) * 6.7 < to - from - 4 } ?? ""
        box(name, scene.start, scene.end, height: 26, style: "scene", size: 12, fill: "#f2f2f2", &sheet)
        if let row = rows[index] { openLength(scene, sheet.y + 34 + 9 * Double(row), &sheet) }
        sheet.drawing.endGroup()
      }
      loop(&sheet)
    }
  }

  /// In which row below the scenes the line of each open one stands, by the scene's index: the first in which it
  /// touches no other, of eight at most.
  private func rowsOfOpenLengths(_ scale: TimeScale) -> [Int: Int] {
    var (rows, free) = ([Int: Int](), [Double]())
    for (index, scene) in timeline.scenes.enumerated() where !scene.until.isEmpty {
      let begin = scale.x(scene.start + scene.minimum)
      let row = free.firstIndex { $0 < begin } ?? min(free.count, 7)
      if row == free.count { free.append(0) }
      free[row] = scale.x(scene.start + scene.maximum) + 5
      rows[index] = row
    }
    return rows
  }

  private func box(
    _ name: String, _ start: Int64, _ end: Int64, height: Double, style: String, size: Double, fill: String,
    _ sheet: inout Sheet
  ) {
    let (from, to) = (sheet.scale.x(start), sheet.scale.x(end))
    sheet.drawing.rectangle(
      from, sheet.y, to - from, height, fill: fill, " stroke=\"\(Sheet.ink)\" stroke-width=\"0.8\"")
    guard let text = Sheet.fitted(name, to - from - 4, size: size) else { return }
    sheet.drawing.text(text, (from + to) / 2, sheet.y + height / 2 + size * 0.36, style, anchor: .middle)
  }

  /// From the least to the greatest length a line, whole as far as the nominal one; an arrow where it goes on beyond the
  /// sheet.
  private func openLength(_ scene: PlayedScene, _ y: Double, _ sheet: inout Sheet) {
    let scale = sheet.scale
    let (least, nominal) = (scale.x(scene.start + scene.minimum), scale.x(scene.end))
    let most = scale.x(scene.start + scene.maximum)
    let isBeyond = scene.start + scene.maximum > scale.length
    let (row, up, down) = (Drawing.tenth(y), Drawing.tenth(y - 3.5), Drawing.tenth(y + 3.5))
    sheet.drawing.path(
      "M\(Drawing.tenth(least)) \(up)V\(down)M\(Drawing.tenth(least)) \(row)H\(Drawing.tenth(nominal))",
      stroke: Sheet.ink)
    let end =
      isBeyond
      ? "M\(Drawing.tenth(most - 4)) \(up)L\(Drawing.tenth(most)) \(row)L\(Drawing.tenth(most - 4)) \(down)"
      : "M\(Drawing.tenth(most)) \(up)V\(down)"
    sheet.drawing.path(
      "M\(Drawing.tenth(nominal)) \(row)H\(Drawing.tenth(most))", stroke: Sheet.ink, " stroke-dasharray=\"3 2\"")
    sheet.drawing.path(end, stroke: Sheet.ink)
  }

  /// Where a piece without end goes back to.
  private func loop(_ sheet: inout Sheet) {
    guard let start = timeline.loopStart, let last = timeline.scenes.last else { return }
    let (from, to) = (sheet.scale.x(timeline.scenes[start].start), sheet.scale.x(last.end))
    let y = Drawing.tenth(sheet.y - 35)
    let head = Drawing.tenth(from + 6)
    sheet.drawing.path(
      "M\(Drawing.tenth(to)) \(Drawing.tenth(sheet.y - 31))V\(y)H\(Drawing.tenth(from))"
        + "M\(head) \(Drawing.tenth(sheet.y - 38))L\(Drawing.tenth(from)) \(y)L\(head) \(Drawing.tenth(sheet.y - 32))",
      stroke: Sheet.ink)
    let (first, fade) = (timeline.scenes[start], timeline.scenes[start].crossfade)
    let morph =
      first.space == last.space || fade < 1_000_000_000 ? "" : ", after a crossfade of \(DurationText.words(fade))"
    sheet.drawing.text("and again, without end\(morph)", to - 6, sheet.y - 40, "note", anchor: .end)
  }
}
