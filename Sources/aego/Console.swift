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
  /// The scene whose successor was announced.
  private var announced: Int?
  /// What the performer's commands have left as it is.
  private(set) var transport: TransportState
  /// When each line about what the agent was told was said last: a program may send them in a flood.
  private var lessons: [String: Int64] = [:]

  /// A console; who plays without sensors is not told that they are silent.
  ///
  /// - Parameters:
  ///   - piece: what is played.
  ///   - hasSensors: whether anything is received.
  ///   - standing: how things stand where the performance goes on.
  init(_ piece: Piece, hasSensors: Bool, standing: TransportState = TransportState()) {
    transport = standing
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
    case .refused: if let line = refusedCommands.line(event, in: playedScene) { say(line) }
    case .armSilent where hasSensors: log.warning("the \(event.index == 0 ? "left" : "right") arm is silent")
    case .armHeard where hasSensors: log.notice("the \(event.index == 0 ? "left" : "right") arm is heard again")
    case .armRestarted where hasSensors:
      log.notice("the \(event.index == 0 ? "left" : "right") arm's module was switched on again")
    case .end: ending = Journal.ending(event.ending)
    case .command:
      if let line = TransportWords.line(before, transport) { say(line) }
      tellLesson(event)
    case .action, .armSilent, .armHeard, .armRestarted, .late: break
    }
  }

  private mutating func tellLesson(_ event: Event) {
    guard let line = TransportWords.lesson(event.message) else { return }
    if let last = lessons[line], event.time - last < 1_000_000_000 { return }
    // A performer's names are few; a flood of them is not.
    if lessons.count > 200 { lessons = [:] }
    lessons[line] = event.time
    say(line)
  }

  /// The scene that is on, as it is written; nil before the piece.
  private var playedScene: PlayedScene? {
    scene.map { programs[$0.version - 1].timeline.scenes[$0.index] }
  }

  /// Says which scene comes next, and its direction, some seconds before.
  mutating func announceNext(left: Int64) {
    guard let scene, (0...Console.ahead).contains(left), announced != scene.index else {
      if left > Console.ahead { announced = nil }
      return
    }
    announced = scene.index
    let scenes = programs[scene.version - 1].timeline.scenes
    guard scene.index + 1 < scenes.count, let next = scenes[scene.index + 1].direction else { return }
    say("in \(ScoreTime.clock(left + 500_000_000)): \(scenes[scene.index + 1].name)\n    \(next)")
  }

  /// So long before a scene ends, its next one's direction is told, in nanoseconds.
  private static let ahead: Int64 = 15_000_000_000

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
