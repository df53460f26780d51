import AegoNumerics

extension SpaceMap {
  /// The picture: an SVG file that needs nothing else, the same for the same space.
  public var svg: String {
    let lines = (space.latent + 1) / 2
    let height = max(StripLayout.top + Double(lines) * StripLayout.pitch + 30, PlanLayout.bottom)
    var drawing = Drawing()
    drawing.rectangle(0, 0, 1680, height, fill: "#101218")
    title(&drawing)
    for axis in 0..<space.latent { strip(axis, &drawing) }
    plan(&drawing)
    legend(&drawing)
    for pair in plans.indices.dropFirst() { smallPlan(pair, &drawing) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1680 \(Drawing.tenth(height))" width="1680" \
      height="\(Drawing.tenth(height))">
      <title>\(Drawing.escaped("The space \(name): \(space.dataset)"))</title>
      <style>
      text { font-family: "Helvetica Neue", Helvetica, Inter, Arial, "Nimbus Sans", sans-serif; fill: #d9dbe2; }
      .title { font-size: 46px; font-weight: 300; letter-spacing: 0.5px; fill: #fdf3cf; }
      .note { font-size: 13px; fill: #8f95a5; }
      .number { font-size: 24px; font-weight: 300; fill: #fdf3cf; }
      .word { font-size: 13px; }
      .small { font-size: 10.5px; fill: #8f95a5; }
      .name { font-size: 10px; paint-order: stroke; stroke: #101218; stroke-width: 2.6px; stroke-linejoin: round; }
      .home { font-size: 12px; font-weight: 600; fill: #fdf3cf; }
      </style>
      \(drawing.elements)</svg>

      """
  }

  /// The file's name without its folder and ending.
  var name: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".safetensors") ? String(file.dropLast(12)) : file
  }

  private func title(_ drawing: inout Drawing) {
    drawing.text(name, 70, 96, "title")
    drawing.text(space.dataset, 72, 126, "note")
    let axes = "\(space.latent) \(space.latent == 1 ? "axis" : "axes")"
    let explained = percent(space.explainedVariance.last ?? 0)
    drawing.text("\(axes), which explain \(explained) of sounds not trained on  ·  \(space.license)", 72, 146, "note")
    for (index, line) in words.enumerated() { drawing.text(line, PlanLayout.left, 88 + 19 * Double(index), "note") }
  }

  /// A part of one, in per cent.
  func percent(_ part: Float) -> String { "\(Int((part * 100).rounded())) %" }
}
