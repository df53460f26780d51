import AegoPerformance
import AegoScore
import Logging

/// What a live performance says in the terminal: scenes with their directions, and faults in words.
struct Console {
  /// The versions of what is played.
  private var programs: [Program]
  private let hasSensors: Bool
  private let writer = TerminalWriter()
  private let log: Logger
  /// The scene that is on, and the version that it is of; nil before the piece.
  private var scene: (index: Int, version: Int)?
  private var refusedCommands = RefusedCommands()
  /// What the performer's commands have left as it is.
  private(set) var transport = TransportState()

  /// A console; who plays without sensors is not told that they are silent.
  init(_ piece: Piece, hasSensors: Bool) {
    programs = [piece.program] + piece.revisions.map(\.program)
    self.hasSensors = hasSensors
    let handler = TerminalLog(writer)
    log = Logger(label: "aego") { _ in handler }
  }

  func say(_ text: String) { writer.say(text) }

  /// Knows one more version of what is played from now on.
  mutating func append(_ program: Program) { programs.append(program) }

  /// Waits until all that was said stands in the terminal, if the terminal takes it.
  func finish() {
    for line in refusedCommands.rest { say(line) }
    writer.finish()
  }

  /// Shows what the recorder found; an end sets `ending` to how it was.
  mutating func show(_ news: [LiveRecorder.News], _ ending: inout String) {
    for item in news {
      switch item {
      case .fault(let text): log.warning("\(text)")
      case .event(let event): show(event, &ending)
      }
    }
  }

  private mutating func show(_ event: Event, _ ending: inout String) {
    let before = transport
    transport.take(event)
    switch event.kind {
    case .scene, .resumed:
      scene = (Int(event.index), Int(event.version))
      say(words(event))
    case .command where event.message.address == .score: say(next(Int(event.message.number(0))))
    case .refused: if let line = refusedCommands.line(event) { say(line) }
    case .armSilent where hasSensors: log.warning("the \(event.index == 0 ? "left" : "right") arm is silent")
    case .armHeard where hasSensors: log.notice("the \(event.index == 0 ? "left" : "right") arm is heard again")
    case .armRestarted where hasSensors:
      log.notice("the \(event.index == 0 ? "left" : "right") arm's module was switched on again")
    case .end: ending = Journal.ending(event.ending)
    case .command: if let line = TransportWords.line(before, transport) { say(line) }
    case .action, .armSilent, .armHeard, .armRestarted, .late: break
    }
  }

  /// The number of the version that is in force; nil before the piece.
  var versionInForce: Int? { scene?.version }

  /// What a version that comes into force with the next scene makes of it.
  private func next(_ version: Int) -> String {
    guard let scene else { return "version \(version) of the score: the piece begins by it" }
    return "version \(version) of the score: "
      + programs[version - 1].next(after: scene.index, of: programs[scene.version - 1])
  }

  private func words(_ event: Event) -> String {
    let program = programs[Int(event.version) - 1]
    let scene = program.timeline.scenes[Int(event.index)]
    let axes = scene.dimensions.map(String.init).joined(separator: " ")
    let line =
      "\(ScoreTime.clock(event.score)): \(scene.movement), \(scene.name): "
      + "\(program.spaceNames[scene.space]), axes \(axes.isEmpty ? "none" : axes)"
    let told = TransportWords.cause(event.cause).map { line + " (\($0))" } ?? line
    return scene.direction.map { told + "\n    " + $0 } ?? told
  }
}
