import AegoNumerics

/// Values as heights in a lane, 0 at its top.
struct ValueScale {
  let least: Double
  let most: Double
  /// What is left free above and below, in parts of the lane.
  let margin: Double

  /// Where a value lies, in parts of the lane from its top; the middle where there is only one value.
  func height(_ value: Double) -> Double {
    guard most > least else { return 0.5 }
    return margin + (1 - 2 * margin) * (most - value) / (most - least)
  }
}

extension Ramp {
  /// Whether it goes to and fro.
  var isBreathing: Bool {
    if case .sine = curve { return from != to }
    return false
  }
}

/// Ramps as curves.
extension TimelinePicture {
  /// The least and the greatest value that the scenes reach.
  func bounds(of ramp: (PlayedScene) -> Ramp) -> (least: Double, most: Double) {
    let values = timeline.scenes.flatMap { scene in TimelinePicture.samples(ramp(scene), scene.nominal).map(\.value) }
    return (values.min() ?? 0, values.max() ?? 0)
  }

  /// The curve of all scenes, joined where one goes on where the last one ended.
  func curve(of ramp: (PlayedScene) -> Ramp, _ scale: ValueScale, height: Double, _ sheet: inout Sheet) {
    var commands = ""
    var last: Double?
    for scene in timeline.scenes {
      let points = TimelinePicture.samples(ramp(scene), scene.nominal).map { sample in
        (x: sheet.scale.x(scene.start + sample.time), y: sheet.y + height * scale.height(sample.value))
      }
      let line = Sheet.line(points)
      // What leaps is joined by an upright.
      commands += last == nil ? line : "L" + line.dropFirst()
      last = points.last?.y
    }
    sheet.drawing.path(commands, stroke: Sheet.ink, " stroke-width=\"1.4\" stroke-linejoin=\"round\"")
  }

  /// Writes the values at the ends of each stretch, where there is room; not those of a sine.
  func ends(
    of ramp: (PlayedScene) -> Ramp, _ scale: ValueScale, height: Double, _ sheet: inout Sheet,
    _ words: (Double) -> String
  ) {
    var free = -Double.infinity
    func write(_ value: Double, _ time: Int64, _ anchor: Drawing.Anchor, _ drawing: inout Drawing) {
      let text = words(value)
      let (x, width) = (sheet.scale.x(time), Double(text.count) * 6)
      let start = anchor == .end ? x - width - 4 : x + 4
      guard start >= free else { return }
      free = start + width + 6
      let y = sheet.y + height * scale.height(value)
      // Below the curve's upper half, above its lower one.
      drawing.text(
        text, anchor == .end ? x - 4 : x + 4, y + (scale.height(value) < 0.5 ? 13 : -5), "note", anchor: anchor)
    }
    var drawing = sheet.drawing
    for (index, scene) in timeline.scenes.enumerated() where !ramp(scene).isBreathing {
      let value = ramp(scene)
      let (first, last) = (value.value(at: 0), value.value(at: scene.nominal))
      let before = index > 0 ? ramp(timeline.scenes[index - 1]) : nil
      let isGoingOn = before.map { abs($0.value(at: timeline.scenes[index - 1].nominal) - first) <= abs(first) * 1e-6 }
      if isGoingOn != true { write(first, scene.start, .start, &drawing) }
      let isLast = index == timeline.scenes.count - 1
      if isLast && abs(last - first) > abs(first) * 1e-6 { write(last, scene.end, .end, &drawing) }
    }
    sheet.drawing = drawing
  }

  /// A ramp's values over a scene: its ends, and as many between as its curve needs.
  private static func samples(_ ramp: Ramp, _ length: Int64) -> [(time: Int64, value: Double)] {
    let steps: Int64 =
      switch ramp.curve {
      case .linear: 1
      case .exponential: ramp.from == ramp.to ? 1 : 24
      case .sine(let every): min(2000, max(2, 24 * length / max(every, 1)))
      }
    return (0...steps).map { step in
      let time = Int64(Double(length) * Double(step) / Double(steps))
      return (time, ramp.value(at: time))
    }
  }
}
