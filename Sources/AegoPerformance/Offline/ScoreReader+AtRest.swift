import AegoScore

extension ScoreReader {
  /// A score of one scene in which no axis is open.
  static var atRest: Score {
    let score = """
      score: 1
      title: positions
      spaces: {space: space.safetensors}
      sound: {fade in: 50ms, fade out: 200ms}
      period: 1s
      movements: [{name: all, space: space, scenes: [{name: all, dimensions: 0, for: 2h}]}]

      """
    guard let read = ScoreReader(path: "positions", text: score).score else {
      preconditionFailure("the score of positions is valid")
    }
    return read
  }
}
