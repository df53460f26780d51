extension Timeline {
  /// The same piece with all its scenes so many times shorter; periods, glides, crossfades and what conditions wait for
  /// stay, so that it sounds as it is written.
  ///
  /// - Parameter speed: above 0; 2 halves every length.
  /// - Returns: the timeline, its scenes' starts included.
  public func played(atSpeed speed: Double) -> Timeline {
    if speed == 1 { return self }
    func shorter(_ time: Int64) -> Int64 { max(0, Int64((Double(time) / speed).rounded())) }
    var timeline = self
    var start: Int64 = 0
    for index in scenes.indices {
      var scene = scenes[index]
      scene.start = start
      scene.minimum = shorter(scene.minimum)
      scene.nominal = max(1, shorter(scene.nominal))
      scene.maximum = max(scene.nominal, shorter(scene.maximum))
      scene.period.shorten(by: shorter)
      scene.range.shorten(by: shorter)
      scene.sense.shorten(by: shorter)
      scene.level.shorten(by: shorter)
      timeline.scenes[index] = scene
      start = scene.end
    }
    return timeline
  }
}

extension Ramp {
  /// The level that it runs over is shorter; a sine keeps its own length.
  fileprivate mutating func shorten(by shorter: (Int64) -> Int64) {
    length = shorter(length)
    offset = shorter(offset)
  }
}
