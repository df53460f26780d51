import AegoNumerics

extension SpaceMap {
  /// Below the plan: the groups' colours and the levels' colours.
  func legend(_ drawing: inout Drawing) {
    let left = PlanLayout.left
    var y = PlanLayout.top + PlanLayout.size + 50
    let groups = SoundGroups(sounds)
    for (index, name) in groups.names.enumerated() {
      let x = left + Double(index % 3) * 164
      drawing.circle(x + 4, y - 4, 4, fill: SoundGroups.colours[index])
      drawing.text(name.count <= 20 ? name : name.prefix(19) + "…", x + 15, y, "word")
      if index % 3 == 2 || index == groups.names.count - 1 { y += 22 }
    }
    let cells = 48
    for cell in 0..<cells {
      let width = PlanLayout.size / Double(cells)
      let colour = Palette.levels.text(cell * 255 / (cells - 1))
      drawing.rectangle(left + Double(cell) * width, y, width + 0.5, 10, fill: colour)
    }
    drawing.text("\(Int(SpaceMap.quietest)) dB", left, y + 26, "small")
    drawing.text("0 dB of the frame's energy", left + PlanLayout.size, y + 26, "small", anchor: .end)
  }

  /// How to read the picture.
  var words: [String] {
    let reading = [
      "Each strip is what one axis does: spectra side by side, from the axis' end 0 to its",
      "end 1, low frequencies below, while all other axes stay at home. The bar's orange",
      "is what the axis adds to the explained part of the sounds' variety.",
    ]
    guard !sounds.isEmpty else { return reading }
    let count = shown.count < sounds.count ? "\(shown.count) of \(sounds.count)" : "\(sounds.count)"
    return reading + ["Ticks and dots are \(count) training sounds; hollow dots lie beyond the edge."]
  }
}
