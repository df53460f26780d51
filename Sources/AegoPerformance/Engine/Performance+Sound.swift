import AegoNumerics

/// From the position to what the hop sounds like.
extension Performance {
  /// The frame between two performance times; silence before the piece.
  func frame(from now: Int64, to next: Int64) -> SoundFrame {
    guard conductor.hasBegun else {
      var frame = SoundFrame()
      frame.isSilent = true
      return frame
    }
    if !conductor.isFrozen { glide(from: now, to: next) }
    return path.frame(gain: gain(at: next), at: now, isHeld: isLate)
  }

  /// The sound follows the agent.
  private func glide(from now: Int64, to next: Int64) {
    let scene = conductor.scene
    let agent = agents + scene.space
    let time = scene.glideTime(period: conductor.period(at: now))
    path.follow(
      agent.pointee.position.base, axes: agent.pointee.axes, timeConstant: time, from: now, elapsed: next - now)
  }

  /// The amplitude that level and fades give at a performance time; 1 is a level of 0 dB.
  private func gain(at time: Int64) -> Float {
    if conductor.phase == .over { return 0 }
    let level = conductor.scene.level.value(at: conductor.timeInScene(time))
    var gain = level.isFinite ? Portable.amplitude(decibels: level) : 0
    gain *= fadeInAmplitude(at: time) * panicFade.amplitude(at: time)
    if resumption.fade > 0 { gain *= resumption.amplitude(at: time) }
    if conductor.phase == .ending { gain *= fadeOutAmplitude(at: time) }
    return Float(gain)
  }

  private func fadeInAmplitude(at time: Int64) -> Double {
    let elapsed = time - conductor.startTime
    return elapsed >= fadeIn ? 1 : Portable.sin(.pi / 2 * Double(elapsed) / Double(fadeIn))
  }

  private func fadeOutAmplitude(at time: Int64) -> Double {
    let elapsed = time - conductor.endingStart
    if elapsed >= fadeOutLength { return 0 }
    let left = 1 - Double(elapsed) / Double(fadeOutLength)
    let hurried = hurry < .max ? max(0, 1 - Double(time - hurry) / Double(Performance.hurriedFade)) : 1
    return left * left * hurried
  }
}
