import AegoNumerics

/// All that an agent has learnt and where it stands, to be kept and taken up again.
extension CoExplorer {
  /// The whole state as numbers, each exact as a float32: network, optimiser, memory, densities, history, random stream,
  /// position and mood. Lessons that could be taken back are not part of it.
  ///
  /// - Parameter time: the performance time at which it is kept, in nanoseconds.
  /// - Returns: the numbers, as many for every agent with as many axes and the same settings.
  public mutating func state(at time: Int64) -> [Float] {
    var coder = StateCoder()
    shift(by: -time)
    pass(through: &coder)
    shift(by: time)
    return coder.numbers
  }

  /// Takes up a state: from now on the agent does what the one that was kept would have done, given the same.
  ///
  /// - Parameters:
  ///   - numbers: what `state(at:)` gave for an agent with as many axes and the same settings.
  ///   - time: the performance time at which it is taken up.
  /// - Returns: false where the numbers are no such state; the agent is to be thrown away then.
  public mutating func restore(_ numbers: [Float], at time: Int64) -> Bool {
    var coder = StateCoder(reading: numbers)
    pass(through: &coder)
    shift(by: time)
    lessons = Lessons()
    field.endLessons()
    return coder.isComplete
  }

  private mutating func pass(through coder: inout StateCoder) {
    coder.pass(position)
    field.pass(through: &coder)
    history.pass(through: &coder)
    density.pass(through: &coder)
    journey.pass(through: &coder)
    coder.pass(words: &random.state)
    coder.pass(words: &accord)
    coder.pass(&unrest)
    coder.pass(&guidance)
    coder.pass(words: &lastTime)
    coder.pass(&stepsBack, in: 0...settings.history)
    coder.pass(walkStart)
    coder.pass(&triesNext)
    coder.pass(guide)
    coder.pass(guideDue)
    coder.pass(words: &guideUntil)
    coder.pass(&stray, in: 0...2 * axes - 1)
    coder.pass(words: &strayUntil)
  }

  /// All times that it remembers are so many nanoseconds later.
  private mutating func shift(by later: Int64) {
    history.shift(by: later)
    accord.shift(by: later)
    lastTime &+= later
    guideUntil &+= later
    strayUntil &+= later
  }
}
