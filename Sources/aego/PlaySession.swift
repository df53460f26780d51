import AegoAudio
import AegoMotion
import AegoPerformance
import AegoScore
import AegoStage
import ArgumentParser
import Foundation

/// One live performance from its first hop to the closed take, on the main thread: keys, Ctrl-C, the recorded stream
/// ahead of time, the take, and what the console says.
final class PlaySession {
  private var piece: Piece
  private let engine: LiveEngine
  private let output: SoundOutput
  private var soundFaults: SoundFaults
  private let receiver: Receiver?
  private let recorder: LiveRecorder
  private let files: StateFiles
  private let feed: InputFeed?
  private var console: Console
  private let takePath: String
  private var fedHop: Int64
  private var ending = "stopped"
  private var interrupts = 0
  private var toldStranger = false
  private var toldLate = false
  private var isRestTold = false
  private var useless: UselessMessages?
  private var keyControls: KeyControls
  private var pedals: Pedals?
  private let watch: ScoreWatch?
  private var versionInForce: Int
  private let stage: StageServer?

  init(
    _ piece: Piece, _ engine: LiveEngine, _ output: SoundOutput, _ faults: SoundFaults, _ receiver: Receiver?,
    _ take: TakeWriter, _ feed: InputFeed?, _ pedals: Pedals?,
    _ stage: StageServer?, _ watch: ScoreWatch? = nil
  ) {
    self.pedals = pedals
    self.stage = stage
    self.watch = watch
    soundFaults = faults
    self.piece = piece
    self.engine = engine
    self.output = output
    self.receiver = receiver
    useless = receiver.map { UselessMessages($0.counts, piece.program.vocabulary) }
    self.feed = feed
    fedHop = engine.firstHop
    takePath = take.directory
    files = StateFiles(piece)
    keyControls = KeyControls(piece.lastProgram.controls, piece.lastProgram.vocabulary)
    versionInForce = piece.lastProgram.version
    recorder = LiveRecorder(engine, take: take, files: files)
    console = Console(piece, hasSensors: receiver != nil || feed != nil, standing: engine.performance.transport)
  }

  func run() throws {
    Interrupts.watch()
    begin()
    try feedStream()
    try output.start()
    let keys = Keys()
    defer { keys.restore() }
    while !engine.isOver.load(ordering: .acquiring) {
      for key in keys.wait(milliseconds: 20) { press(key) }
      stopIfInterrupted()
      do { try feedStream() } catch { stop(because: "\(error)") }
      takeUpFile()
      reloadScore()
      let news = recorder.drain()
      console.show(news, &ending)
      for case .fault(let detail) in news { stage?.tell(fault: detail) }
      takeControls()
      tellStanding()
      tellFaults()
    }
    output.join()
    receiver?.stop()
    pedals?.stop()
    tellDropped()
    console.show(recorder.close(ended: ending), &ending)
    console.finish()
    finish()
    if recorder.isTakeLost { throw ExitCode(3) }
  }

  /// Without a terminal nobody can press Return, and a recorded stream that is no take has no go of its own.
  private func begin() {
    if isatty(0) == 1 { console.say(keyControls.legend) }
    if let line = TransportWords.line(console.transport) { console.say(line) }
    guard engine.performance.isWaiting, piece.program.start != .now, feed?.isTake != true else { return }
    if feed != nil {
      console.say("the score waits to be begun, which the recorded stream does not do: beginning at once")
      engine.desk.push(Message(.go))
    } else if isatty(0) == 0, piece.program.start == .go {
      console.say("the score waits for a go, and there is no terminal to press Return in: beginning at once")
      engine.desk.push(Message(.go))
    } else {
      console.say("waiting: " + begins.joined(separator: ", or "))
    }
  }

  /// What the piece can be begun by.
  private var begins: [String] {
    var ways: [String] = []
    if case .stillness(let time) = piece.program.start, receiver != nil {
      ways.append("keep both arms still for \(ScoreTime.clock(time)) min to begin")
    }
    if isatty(0) == 1, let key = keyControls.go { ways.append("press \(key)") }
    if receiver != nil { ways.append("send /aego/go") }
    if stage != nil { ways.append("press GO on the console's page") }
    return ways
  }

  private func press(_ key: String) {
    if let message = keyControls.message(key, console.transport) {
      engine.desk.push(message)
    } else {
      console.say(keyControls.legend)
    }
  }

  /// What a performer alone has to know ahead of time: that the hands are heard now, and which scene comes.
  private func tellStanding() {
    console.announceNext(left: engine.timeLeft.load(ordering: .relaxed))
    let isRested = engine.isRested.load(ordering: .relaxed)
    guard isRested != isRestTold else { return }
    isRestTold = isRested
    if receiver != nil {
      console.say(isRested ? "the rest pose is known: the hands are heard" : "no rest pose: keep still")
    }
  }

