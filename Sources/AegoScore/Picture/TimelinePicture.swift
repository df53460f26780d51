import AegoNumerics

/// A score drawn as the paper draws ægo (its Fig. 6): the three scales as lanes over time, with movements, scenes,
/// crossfades and open lengths; of a take also what was played. Black on white, told apart by pattern and not by colour.
public struct TimelinePicture {
  let timeline: Timeline
  let spaces: [SpaceReference]
  let composer: String?
  let course: PlayedCourse?

  /// A picture of a score.
  ///
  /// - Parameters:
  ///   - score: the score.
  ///   - course: what was played of it, where there is a take.
  public init(_ score: Score, course: PlayedCourse? = nil) {
    timeline = score.timeline()
    spaces = score.spaces
    composer = score.composer
    self.course = course
  }

  /// How much time the lanes of what is written show, and those of what was played: the same, so that one finds a scene
  /// below where it stands above, unless one of the two would be lost in the other.
  var spans: (written: Int64, played: Int64) {
    let written = timeline.scenes.last?.end ?? 0
    guard let course else { return (written, 0) }
    let longer = max(written, course.length)
    return min(written, course.length) >= longer / 3 ? (longer, longer) : (written, course.length)
  }

  /// The picture as an SVG file that needs nothing else, the same for the same score.
  public var svg: String {
    var sheet = Sheet(length: spans.written)
    sheet.y = 44
    head(&sheet)
    written(&sheet)
    if let course { played(course, &sheet) }
    legend(&sheet)
    let (width, height) = (Drawing.tenth(Sheet.width), Drawing.tenth(sheet.y + 8))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img" aria-labelledby="title description">
      <title id="title">\(Drawing.escaped(timeline.title))</title>
      <desc id="description">\(Drawing.escaped(description))</desc>
      <style>
      text { font-family: "Helvetica Neue", Helvetica, Inter, Arial, "Nimbus Sans", sans-serif; fill: \(Sheet.ink); }
      .title { font-size: 26px; font-weight: 300; }
      .note { font-size: 11px; fill: #555; }
      .lane { font-size: 13px; }
      .movement { font-size: 13px; font-weight: 600; }
      .scene { font-size: 12px; }
      .count { font-size: 11px; }
      </style>
      \(Hatching.definitions)
      <rect width="\(width)" height="\(height)" fill="#fff"/>
      \(sheet.drawing.elements)</svg>

      """
  }

  private func head(_ sheet: inout Sheet) {
    let room = Sheet.width - Sheet.left - Sheet.right
    let title = Sheet.fitted(timeline.title, room, size: 26) ?? timeline.title
    sheet.drawing.text(title, Sheet.left, sheet.y, "title")
    let words = [composer, timeline.lengthInWords].compactMap(\.self).joined(separator: "  ·  ")
    sheet.drawing.text(words, Sheet.left, sheet.y + 20, "note")
    // Where the piece goes back to is told above the lanes.
    sheet.y += timeline.loopStart == nil ? 40 : 58
  }

  private func written(_ sheet: inout Sheet) {
    sheet.overTheClock { sheet in
      movements(&sheet)
      sceneLane(&sheet)
      spaceLane(&sheet)
      dimensionLane(&sheet)
      periodLane(&sheet)
      levelLane(&sheet)
      senseLane(&sheet)
    }
  }
}
