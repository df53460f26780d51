import AegoAgent
import AegoMotion

/// What a performer does with the agent beside turning the hands: the Co-Explorer's commands, and undo, marks and
/// guiding.
extension Performance {
  /// Why such a command cannot be carried out now; nil where it can.
  func playingRefusal(of message: Message) -> Event.Refusal? {
    let space = conductor.scene.space
    switch message.address {
    case .superLike, .exploreAction, .resample, .newSpeed: return conductor.isActing ? nil : .notAwaited
    case .toward:
      if !conductor.isActing { return .notAwaited }
      return Int(message.count) == agents[space].axes ? nil : .arguments
    case .samplePosition: return Int(message.count) == agents[space].axes ? nil : .arguments
    case .previousState: return agents[space].canWalkHistory(forth: false) ? nil : .nothing
    case .nextState: return agents[space].canWalkHistory(forth: true) ? nil : .nothing
    case .undo: return lastLesson == nil ? .nothing : nil
    case .mark: return marks.hasRoom(for: message, space: space) ? nil : .full
    case .return: return marks.place(named: message, space: space) == nil ? .unknown : nil
    case .saveModel: return models.hasRoom(for: message, space: space) ? nil : .full
    case .loadModel: return models.model(named: message, space: space) == nil ? .unknown : nil
    default: return nil
    }
  }

  func play(_ message: Message, at now: Int64) {
    let space = conductor.scene.space
    switch message.address {
    case .superLike: agents[space].judgeZone(max(-1, min(1, message.number(0))), situation(at: now))
    case .exploreState:
      agents[space].changeZone(openAxes: conductor.scene.openAxes)
      leap()
    case .exploreAction: agents[space].tryAction()
    case .pause: isPaused = message.number(0) != 0
    case .samplePosition:
      read(message)
      agents[space].place(at: numbers.base)
      leap()
    case .previousState: agents[space].walkHistory(forth: false)
    case .nextState: agents[space].walkHistory(forth: true)
    case .resample: conductor.adjustment.changeStep(by: message.number(0))
    case .newSpeed: conductor.adjustment.changeSpeed(by: message.number(0))
    case .resetModel: agents[space].forget()
    case .undo: takeBackLesson()
    case .mark: marks.keep(agents[space].position.base, axes: agents[space].axes, named: message, space: space)
    case .return: glideBack(message, at: now)
    case .saveModel: keepModel(message)
    case .loadModel: takeModel(message)
    case .toward:
      read(message)
      agents[space].guide(toward: numbers.base, at: now)
    default: break
    }
  }

  private func read(_ message: Message) {
    for index in 0..<Int(message.count) { numbers[index] = message.number(index) }
  }

  /// The sound is at once where the agent has been set.
  private func leap() {
    let space = conductor.scene.space
    path.jump(to: agents[space].position.base, axes: agents[space].axes)
  }

  // MARK: Undo

  /// When the last lesson of any agent began.
  private var lastLesson: Int64? {
    var last: Int64?
    for index in 0..<spaceCount {
      if let time = agents[index].lastLesson, time > last ?? .min { last = time }
    }
    return last
  }

  /// Near a change of space a reward may have taught two agents; both take it back.
  private func takeBackLesson() {
    guard let last = lastLesson else { return }
    for index in 0..<spaceCount where agents[index].lastLesson == last { agents[index].takeBackLesson() }
    eventReward = .nan
  }

  // MARK: Marks

  private func glideBack(_ message: Message, at now: Int64) {
    let space = conductor.scene.space
    guard let place = marks.place(named: message, space: space) else { return }
    agents[space].place(at: place)
    path.glideSlowly(from: now)
  }

  // MARK: Single steps

  /// While the agent rests, a reward is about the step that it would take, and it takes it.
  func answer(_ reward: Float, at now: Int64) {
    let space = conductor.scene.space
    let situation = situation(at: now)
    if let action = agents[space].answer(reward, situation) {
      emit(event(action, situation, reward: reward, space: space))
    }
  }
}
