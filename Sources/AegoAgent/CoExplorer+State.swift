import AegoNumerics

/// All that an agent has learnt and where it stands, to be kept and taken up again.
extension CoExplorer {
  /// The whole state as numbers, each exact as a float32: network, optimiser, memory, densities, history, random stream,
  /// position and mood. Lessons that could be taken back are not part of it.
  ///
  /// - Parameter time: the performance time at which it is kept, in nanoseconds.
  /// - Returns: the numbers, as many for every agent with as many axes and the same settings.
  public mutating func state(at time: Int64) -> [Float] {
    var coder = StateCoder(at: time)
    pass(state: &coder)
    return coder.numbers
  }

  /// Takes up a state: from now on the agent does what the one that was kept would have done, given the same.
  ///
  /// - Parameters:
  ///   - numbers: what `state(at:)` gave for an agent with as many axes and the same settings.
  ///   - time: the performance time at which it is taken up.
  /// - Returns: false where the numbers are no such state; the agent is to be thrown away then.
  public mutating func restore(_ numbers: [Float], at time: Int64) -> Bool {
    var coder = StateCoder(reading: numbers, at: time)
    pass(state: &coder)
    lessons = Lessons()
    return coder.isComplete
  }

  private mutating func pass<Coder: StateCoding>(state coder: inout Coder) {
    coder.pass(position)
    for axis in 0..<axes { coder.check((0...1).contains(position[axis])) }
    passModel(through: &coder)
    history.pass(through: &coder)
    journey.pass(through: &coder)
    coder.pass(words: &random.state)
    accord.pass(through: &coder)
    coder.pass(&unrest)
    coder.pass(&guidance)
    coder.pass(time: &lastTime)
    coder.pass(&stepsBack, in: 0...settings.history)
    coder.pass(walkStart)
    coder.pass(&triesNext)
    coder.pass(guide)
    coder.pass(guideDue)
    coder.pass(time: &guideUntil)
    coder.pass(&stray, in: 0...2 * axes - 1)
    coder.pass(time: &strayUntil)
  }

  /// Everything, lessons that can be taken back included: from now on the agent does what the one that was kept would
  /// have done, to the bit.
  @_noLocks public mutating func pass(through copier: inout StateCopier) {
    pass(state: &copier)
    field.passLessons(through: &copier)
    copier.pass(&lessons)
    copier.pass(starts)
  }

  // MARK: The model

  /// How many bytes the model takes: what it has been taught and where it has been, which is not where it stands.
  public mutating func modelSize() -> Int {
    var copier = StateCopier()
    passModel(through: &copier)
    return copier.size
  }

  /// Copies the model to `modelSize` bytes.
  @_noLocks public mutating func keepModel(in memory: UnsafeMutableRawPointer) {
    var copier = StateCopier(memory, capacity: .max, isReading: false)
    passModel(through: &copier)
  }

  /// Knows what the model says that an agent with as many axes and the same settings kept in these bytes. It stays where
  /// it stands; lessons from before can be taken back no more.
  @_noLocks public mutating func takeModel(from memory: UnsafeMutableRawPointer) {
    var copier = StateCopier(memory, capacity: .max, isReading: true)
    passModel(through: &copier)
    journey.end()
    lessons = Lessons()
  }

  private mutating func passModel<Coder: StateCoding>(through coder: inout Coder) {
    field.pass(through: &coder)
    coder.pass(&zone.first, in: 0...1 << 60)
    coder.pass(&zone.count, in: 0...1 << 60)
    coder.pass(&zone.stepsDue, in: 0...CoExplorer.zoneSteps)
    density.pass(through: &coder)
  }
}
