/// How long the hops of a piece take on this machine, over a hop's length, in the dearest scene.
public struct HopTimes: Sendable, Equatable {
  /// The scene's name.
  public var scene: String
  /// On average.
  public var mean: Double
  /// The longest.
  public var worst: Double
  /// How many took longer than a hop lasts.
  public var late: Int
  /// How many there were.
  public var count: Int

  /// What was measured.
  public init(scene: String, mean: Double, worst: Double, late: Int, count: Int) {
    (self.scene, self.mean, self.worst, self.late, self.count) = (scene, mean, worst, late, count)
  }

  /// Plays two seconds of the scene with the most axes in each space, with a reward at every hop, on the calling thread.
  ///
  /// - Parameter piece: the piece.
  public init(_ piece: Piece) {
    let scenes = piece.program.timeline.scenes
    let dearest = (0..<piece.program.spaces.count).compactMap { space in
      scenes.indices.filter { scenes[$0].space == space }.max {
        scenes[$0].dimensions.count < scenes[$1].dimensions.count
      }
    }
    let measured = dearest.map { HopTimes(piece, scene: $0) }
    self = measured.max { $0.mean < $1.mean } ?? HopTimes(piece, scene: 0)
    worst = measured.map(\.worst).max() ?? worst
    late = measured.reduce(0) { $0 + $1.late }
    count = measured.reduce(0) { $0 + $1.count }
  }

  private init(_ piece: Piece, scene: Int) {
    // The first hops fetch what is touched for the first time.
    let all = TimedPerformance(piece, scene: scene, seconds: 2, hopsAhead: 1).loads
    let loads = all.dropFirst(all.count > 40 ? 20 : 0)
    self.init(
      scene: piece.program.timeline.scenes[scene].name, mean: loads.reduce(0, +) / Double(max(loads.count, 1)),
      worst: loads.max() ?? 0, late: loads.count { $0 > 1 }, count: loads.count)
  }
}
