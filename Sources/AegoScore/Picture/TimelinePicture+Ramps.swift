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

extension Ramp {
  /// 1 where it rises over so many nanoseconds, -1 where it falls, 0 where it stays.
  fileprivate func way(_ length: Int64) -> Int {
    let (first, last) = (value(at: 0), value(at: length))
    return abs(last - first) <= abs(first) * 1e-6 ? 0 : last > first ? 1 : -1
  }

  /// Whether another scene's ramp is the same one, further on.
  fileprivate func isPartOf(_ next: Ramp) -> Bool {
    (from, to, length) == (next.from, next.to, next.length) && curve == next.curve
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

  /// Writes the values at the ends of each ramp, where there is room; not those of a sine. A figure stands where its curve
  /// does not go.
  func ends(
    of ramp: (PlayedScene) -> Ramp, _ scale: ValueScale, height: Double, _ sheet: inout Sheet,
    _ words: (Double) -> String
  ) {
    var (free, written) = (-Double.infinity, "")
    func write(_ value: Double, _ time: Int64, _ anchor: Drawing.Anchor, isAbove: Bool, _ drawing: inout Drawing) {
      let text = words(value)
      let (x, width) = (sheet.scale.x(time), Double(text.count) * 6)
      let start = anchor == .end ? x - width - 4 : anchor == .middle ? x - width / 2 : x + 4
      guard start >= free, text != written else { return }
      (free, written) = (start + width + 6, text)
      let y = sheet.y + height * scale.height(value)
      let place = anchor == .end ? x - 4 : anchor == .middle ? x : x + 4
      drawing.text(text, place, y + (isAbove ? -5 : 13), "note", anchor: anchor)
    }
    var drawing = sheet.drawing
    for (index, scene) in timeline.scenes.enumerated() where !ramp(scene).isBreathing {
      let value = ramp(scene)
      let (first, last) = (value.value(at: 0), value.value(at: scene.nominal))
      let before = index > 0 ? ramp(timeline.scenes[index - 1]) : nil
      let isGoingOn = before.map { abs($0.value(at: timeline.scenes[index - 1].nominal) - first) <= abs(first) * 1e-6 }
      // What rises leaves room below its beginning and above its end; what stays, towards the middle of the lane.
      let way = value.way(scene.nominal)
      let isAbove = way < 0 || way == 0 && scale.height(first) >= 0.5
      if isGoingOn != true {
        write(first, scene.start, .start, isAbove: isAbove, &drawing)
      } else if let before, !before.isBreathing, !before.isPartOf(value) {
        let wayBefore = before.way(timeline.scenes[index - 1].nominal)
        let isPeak = wayBefore > way
        let isTurn = wayBefore != way
        write(first, scene.start, isTurn ? .middle : .start, isAbove: isTurn ? isPeak : isAbove, &drawing)
      }
      if index == timeline.scenes.count - 1, way != 0 {
        write(last, scene.end, .end, isAbove: way > 0, &drawing)
      }
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
