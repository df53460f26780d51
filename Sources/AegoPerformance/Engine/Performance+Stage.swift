import AegoAgent
import AegoMotion

/// What is shown of the engine; asking changes nothing.
extension Performance {
  /// Tells what the last hop has left, from the thread that plays, after it has sounded.
  ///
  /// - Parameters:
  ///   - moment: set to what is shown, all but what only the one who pulls knows: messages, battery, peak, render time.
  ///   - withAgent: whether what the agent expects and where it has been is told too.
  @_noLocks public func copyStage(to moment: UnsafeMutablePointer<StageMoment>, withAgent: Bool) {
    let now = clock.nanoseconds(hop)
    moment.pointee.hop = hop - 1
    moment.pointee.time = now
    moment.pointee.gain = soundingGain
    tellCourse(moment, at: now)
    tellArm(.left, &moment.pointee.leftArm)
    tellArm(.right, &moment.pointee.rightArm)
    tellAgent(moment, at: now, isWhole: withAgent)
  }

  private func tellCourse(_ moment: UnsafeMutablePointer<StageMoment>, at now: Int64) {
    let scene = conductor.scene
    moment.pointee.scene = Int32(conductor.index)
    moment.pointee.score = conductor.hasBegun ? conductor.scoreTime(now) : scene.start
    moment.pointee.inScene = conductor.hasBegun ? max(0, conductor.age(at: now)) : 0
    moment.pointee.left = timeLeft(at: now)
    moment.pointee.isHeld = conductor.isHeld
    moment.pointee.isPaused = isPaused
    moment.pointee.panic = conductor.panic.rawValue
    moment.pointee.go = conductor.go(at: now)
    moment.pointee.period = conductor.hasBegun ? conductor.period(at: now) : scene.period.nanoseconds(at: 0)
    moment.pointee.phase = conductor.phase
  }

  /// How long the scene still lasts as things stand, in nanoseconds, or would if score time went on; -1 where none is on.
  public var timeLeft: Int64 { @_noLocks get { timeLeft(at: clock.nanoseconds(hop)) } }

  /// Whether the rest pose of every arm that the score has is known.
  public var hasRestPoses: Bool {
    @_noLocks get {
      if hands.isPresent(.left) { if !hands.hasRestPose(.left) { return false } }
      if hands.isPresent(.right) { if !hands.hasRestPose(.right) { return false } }
      return true
    }
  }

  /// Where transport stands. From the thread that plays, or before it does.
  public var transport: TransportState {
    TransportState(isHeld: conductor.isHeld, isPaused: isPaused, panics: Int(conductor.panic.rawValue))
  }

  private func timeLeft(at now: Int64) -> Int64 {
    guard conductor.phase == .playing else { return -1 }
    let end = conductor.sceneEnd.time
    if end < .max { return max(0, end - now) }
    return max(0, conductor.scene.maximum - conductor.age(at: now))
  }

  private func tellArm(_ side: HandReward.Side, _ arm: inout StageMoment.Arm) {
    arm.isPresent = hands.isPresent(side)
    arm.isHeard = hands.isHeard(side)
    arm.isRested = hands.hasRestPose(side)
    arm.angle = arm.isHeard ? Float(hands.angle(side)) : .nan
  }

  private func tellAgent(_ moment: UnsafeMutablePointer<StageMoment>, at now: Int64, isWhole: Bool) {
    let scene = conductor.scene
    let space = scene.space
    moment.pointee.reward = shownReward(at: now)
    moment.pointee.fader = fader
    moment.pointee.credited = Int32(agents[space].creditedActions(at: now))
    moment.pointee.space = Int32(space)
    moment.pointee.axes = Int32(agents[space].axes)
    moment.pointee.openAxes = scene.openAxes
    moment.pointee.unrest = agents[space].restlessness
    for axis in 0..<agents[space].axes { moment.pointee.position[axis] = agents[space].position[axis] }
    moment.pointee.hasAgent = isWhole
    guard isWhole else { return }
    agents[space].expectations(into: numbers.base)
    for axis in 0..<agents[space].axes {
      moment.pointee.expected[axis] = numbers[axis]
      let isOpen = scene.openAxes >> UInt32(axis) & 1 == 1
      moment.pointee.visits[axis] = isOpen ? agents[space].visits(along: axis) : 0
    }
  }

  /// The reward that an action would have now.
  private func shownReward(at now: Int64) -> Float {
    if !eventReward.isNaN { return eventReward }
    let time = conductor.hasBegun ? conductor.timeInScene(now) : 0
    return heldReward(sense: conductor.scene.sense.value(at: time))
  }
}

extension Conductor {
  /// What would become of a go.
  func go(at now: Int64) -> StageMoment.Go {
    guard let refusal = transportRefusal(of: Message(.go), at: now) else { return .ready }
    if refusal == .guarded { return .guarded }
    return phase == .playing && awaitsGo && age(at: now) < scene.minimum ? .tooEarly : .notAwaited
  }
}
