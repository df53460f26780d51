import AegoNumerics

/// Where the strips of spectra lie: two beside each other.
enum StripLayout {
  static let top = 196.0
  static let pitch = 244.0
  static let left = 112.0
  static let width = 452.0
  static let gutter = 44.0
  static let height = 172.0
}

extension SpaceMap {
  /// One axis: its number, what it explains, the spectra along it, and the sounds' places below.
  func strip(_ axis: Int, _ drawing: inout Drawing) {
    let x = StripLayout.left + Double(axis % 2) * (StripLayout.width + StripLayout.gutter)
    let y = StripLayout.top + Double(axis / 2) * StripLayout.pitch
    heading(axis, x, y, &drawing)
    let picture = IndexedPicture(
      width: SpaceMap.columns, height: SpaceMap.rows, pixels: strips[axis], colours: .levels)
    let top = y + 14
    drawing.picture(x, top, StripLayout.width, StripLayout.height, picture)
    let middle = x + StripLayout.width / 2
    drawing.path(
      "M\(Drawing.tenth(middle)) \(Drawing.tenth(top))v\(StripLayout.height)", stroke: "#fdf3cf",
      " stroke-opacity=\"0.45\" stroke-dasharray=\"2 4\"")
    if axis % 2 == 0 { frequencies(left: x, top: top, &drawing) }
    places(axis, left: x, top: top + StripLayout.height + 5, &drawing)
  }

  /// The axis' number, a bar of what it adds to what is explained, and its sensitivity.
  private func heading(_ axis: Int, _ x: Double, _ y: Double, _ drawing: inout Drawing) {
    drawing.text("\(axis + 1)", x, y + 3, "number")
    let before = axis == 0 ? 0 : space.explainedVariance[axis - 1]
    let after = space.explainedVariance[axis]
    let words = axis == 0 ? "explains \(percent(after))" : "adds \(percent(after - before)), to \(percent(after))"
    let left = x + 18.0 + Double("\(axis + 1)".count) * 12
    drawing.text(words, left, y + 2, "word")
    let sensitivity = Drawing.tenth(Double(space.sensitivity[axis]))
    drawing.text("sensitivity \(sensitivity)", x + StripLayout.width - 150, y + 2, "note", anchor: .end)
    let (bar, width) = (x + StripLayout.width - 138, 138.0)
    func clamped(_ part: Float) -> Double { Double(min(max(part, 0), 1)) }
    drawing.rectangle(bar, y - 5, width, 4, fill: "#23262f")
    drawing.rectangle(bar, y - 5, width * clamped(before), 4, fill: "#5b3560")
    let gain = max(0, clamped(after) - clamped(before))
    drawing.rectangle(bar + width * clamped(before), y - 5, width * gain, 4, fill: "#f07f4a")
  }

  private func frequencies(left: Double, top: Double, _ drawing: inout Drawing) {
    for (frequency, word) in [(100.0, "100"), (500, "500"), (1000, "1k"), (2000, "2k"), (5000, "5k"), (10_000, "10k")]
    where frequency < scale.top * 0.95 {
      let y = top + StripLayout.height * (1 - scale.height(frequency))
      drawing.path("M\(Drawing.tenth(left - 6)) \(Drawing.tenth(y))h4", stroke: "#5d6373")
      drawing.text(word, left - 10, y + 3.6, "small", anchor: .end)
    }
  }

  /// A tick for each sound, home's mark, and the axis' ends.
  private func places(_ axis: Int, left: Double, top: Double, _ drawing: inout Drawing) {
    let groups = SoundGroups(sounds)
    for index in groups.names.indices {
      let ticks = shown.filter { groups.index($0) == index }.map { sound in
        let place = Double(min(max(sound.position[axis], 0), 1))
        return "M\(Drawing.tenth(left + place * StripLayout.width)) \(Drawing.tenth(top))v8"
      }
      guard !ticks.isEmpty else { continue }
      drawing.path(ticks.joined(), stroke: SoundGroups.colours[index], " stroke-opacity=\"0.6\"")
    }
    let middle = left + StripLayout.width / 2
    let base = top + (sounds.isEmpty ? 2 : 11)
    drawing.path(
      "M\(Drawing.tenth(middle - 4)) \(Drawing.tenth(base + 6))l4 -6l4 6z", stroke: "#fdf3cf", " stroke-width=\"1.2\"")
    drawing.text("0", left, base + 8, "small")
    drawing.text("1", left + StripLayout.width, base + 8, "small", anchor: .end)
    if axis == 0 { drawing.text("home", middle + 9, base + 8, "small") }
  }

  /// The sounds that are drawn: of very many, 400 spread evenly over the list.
  var shown: [PlacedSound] {
    let most = 400
    return sounds.count <= most ? sounds : (0..<most).map { sounds[$0 * sounds.count / most] }
  }
}
