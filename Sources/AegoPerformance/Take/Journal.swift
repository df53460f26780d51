import AegoMotion
import AegoNumerics
import AegoScore

/// Prints events as lines of `journal.jsonl`.
public struct Journal: Sendable {
  private var timelines: [Timeline]
  private var names: [String]
  private let spaceNames: [String]

  /// A journal of this program's performances.
  ///
  /// - Parameters:
  ///   - program: the first version.
  ///   - revisions: the later versions that are known already, in their order.
  public init(_ program: Program, revisions: [Program] = []) {
    timelines = ([program] + revisions).map(\.timeline)
    names = (revisions.last ?? program).vocabulary.scenes
    spaceNames = program.spaceNames
  }

  /// Knows one more version of the program from now on.
  public mutating func append(_ program: Program) {
    timelines.append(program.timeline)
    names = program.vocabulary.scenes
  }

  /// One JSON object without a line's end; its first key is `t`, performance time in nanoseconds.
  public func line(_ event: Event) -> String {
    "{\"t\":\(event.time),\"event\":\(body(event))}"
  }

  private func body(_ event: Event) -> String {
    switch event.kind {
    case .scene: scene("scene", event)
    case .resumed: scene("resumed", event)
    case .action: action(event)
    case .command: "\"command\"," + command(event.message) + position(event)
    case .refused: "\"refused\"," + command(event.message) + ",\"why\":\"\(Journal.reason(event.refusal))\""
    case .armSilent: "\"fault\",\"what\":\"arm-silent\",\"arm\":\"\(Journal.arm(event))\""
    case .armRestarted: "\"fault\",\"what\":\"arm-restarted\",\"arm\":\"\(Journal.arm(event))\""
    case .armHeard: "\"fault\",\"what\":\"arm-heard\",\"arm\":\"\(Journal.arm(event))\""
    case .late: "\"fault\",\"what\":\"late\""
    case .end: "\"end\",\"how\":\"\(Journal.ending(event.ending))\""
    }
  }

  private func scene(_ name: String, _ event: Event) -> String {
    let scene = timelines[Int(event.version) - 1].scenes[Int(event.index)]
    let dimensions = scene.dimensions.map(String.init).joined(separator: ",")
    return "\"\(name)\",\"movement\":\(JSONString.quoted(scene.movement)),\"scene\":\(JSONString.quoted(scene.name)),"
      + "\"space\":\(JSONString.quoted(spaceNames[scene.space])),\"dimensions\":[\(dimensions)],"
      + "\"period\":\(event.period),\"score\":\(event.score)" + cause(event)
      + (event.version > 1 ? ",\"version\":\(event.version)" : "")
  }

  /// What brought a scene about, as one more key; nothing where that was time.
  private func cause(_ event: Event) -> String {
    switch event.cause {
    case .time: ""
    case .go: ",\"by\":\"go\""
    case .stillness: ",\"by\":\"stillness\""
    case .reward: ",\"by\":\"reward\""
    case .settled: ",\"by\":\"settled\""
    case .back: ",\"by\":\"back\""
    case .repeat: ",\"by\":\"repeat\""
    case .jump: ",\"by\":\"jump\""
    }
  }

  private func action(_ event: Event) -> String {
    "\"action\",\"axis\":\(event.axis + 1),\"direction\":\(event.direction),\"explored\":\(event.explored),"
      + "\"reward\":\(JSONString.number(event.reward)),\"expected\":\(JSONString.number(event.expected))"
      + position(event)
  }

  /// A command's name and, where it has some, its arguments.
  private func command(_ message: Message) -> String {
    var arguments = (0..<Int(message.count)).map { JSONString.number(message.number($0)) }
    if message.nameLength > 0 { arguments = [JSONString.quoted(message.name)] }
    if message.address == .jump { arguments = [JSONString.quoted(sceneName(message.number(0)))] }
    let name = "\"name\":\"\(Journal.name(message.address))\""
    return arguments.isEmpty ? name : name + ",\"arguments\":[\(arguments.joined(separator: ","))]"
  }

  private func sceneName(_ number: Float) -> String {
    let index = Int(number)
    return names.indices.contains(index) ? names[index] : ""
  }

  /// Where the agent stands afterwards, as one more key; nothing where the event does not say.
  private func position(_ event: Event) -> String {
    guard event.axes > 0 else { return "" }
    var numbers = ""
    for axis in 0..<Int(event.axes) { numbers += (axis == 0 ? "" : ",") + JSONString.number(event.position[axis]) }
    return ",\"position\":[\(numbers)]"
  }

  private static func arm(_ event: Event) -> String { event.index == 0 ? "left" : "right" }

  /// A command's name: the last part of its address.
  public static func name(_ address: Message.Address) -> String {
    switch address {
    case .sensor: "sensor"
    case .reward: "reward"
    case .superLike: "super_like"
    case .exploreState: "explore_state"
    case .exploreAction: "explore_action"
    case .pause: "pause"
    case .samplePosition: "sample_vst"
    case .previousState: "previous_state"
    case .nextState: "next_state"
    case .resample: "resample"
    case .newSpeed: "new_speed"
    case .stopProgram: "stop_program"
    case .resetModel: "reset_model"
    case .saveModel: "save_model"
    case .loadModel: "load_model"
    case .undo: "undo"
    case .mark: "mark"
    case .return: "return"
    case .toward: "toward"
    case .go: "go"
    case .hold: "hold"
    case .back: "back"
    case .repeat: "repeat"
    case .jump: "jump"
    case .panic: "panic"
    case .rest: "rest"
    case .state: "state"
    case .spectrum: "spectrum"
    case .fader: "fader"
    case .late: "late"
    case .stop: "stop"
    case .score: "score"
    }
  }

  /// The word that the journal has for a reason.
  public static func reason(_ refusal: Event.Refusal) -> String {
    switch refusal {
    case .notAwaited: "not-awaited"
    case .guarded: "guarded"
    case .arguments: "arguments"
    case .ending: "ending"
    case .nothing: "nothing"
    case .unknown: "unknown"
    case .full: "full"
    case .tooMany: "too-many"
    }
  }

  /// The word that the journal and the manifest have for an ending.
  public static func ending(_ ending: Event.Ending) -> String {
    switch ending {
    case .complete: "complete"
    case .stopped: "stopped"
    case .limit: "limit"
    }
  }
}
