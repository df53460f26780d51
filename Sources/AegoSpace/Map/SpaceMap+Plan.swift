/// Where the plan of the first two axes lies, and what stands below it.
enum PlanLayout {
  static let left = 1132.0
  static let top = 210.0
  static let size = 476.0
  static let bottom = 1010.0
}

extension SpaceMap {
  /// The first two axes as a map: how bright the sound is there, the sounds, and home.
  func plan(_ drawing: inout Drawing) {
    guard space.latent > 1 else { return }
    let (left, top, size) = (PlanLayout.left, PlanLayout.top, PlanLayout.size)
    let ground = IndexedPicture(width: SpaceMap.places, height: SpaceMap.places, pixels: plan, colours: .plan)
    drawing.text("axes 1 and 2", left, StripLayout.top + 2, "word")
    drawing.text("lighter ground, brighter sound", left + size, StripLayout.top + 2, "note", anchor: .end)
    drawing.picture(left, top, size, size, ground)
    for part in [0.25, 0.5, 0.75] {
      let more = " stroke-opacity=\"\(part == 0.5 ? "0.16" : "0.07")\""
      drawing.path("M\(Drawing.tenth(left + part * size)) \(Drawing.tenth(top))v\(Drawing.tenth(size))", stroke: "#fff", more)
      drawing.path("M\(Drawing.tenth(left)) \(Drawing.tenth(top + part * size))h\(Drawing.tenth(size))", stroke: "#fff", more)
    }
    points(&drawing)
    let middle = (x: left + size / 2, y: top + size / 2)
    drawing.circle(middle.x, middle.y, 9, fill: "none", " stroke=\"#fdf3cf\" stroke-width=\"1.5\"")
    drawing.circle(middle.x, middle.y, 2.2, fill: "#fdf3cf")
    drawing.text("home", middle.x + 13, middle.y + 4, "name", " font-weight=\"600\" style=\"font-size:12px;fill:#fdf3cf\"")
    drawing.text("axis 1 →", left + size, top + size + 18, "note", anchor: .end)
    drawing.text("axis 2 →", left - 10, top, "note", anchor: .end, " transform=\"rotate(-90 \(Drawing.tenth(left - 10)) \(Drawing.tenth(top)))\"")
  }

  private func points(_ drawing: inout Drawing) {
    let (left, top, size) = (PlanLayout.left, PlanLayout.top, PlanLayout.size)
    let groups = SoundGroups(sounds)
    let sounds = shown
    let points = sounds.map { sound in
      (
        x: Double(min(max(sound.position[0], 0), 1)) * size,
        y: (1 - Double(min(max(sound.position[1], 0), 1))) * size
      )
    }
    for (sound, point) in zip(sounds, points) {
      let isInside = sound.position[0...1].allSatisfy { $0 >= 0 && $0 <= 1 }
      let colour = groups.colour(sound)
      drawing.circle(
        left + point.x, top + point.y, 2.8, fill: isInside ? colour : "#101218",
        isInside ? " fill-opacity=\"0.85\"" : " stroke=\"\(colour)\"")
    }
    let labels = PlanLabels(
      points: points, names: sounds.map(\.name), size: size, home: (x: size / 2, y: size / 2))
    for label in labels.labels {
      drawing.text(label.text, left + label.x, top + label.y, "name", " style=\"fill:\(groups.colour(sounds[label.sound]))\"")
    }
  }

  /// Below the plan: the groups' colours, the levels' colours, and how to read the picture.
  func legend(_ drawing: inout Drawing) {
    let left = PlanLayout.left
    var y = PlanLayout.top + PlanLayout.size + 52
    let groups = SoundGroups(sounds)
    for (index, name) in groups.names.enumerated() {
      let x = left + Double(index % 3) * 164
      drawing.circle(x + 4, y - 4, 4, fill: SoundGroups.colours[index])
      drawing.text(name.count <= 20 ? name : name.prefix(19) + "…", x + 15, y, "word")
      if index % 3 == 2 { y += 22 }
    }
    if groups.names.count % 3 != 0 { y += 22 }
    y += groups.names.isEmpty ? 0 : 22
    let cells = 48
    for cell in 0..<cells {
      let width = PlanLayout.size / Double(cells)
      drawing.rectangle(
        left + Double(cell) * width, y, width + 0.5, 10, fill: Palette.levels.text(cell * 255 / (cells - 1)))
    }
    drawing.text("\(Int(SpaceMap.quietest)) dB", left, y + 26, "small")
    drawing.text("0 dB of the frame's energy", left + PlanLayout.size, y + 26, "small", anchor: .end)
    y += 60
    for line in words {
      drawing.text(line, left, y, "note")
      y += 19
    }
  }

  private var words: [String] {
    let reading = [
      "Each strip is what one axis does: spectra side by side, from the axis' end 0 to its",
      "end 1, low frequencies below, while all other axes stay at home. The ember of a bar",
      "is what the axis adds to the part of the sounds' variety that is explained.",
    ]
    guard !sounds.isEmpty else { return reading }
    let count = shown.count < sounds.count ? "\(shown.count) of \(sounds.count)" : "\(sounds.count)"
    return reading + [
      "Ticks and dots are the \(count) training sounds. Hollow dots lie beyond the edge.",
    ]
  }
}
