import AegoScore

/// The figures of `aego bench`, each reported as soon as it is measured.
public enum Benchmark {
  /// How long it takes to read and check the piece's score, and one of a thousand scenes.
  public static func score(_ piece: Piece, _ report: (Figure) -> Void) {
    report(Figure("score/piece", unit: "ms", runs: runs { _ = ScoreReader(path: "score", bytes: piece.text).score }))
    for count in [1000, 10_000] {
      let long = Array(longScore(scenes: count).utf8)
      report(
        Figure(
          "score/\(count) scenes", unit: "ms", runs: runs { _ = ScoreReader(path: "score", bytes: long).score }))
    }
  }

  /// The text of a score of so many scenes.
  private static func longScore(scenes count: Int) -> String {
    let scenes = (1...count).map { "      - {name: s\($0), dimensions: \($0 % 8 + 1), for: 1s}\n" }.joined()
    return "score: 1\ntitle: long\nspaces: {a: a.safetensors}\nspace: a\nperiod: 50ms\n"
      + "movements:\n  - name: all\n    scenes:\n" + scenes
  }

  /// The milliseconds that one call takes, in each of seven runs of `count` calls.
  static func runs(each count: Int = 1, _ work: () -> Void) -> [Double] {
    work()
    return (0..<7).map { _ in
      let begin = ContinuousClock.now
      for _ in 0..<count { work() }
      return (ContinuousClock.now - begin) / .milliseconds(1) / Double(count)
    }
  }
}
