import AegoNumerics

/// The score changes while it is played: a later version comes into force with the next scene that is entered, whatever
/// brings that about. Until then the scene that is on is as it was.
extension Conductor {
  /// The score of the scene that comes next.
  var upcoming: ScoreTables { coming ?? score }

  /// Where the scene that is on stands in it.
  var place: ScenePlace { place(of: index) }

  func place(of scene: Int) -> ScenePlace { upcoming.place(of: scene, in: score.number) }

  /// The scene that is on as the score that comes has it; of one that is gone, what comes in its stead.
  var here: Int { here(index) }

  func here(_ scene: Int) -> Int { min(place(of: scene).index, upcoming.sceneCount - 1) }
}
