extension Piece {
  /// What the score writes and this version reads without playing it, in words; empty for most scores.
  public var unplayed: [String] {
    var found: [String] = []
    if program.timeline.scenes.contains(where: { !$0.until.isEmpty }) {
      found.append("until: scenes last their nominal length in this version")
    }
    return found
  }
}
