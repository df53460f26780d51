import AegoMotion
import AegoScore

/// Tells another program over OSC what the engine does, in the Co-Explorer's words and in ours.
///
/// `drain` is called every few milliseconds, on a thread of its own: a stalled network costs messages and not the take.
/// Actions are at least 10 ms apart and spectra a hop, so that their messages have a limit; a flood of commands is told
/// up to `mostCommands`.
public final class LiveSender {
  private let engine: LiveEngine
  private let sender: Sender
  private var period: Int64 = 0
  private var step: Float = 0
  private var spectrum: [Float]
  private var commandsFrom: Int64 = .min
  private var commands = 0

  /// How many commands and refusals of one tenth of a second of performance time are told.
  static let mostCommands = 50
  private static let tenth: Int64 = 100_000_000

  /// How many commands and refusals were not told, because too many came at once.
  public private(set) var untold = 0

  /// A sender of what an engine does.
  public init(_ engine: LiveEngine, to sender: Sender) {
    self.engine = engine
    self.sender = sender
    spectrum = Array(repeating: 0, count: engine.spectra.blockCount)
  }

  /// How many messages were lost: the system did not take them.
  public var lost: Int { sender.lost }

  /// Sends what has happened since.
  public func drain() {
    while let event = engine.told.pop() { tell(event) }
    while engine.spectra.pop(into: &spectrum) { sender.send("/aego/spectrum", [.blob(spectrum)]) }
  }

  private func tell(_ event: Event) {
    switch event.kind {
    case .action: action(event)
    case .scene, .resumed: scene(event)
    case .command where isWithinLimit(event.time): command(event)
    case .refused where isWithinLimit(event.time):
      sender.send("/aego/refused", name(event) + [.string(Journal.reason(event.refusal))])
    case .command, .refused: untold += 1
    default: break
    }
  }

  /// Whether one more command may be told; counts it.
  private func isWithinLimit(_ time: Int64) -> Bool {
    if time - LiveSender.tenth >= commandsFrom { (commandsFrom, commands) = (time, 0) }
    commands += 1
    return commands <= LiveSender.mostCommands
  }

  /// Says where the performance is kept.
  public func begin(take directory: String) { sender.send("/path", [.string(directory)]) }

  private func action(_ event: Event) {
    tellPace(event)
    tellPosition(event)
    sender.send("/rand", [.int(event.explored ? 1 : 0)])
    sender.send(
      "/aego/action",
      [
        .int(Int32(event.axis) + 1), .int(Int32(event.direction)), .int(event.explored ? 1 : 0),
        .float(event.expected),
      ])
    sender.send("/aego/reward", [.float(event.reward)])
    if event.reward != 0 { sender.send("/reward_in", [.float(event.reward)]) }
    sender.send("/aego/time", [.float(LiveSender.seconds(event.time)), .float(LiveSender.seconds(event.score))])
  }

  private func tellPosition(_ event: Event) {
    sender.send("/params", (0..<Int(event.axes)).map { .float(event.position[$0]) })
  }

  /// The period in milliseconds and the step, where they have changed.
  private func tellPace(_ event: Event) {
    if event.period != period {
      period = event.period
      sender.send("/time", [.float(Float(Double(period) / 1_000_000))])
    }
    if event.step != step {
      step = event.step
      sender.send("/precision", [.float(step)])
    }
  }

  private func scene(_ event: Event) {
    let program = engine.version(event.version)
    let scene = program.timeline.scenes[Int(event.index)]
    sender.send(
      "/aego/scene",
      [.string(scene.movement), .string(scene.name), .string(program.spaceNames[scene.space])]
        + scene.dimensions.map { .int(Int32($0)) })
  }

  private func command(_ event: Event) {
    let message = event.message
    if event.axes > 0 { tellPosition(event) }
    sender.send("/aego/command", name(event) + arguments(message))
    switch message.address {
    case .superLike where message.number(0) != 0: sender.send("/superlike", [.float(message.number(0))])
    case .pause: sender.send("/paused", [.int(message.number(0) == 0 ? 1 : 0)])
    case .exploreState: sender.send("/explore_state", [.int(1)])
    case .exploreAction: sender.send("/explore_action", [.int(1)])
    case .previousState: sender.send("/previous_s", [.int(1)])
    case .nextState: sender.send("/next_s", [.int(1)])
    case .resetModel: sender.send("/init", [.int(1)])
    default: break
    }
  }

  private func name(_ event: Event) -> [Sender.Argument] { [.string(Journal.name(event.message.address))] }

  private func arguments(_ message: Message) -> [Sender.Argument] {
    if message.nameLength > 0 { return [.string(message.name)] }
    return (0..<Int(message.count)).map { .float(message.number($0)) }
  }

  private static func seconds(_ time: Int64) -> Float { Float(Double(time) / 1_000_000_000) }
}
