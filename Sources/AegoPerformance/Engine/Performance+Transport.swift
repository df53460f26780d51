import AegoMotion

/// What the performer commands of the piece's course, carried out.
extension Performance {
  /// A go that has come in this hop ends its scene before another command is looked at: commands of one instant keep
  /// their order.
  func settleGo(at now: Int64) {
    if conductor.hasGo { endScene(conductor.sceneEnd) }
  }

  /// The scene ends, and another one begins or the piece ends.
  func endScene(_ end: Conductor.SceneEnd) {
    let space = conductor.scene.space
    let cause = conductor.cause(end)
    if conductor.leave(end) { enterScene(at: end.time, from: space, by: cause) }
  }

  func conduct(_ message: Message, at now: Int64) {
    let space = conductor.scene.space
    switch conductor.conduct(message, at: now) {
    case .begun: enterScene(at: now, from: -1, by: .time)
    case .entered: enterScene(at: now, from: space, by: Event.Cause(message.address))
    case .recovered: panicFade.recover(at: now)
    case .faded: panicFade.fade(at: now)
    case .muted: panicFade.mute(at: now)
    case .elsewhere: break
    }
  }
}

extension Event.Cause {
  fileprivate init(_ address: Message.Address) {
    self = address == .back ? .back : address == .jump ? .jump : .repeat
  }
}
