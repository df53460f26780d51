import Synchronization

/// Watches everything that arrives: each module that is heard, on an arm or not, and what could not be used.
///
/// `hear` is called on the receiver's thread, the others from anywhere.
///
/// Unchecked, because the state is reached under the lock alone; a mutex around it would not let a packet's memory in.
public final class SensorWatch: @unchecked Sendable {
  private let lock = Mutex(())
  private let state: WatchState

  /// A watch in which nothing has been heard yet.
  ///
  /// - Parameters:
  ///   - motion: the performer's arms.
  ///   - range: the rotation that makes a full reward, in degrees.
  public init(_ motion: MotionSettings, range: Double = 60) { state = WatchState(motion, range: range) }

  /// Takes a packet.
  ///
  /// - Parameters:
  ///   - packet: aligned for four-byte words.
  ///   - time: when it arrived, in ns from the watch's beginning.
  public func hear(_ packet: UnsafeMutableRawBufferPointer, at time: Int64) {
    lock.withLock { _ in state.hear(packet, at: time) }
  }

  /// Goes on to a time, in ns from the watch's beginning. Call it some hundred times a second.
  public func advance(to time: Int64) { lock.withLock { _ in state.advance(to: time) } }

  /// Takes the rest pose anew.
  public func takeRestPose() { lock.withLock { _ in state.takeRestPose() } }

  /// What has arrived so far.
  public func report(at time: Int64) -> SensorReport { lock.withLock { _ in state.report(at: time) } }

  /// How every module lies that is heard now.
  func poses() -> [ModulePose] { lock.withLock { _ in state.poses() } }
}

/// What a watch knows.
private final class WatchState {
  private let motion: MotionSettings
  private let range: Double
  private let vocabulary: Vocabulary
  private let everything = Vocabulary()
  private var hands: HandReward
  private var modules: [WatchedModule] = []
  private var commands = 0
  private var malformed = 0
  private var useless: [SensorReport.Address] = []

  init(_ motion: MotionSettings, range: Double) {
    self.motion = motion
    self.range = range
    vocabulary = Vocabulary(motion: motion)
    hands = HandReward(settings: motion)
  }

  func hear(_ packet: UnsafeMutableRawBufferPointer, at time: Int64) {
    let reader = PacketReader { [unowned self] found in
      guard let (path, arguments) = found else { return malformed += 1 }
      hear(path, arguments, at: time)
    }
    reader.read(packet)
  }

  private func hear(_ path: Bytes, _ arguments: Arguments, at time: Int64) {
    if let module = vocabulary.customModule(path) {
      sensor(.custom, vocabulary.id(.custom, module), path, arguments, at: time)
    } else if let (form, id) = SensorForm.of(path) {
      sensor(form, id.printable, path, arguments, at: time)
    } else {
      other(path, arguments)
    }
  }

  private func sensor(
    _ form: SensorForm, _ id: String, _ path: Bytes, _ arguments: Arguments, at time: Int64
  ) {
    let known = modules.firstIndex { $0.family == form.family && $0.id == id }
    var module = known.map { modules[$0] } ?? WatchedModule(form.family, id, motion)
    let told = form == .custom ? arguments : arguments.leading
    switch told.message(Message(form, module: module.number), module.vocabulary) {
    case .success(let message):
      module.hear(message, at: time)
      // One that was not heard before joins them.
      if let known { modules[known] = module } else { modules.append(module) }
      if form.isForEngine { hands.receive(message, at: time) }
    case .failure(let reason): refuse(path, reason)
    case nil: break
    }
  }

  private func other(_ path: Bytes, _ arguments: Arguments) {
    switch Path(path, vocabulary) {
    case .sensor, .charge, .unexpectedModule, .aside: break
    case .jump: commands += 1
    case .message(let address) where address.takesName: commands += 1
    case .message(let address):
      switch arguments.message(Message(address), everything) {
      case .success: commands += 1
      case .failure(let reason): refuse(path, reason)
      case nil: break
      }
    case .take, .seed, nil: refuse(path, .unknownAddress)
    }
  }

  private func refuse(_ path: Bytes, _ reason: Refusal) {
    let address = path.slice(0, min(path.count, 120)).printable
    if let known = useless.firstIndex(where: { $0.path == address && $0.reason == reason }) {
      useless[known].count += 1
    } else if useless.count < 32 {
      useless.append(.init(path: address, count: 1, reason: reason))
    }
  }

  func advance(to time: Int64) {
    hands.advance(to: time, range: range)
    for index in modules.indices { modules[index].advance(to: time) }
  }

  func takeRestPose() {
    hands.takeRestPose()
    for index in modules.indices { modules[index].takeRestPose() }
  }

  func report(at time: Int64) -> SensorReport {
    var report = SensorReport()
    report.modules = modules.map { $0.report(at: time) }
    report.reward = hands.reward(sense: 1)
    report.stillness = hands.stillness
    report.commands = commands
    report.malformed = malformed
    report.useless = useless
    return report
  }

  func poses() -> [ModulePose] { modules.compactMap(\.pose) }
}