  /// Keeps the recorded stream some seconds ahead of the sound.
  private func feedStream() throws {
    guard let feed else { return }
    let ahead = engine.hops.load(ordering: .relaxed) + 200
    while fedHop < ahead && engine.stream.count() < 7000 && !feed.isOver {
      for message in try feed.messages(for: fedHop) {
        if message.address == .state && !offers(message.name) { continue }
        engine.stream.push(StampedMessage(hop: fedHop, message: message))
      }
      fedHop += 1
    }
  }

  /// Reads a file that a performer asked for; one at a time, since the take waits meanwhile.
  private func takeUpFile() {
    guard let request = engine.requests.pop(), offers(request.name) else { return }
    engine.desk.push(request)
  }

  /// Offers a file to the agents; what is wrong with it is told, and the performance goes on without.
  private func offers(_ name: String) -> Bool {
    do {
      try files.offer(name, to: engine.performance)
      console.say("the agents take up \(name)")
      return true
    } catch {
      note("model-not-loaded", "\(error)")
      return false
    }
  }

  /// A score that was saved is checked, and comes into force with the next scene; a wrong one leaves all as it is.
  private func reloadScore() {
    guard let saving = watch?.saved(at: MonotonicTime.now()) else { return }
    guard case .text(let text) = saving else {
      return console.say("\(piece.path): gone; the last version goes on")
    }
    let reloading = Reloading(text, of: piece)
    reloading.words.forEach(console.say)
    guard case .version(let revision) = reloading.outcome else { return }
    piece.append(revision)
    stage?.append(revision.program, revision.score)
    console.append(revision.program)
    console.show(recorder.record(revision), &ending)
    receiver?.read(by: revision.program.vocabulary)
    if !engine.reload(revision) {
      console.say(
        "version \(revision.number) cannot come into force: too many wait; save the score once more in a while")
    }
  }

  /// Keys and pedals do what the version that is in force says.
  private func takeControls() {
    guard let version = console.versionInForce, version != versionInForce, let program = program(version) else {
      return
    }
    versionInForce = version
    keyControls = KeyControls(program.controls, program.vocabulary)
    if let pedals { pedals.play(program) } else { pedals = Pedals(engine, program) }
  }

  private func program(_ version: Int) -> Program? {
    version == 1 ? piece.program : piece.revisions.first { $0.number == version }?.program
  }

  /// The first Ctrl-C fades out, a second one ends without waiting for it.
  private func stopIfInterrupted() {
    let count = Interrupts.count
    guard count > interrupts else { return }
    interrupts = count
    if count == 1 { console.say("fading out; Ctrl-C again ends at once") }
    engine.desk.push(Message(.stop))
  }

  private func stop(because reason: String) {
    console.say(reason)
    engine.desk.push(Message(.stop))
  }

  private func tellFaults() {
    if !toldLate && engine.lateHops.load(ordering: .relaxed) > 0 {
      toldLate = true
      note("late", "the machine was late for a hop: its sound keeps the spectrum until that is made up for")
    }
    if !toldStranger, let address = receiver?.counts.addresses(.unexpectedModule).first ?? feed?.unexpected {
      toldStranger = true
      note("unexpected-module", piece.program.vocabulary.unexpected(address))
    }
    if engine.hops.load(ordering: .relaxed) > 0 {
      for (what, detail) in soundFaults.news() { note(what, detail) }
    }
    for detail in useless?.news() ?? [] { note("messages-dropped", detail) }
    for (what, detail) in pedals?.news() ?? [] {
      if let what { note(what, detail) } else { console.say(detail) }
    }
  }

  /// What came and could not be used, in all.
  private func tellDropped() {
    if let summary = useless?.summary { note("messages-dropped-in-all", summary) }
  }

  private func note(_ what: String, _ detail: String) {
    var news: [LiveRecorder.News] = []
    recorder.fault(what, detail, &news)
    console.show(news, &ending)
    for case .fault(let detail) in news { stage?.tell(fault: detail) }
  }

  private func finish() {
    let length = piece.program.clock.nanoseconds(engine.hops.load(ordering: .relaxed) - engine.firstHop)
    let hop = Double(piece.program.clock.nanoseconds(1))
    let load = Double(engine.worstHop.load(ordering: .relaxed)) / hop
    let work = Double(engine.worstWork.load(ordering: .relaxed)) / hop
    let underruns = output.underruns.load(ordering: .relaxed)
    let lateHops = engine.lateHops.load(ordering: .relaxed)
    print(
      "\(takePath): \(recorder.isTakeLost ? "incomplete, it could not be written; " : "")\(ending), \(ScoreTime.clock(length)), "
        + String(format: "worst hop %.0f %% of its time, of work %.0f %%, ", load * 100, work * 100)
        + "\(lateHops) late, \(underruns) underruns")
  }
}
