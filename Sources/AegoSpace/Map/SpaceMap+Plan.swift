import AegoNumerics

/// Where the plans lie: a large one of axes 1 and 2, small ones of the next two pairs below.
enum PlanLayout {
  static let left = 1132.0
  static let top = 210.0
  static let size = 476.0
  static let smallTop = 888.0
  static let smallSize = 226.0
  static let bottom = 1180.0
}

extension SpaceMap {
  /// The first two axes as a map: how bright the sound is there, the sounds with their names, and home.
  func plan(_ drawing: inout Drawing) {
    guard !plans.isEmpty else { return }
    let (left, top, size) = (PlanLayout.left, PlanLayout.top, PlanLayout.size)
    drawing.text("axes 1 and 2", left, StripLayout.top + 2, "word")
    drawing.text("lighter ground, brighter sound", left + size, StripLayout.top + 2, "note", anchor: .end)
    ground(0, left, top, size, &drawing)
    for part in [0.25, 0.5, 0.75] {
      let more = " stroke-opacity=\"\(part == 0.5 ? "0.16" : "0.07")\""
      let (x, y) = (Drawing.tenth(left + part * size), Drawing.tenth(top + part * size))
      drawing.path("M\(x) \(Drawing.tenth(top))v\(Drawing.tenth(size))", stroke: "#fff", more)
      drawing.path("M\(Drawing.tenth(left)) \(y)h\(Drawing.tenth(size))", stroke: "#fff", more)
    }
    dots(0, left, top, size, radius: 2.8, &drawing)
    names(&drawing)
    home(left + size / 2, top + size / 2, radius: 9, &drawing)
    drawing.text("home", left + size / 2 + 13, top + size / 2 + 4, "name home")
  }

  /// A later pair of axes: the ground, the sounds, and home.
  func smallPlan(_ pair: Int, _ drawing: inout Drawing) {
    let size = PlanLayout.smallSize
    let left = PlanLayout.left + Double(pair - 1) * (PlanLayout.size - size)
    drawing.text("axes \(2 * pair + 1) and \(2 * pair + 2)", left, PlanLayout.smallTop - 12, "word")
    ground(pair, left, PlanLayout.smallTop, size, &drawing)
    dots(pair, left, PlanLayout.smallTop, size, radius: 1.7, &drawing)
    home(left + size / 2, PlanLayout.smallTop + size / 2, radius: 6, &drawing)
  }

  private func ground(_ pair: Int, _ left: Double, _ top: Double, _ size: Double, _ drawing: inout Drawing) {
    let side = SpaceMap.places
    drawing.picture(
      left, top, size, size, IndexedPicture(width: side, height: side, pixels: plans[pair], colours: .plan))
    drawing.text("axis \(2 * pair + 1) →", left + size, top + size + 18, "note", anchor: .end)
    let turned = " transform=\"rotate(-90 \(Drawing.tenth(left - 10)) \(Drawing.tenth(top)))\""
    // Between the small plans is no room for a turned word.
    if pair < 2 { drawing.text("axis \(2 * pair + 2) →", left - 10, top, "note", anchor: .end, turned) }
  }

  private func home(_ x: Double, _ y: Double, radius: Double, _ drawing: inout Drawing) {
    drawing.circle(x, y, radius, fill: "none", " stroke=\"#fdf3cf\" stroke-width=\"1.5\"")
    drawing.circle(x, y, radius / 4, fill: "#fdf3cf")
  }

  /// Where the sounds lie on a plan of a size; those beyond the edge on it.
  private func points(_ pair: Int, _ size: Double) -> [(x: Double, y: Double)] {
    shown.map { sound in
      func inside(_ axis: Int) -> Double { Double(min(max(sound.position[axis], 0), 1)) }
      return (x: inside(2 * pair) * size, y: (1 - inside(2 * pair + 1)) * size)
    }
  }

  private func dots(
    _ pair: Int, _ left: Double, _ top: Double, _ size: Double, radius: Double, _ drawing: inout Drawing
  ) {
    let groups = SoundGroups(sounds)
    for (sound, point) in zip(shown, points(pair, size)) {
      let isInside = sound.position[2 * pair...2 * pair + 1].allSatisfy { $0 >= 0 && $0 <= 1 }
      let colour = groups.colour(sound)
      drawing.circle(
        left + point.x, top + point.y, radius, fill: isInside ? colour : "#101218",
        isInside ? " fill-opacity=\"0.85\"" : " stroke=\"\(colour)\"")
    }
  }

  private func names(_ drawing: inout Drawing) {
    let size = PlanLayout.size
    let groups = SoundGroups(sounds)
    let placed = PlanLabels(
      points: points(0, size), names: shown.map(\.name), size: size, home: (x: size / 2, y: size / 2))
    for label in placed.labels {
      let colour = groups.colour(shown[label.sound])
      drawing.text(
        label.text, PlanLayout.left + label.x, PlanLayout.top + label.y, "name", " style=\"fill:\(colour)\"")
    }
  }
}
