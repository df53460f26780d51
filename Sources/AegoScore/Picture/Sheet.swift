import AegoNumerics

/// A sheet of lanes one below the other over one scale of time.
struct Sheet {
  static let (width, left, right) = (1200.0, 128.0, 32.0)
  static let ink = "#1a1a1a"
  static let pale = "#9a9a9a"

  var drawing = Drawing()
  /// Where the next lane begins.
  var y = 0.0
  private(set) var scale: TimeScale

  init(length: Int64) { scale = Sheet.scale(length) }

  private static func scale(_ length: Int64) -> TimeScale {
    TimeScale(left: left, width: width - left - right, length: length)
  }

  /// Goes on with lanes over another time.
  mutating func measure(_ length: Int64) { scale = Sheet.scale(length) }

  /// Draws a lane with its name on the left, and goes on below it.
  ///
  /// - Parameters:
  ///   - name: what it shows.
  ///   - note: a word more, smaller, below the name.
  ///   - height: its height in pixels.
  ///   - body: draws it; its top is `y`.
  mutating func lane(_ name: String, _ note: String = "", height: Double, _ body: (inout Sheet) -> Void) {
    drawing.beginGroup(note.isEmpty ? name : "\(name), \(note)")
    let middle = y + height / 2
    drawing.text(name, Sheet.left - 12, middle + (note.isEmpty ? 4 : -2), "lane", anchor: .end)
    if !note.isEmpty { drawing.text(note, Sheet.left - 12, middle + 13, "note", anchor: .end) }
    body(&self)
    drawing.endGroup()
    y += height + 8
  }

  /// Draws lanes with the clock's lines behind them and its numbers below.
  mutating func overTheClock(_ lanes: (inout Sheet) -> Void) {
    let before = drawing
    let top = y
    drawing = Drawing()
    lanes(&self)
    let drawn = drawing
    drawing = before
    for tick in scale.ticks {
      let x = Drawing.tenth(scale.x(tick))
      drawing.path("M\(x) \(Drawing.tenth(top))V\(Drawing.tenth(y + 4))", stroke: "#c8c8c8", " stroke-width=\"0.5\"")
      drawing.text(clock(tick), scale.x(tick), y + 18, "note", anchor: .middle)
    }
    drawing.add(drawn.elements)
    y += 34
  }

  /// A path through points.
  static func line(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(Drawing.tenth(point.x)) \(Drawing.tenth(point.y))"
    }.joined()
  }

  /// How many letters have room in a width, about.
  static func letters(_ width: Double, size: Double) -> Int { Int(width / (size * 0.56)) }

  /// A text as far as it has room; nothing where not even three letters have.
  static func fitted(_ text: String, _ width: Double, size: Double) -> String? {
    let room = letters(width, size: size)
    if displayWidth(text.unicodeScalars) <= room { return text }
    guard room >= 4 else { return nil }
    var shown = ""
    for character in text {
      guard displayWidth((shown + String(character)).unicodeScalars) < room else { break }
      shown.append(character)
    }
    return shown + "…"
  }
}
