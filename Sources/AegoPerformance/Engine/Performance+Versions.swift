import AegoMotion
import AegoScore

/// Later versions of the score, made ready on another thread than the one that plays.
extension Performance {
  /// The fade after the last scene, in nanoseconds.
  var fadeOut: Int64 { conductor.score.fadeOut }

  /// Why a version of the score cannot come into force any more; nil where it can.
  var scoreRefusal: Event.Refusal? {
    if scores.count() == 0 { return .nothing }
    return conductor.phase == .ending ? .ending : nil
  }

  func takeOfferedScore(_ message: Message) {
    if let tables = offeredScore(message) { conductor.prepare(tables) }
  }

  /// A version whose message was refused is not for the next one.
  func dropOfferedScore(_ message: Message) { _ = offeredScore(message) }

  /// The version that a message is about; those before it, whose messages never came, are gone then.
  private func offeredScore(_ message: Message) -> ScoreTables? {
    while let offered = scores.pop() {
      if let tables = offered, Float(tables.number) >= message.number(0) { return tables }
    }
    return nil
  }

  // MARK: Not for the thread that plays

  /// The number of the last version that is known, counted from 1.
  public var lastVersion: Int { programs.count }

  /// Makes one more version of the score known.
  ///
  /// - Parameter program: the version, its number the next one.
  public func append(_ program: Program) {
    precondition(program.version == programs.count + 1, "versions are numbered in their order")
    programs.append(program)
  }

  /// Makes a version of the score ready for the `/aego/score` that is to follow.
  ///
  /// - Parameter number: the version's number.
  /// - Returns: whether it is known, and there was room for one more.
  public func offerVersion(_ number: Int) -> Bool {
    let inForce = versionInForce.load(ordering: .acquiring)
    heldScores.removeAll { $0.tables.number < inForce }
    guard number > inForce, programs.indices.contains(number - 1) else { return false }
    let version = version(number, after: inForce..<number)
    guard scores.push(version.tables) else { return false }
    heldScores.append(version)
    return true
  }

  private func version(_ number: Int, after earlier: Range<Int>) -> ScoreVersion {
    let timelines = earlier.map { ($0, programs[$0 - 1].timeline) }
    return ScoreVersion(programs[number - 1], after: Dictionary(uniqueKeysWithValues: timelines))
  }

  /// The versions of the score that a state was kept under: the one in force, and the one that comes with the next scene,
  /// 0 for none.
  var versions: (inForce: Int, coming: Int) {
    let (inForce, coming) = conductor.versions
    return (Int(inForce), Int(coming))
  }

  /// The version of the score by which the next scene is.
  var nextVersion: Int { versions.coming > 0 ? versions.coming : versions.inForce }

  /// Goes on by the versions that a state was kept under; false where they are not known.
  func adopt(_ numbers: VersionNumbers) -> Bool {
    let (inForce, coming) = (Int(numbers.inForce), Int(numbers.coming))
    guard inForce > 0, inForce <= programs.count, coming == 0 || inForce < coming && coming <= programs.count else {
      return false
    }
    var adopted = firstScore.tables
    if inForce > 1 {
      let version = version(inForce, after: 0..<0)
      heldScores.append(version)
      adopted = version.tables
    }
    var next: ScoreTables?
    if coming > 0 {
      let version = version(coming, after: inForce..<coming)
      heldScores.append(version)
      next = version.tables
    }
    conductor.adopt(adopted, coming: next)
    versionInForce.store(inForce, ordering: .releasing)
    return true
  }
}

/// The numbers of the versions of a score that a state was kept under.
struct VersionNumbers: BitwiseCopyable {
  var inForce: Int32 = 1
  /// 0 for none.
  var coming: Int32 = 0
}
