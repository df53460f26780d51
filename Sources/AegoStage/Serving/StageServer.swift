import AegoMotion
import AegoPerformance
import AegoScore
import Foundation
import Glibc
import Synchronization

/// Serves projection and console while a piece is played: their files, and over a WebSocket what the engine does.
///
/// One thread does all of it, and waits for nothing but its sockets, four milliseconds at most. It takes what the engine
/// has left in its feed and hands over what the pages order; whatever becomes of it, the performance goes on.
public final class StageServer: @unchecked Sendable {
  // Sendable because after `start` the thread alone uses what is not constant, an atomic or guarded by a mutex.

  /// What the server has to do with the performance.
  public struct Engine: Sendable {
    /// What the engine tells.
    let feed: StageFeed
    /// Takes a message that a hop is to consume; false where there is no room for it.
    let command: @Sendable (Message) -> Bool
    /// The longest that a hop took, in nanoseconds; how many were late; how often the sound's queue ran empty.
    let figures: @Sendable () -> (worst: Int64, late: Int, underruns: Int)

    /// A way to an engine.
    public init(
      feed: StageFeed, command: @escaping @Sendable (Message) -> Bool,
      figures: @escaping @Sendable () -> (worst: Int64, late: Int, underruns: Int)
    ) {
      (self.feed, self.command, self.figures) = (feed, command, figures)
    }
  }

  /// The port that it listens on.
  public let port: UInt16
  /// A word of this start alone.
  public let run: String
  /// How many pages listen.
  public let pages = Atomic<Int>(0)
  /// How many bytes were sent.
  public let sentBytes = Atomic<Int>(0)

  private let settings: StageSettings
  private let engine: Engine
  private let versions: StageVersions
  /// The version that is in force.
  private var score: StageScore
  private let vocabulary: Vocabulary
  private var files: PageFiles
  private let gate: Gate
  private let listener: StreamSocket
  private var connections: [Connection] = []
  private var teller: Teller
  private var latency: Double
  private var lastState: [UInt8]?
  private var nextID = 0
  /// The page that holds the fader.
  private var faderHolder: Int?
  private let faults = Mutex<[String]>([])
  private let isDone = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)
  private var hasStarted = false

  /// Begins to listen; `start` begins to answer.
  ///
  /// - Parameters:
  ///   - settings: where, and the bounds.
  ///   - score: what is played.
  ///   - vocabulary: the names that messages have.
  ///   - engine: the way to the engine.
  ///   - files: what is served.
  ///   - run: a word that is drawn anew at every start of the program, so that pages see that there was one.
  /// - Throws: `StageError`.
  public init(
    _ settings: StageSettings, score: StageScore, vocabulary: Vocabulary, engine: Engine, files: PageFiles = .own,
    run: String
  ) throws(StageError) {
    self.settings = settings
    self.score = score
    versions = StageVersions(score)
    self.vocabulary = vocabulary
    self.engine = engine
    self.files = files
    self.files.add(picture: score.picture)
    self.run = run
    latency = settings.latency
    teller = Teller(versions, engine.feed)
    listener = try StageServer.listen(settings)
    port = listener.port
    let hosts =
      ["localhost", "127.0.0.1", "::1"] + [settings.address].filter { !StageServer.isAny($0) } + settings.hosts
    gate = Gate(hosts: Set(hosts.map { $0.lowercased() }), token: settings.token)
  }

  /// Whether every address of this machine is meant.
  private static func isAny(_ address: String) -> Bool { address == "any" || address == "0.0.0.0" }

  private static func listen(_ settings: StageSettings) throws(StageError) -> StreamSocket {
    var address = in_addr()
    switch settings.address {
    case _ where isAny(settings.address): address.s_addr = 0
    case "localhost": address.s_addr = UInt32(0x7f00_0001).bigEndian
    default:
      guard inet_pton(AF_INET, settings.address, &address) == 1 else { throw .unknownAddress(settings.address) }
    }
    do {
      return try StreamSocket.listening(at: address, port: settings.port)
    } catch {
      if error.number == EADDRNOTAVAIL { throw .unknownAddress(settings.address) }
      throw .unavailable(address: settings.address, port: settings.port, reason: error.words)
    }
  }

  /// Begins to serve, on a thread of its own.
  public func start() {
    hasStarted = true
    Thread { [self] in serve() }.start()
  }

  /// Ends: pages are told, and everything is closed. From the thread that started it.
  public func stop() {
    guard hasStarted else { return }
    hasStarted = false
    isDone.store(true, ordering: .releasing)
    ended.wait()
  }

  /// Makes one more version of the score known, before the engine is told of it.
  public func append(_ program: Program, _ score: Score) { versions.append(program, score) }

  /// Tells the pages what has happened around the engine.
  public func tell(fault detail: String) {
    faults.withLock { if $0.count < 100 { $0.append(detail) } }
  }

  // MARK: The thread

  /// How many connections are taken in a round.
  private static let mostAccepted = 64
  /// How long the other end may take to close, in seconds.
  private static let leaveTime = 1.0
  /// How much less than others the thread is given. Not as little as can be: a browser that draws on the same machine
  /// would leave it nothing.
  private static let niceness: Int32 = 5

  private func serve() {
    // Of the calling thread, on Linux.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, StageServer.niceness)
    while !isDone.load(ordering: .acquiring) { turn() }
    for index in connections.indices where connections[index].kind == .listening {
      connections[index].outbox.add(text: WebSocket.close(.goingAway))
      connections[index].flush(at: StageServer.now)
    }
    connections = []
    ended.signal()
  }

  /// One round: who has come, what was asked, what has happened, what can be sent.
  private func turn() {
    let ready = wait()
    let now = StageServer.now
    for index in ready { receive(index, at: now) }
    accept(at: now)
    for index in connections.indices where connections[index].outbox.isEmpty && connections[index].kind == .listening {
      connections[index].lastProgress = now
    }
    broadcast()
    for index in connections.indices where !connections[index].outbox.isEmpty { connections[index].flush(at: now) }
    giveUp(at: now)
    pages.store(connections.count { $0.kind == .listening }, ordering: .relaxed)
  }

  /// Waits for a socket, or until there is news of the engine; gives the connections that can be read.
  private func wait() -> [Int] {
    var polled = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    for connection in connections {
      polled.append(pollfd(fd: connection.socket.descriptor, events: Int16(POLLIN), revents: 0))
    }
    let count = poll(&polled, nfds_t(polled.count), connections.isEmpty ? 20 : 4)
    guard count > 0 else { return [] }
    return connections.indices.filter { polled[$0 + 1].revents != 0 }
  }

  private func accept(at now: Double) {
    for _ in 0..<StageServer.mostAccepted {
      guard let socket = listener.accept() else { return }
      // More than are told that there are too many are just let go.
      if connections.count >= settings.mostPages + 2 * settings.mostAsking { continue }
      var connection = Connection(id: nextID, socket, at: now)
      nextID += 1
      if connections.count(where: { $0.kind != .listening }) >= settings.mostAsking {
        answer(HTTPResponse(.unavailable, "too many ask at once; try again"), &connection)
      }
      connections.append(connection)
    }
  }

  /// Lets go who has gone, takes nothing, or takes too long to ask.
  private func giveUp(at now: Double) {
    for index in connections.indices {
      let idle = now - connections[index].lastProgress
      switch connections[index].kind {
      case .asking:
        if idle > settings.patience {
          answer(HTTPResponse(.timeout, "the request did not come"), &connections[index])
        }
      case .closing: if idle > settings.stall { connections[index].isOver = true }
      case .leaving: if idle > StageServer.leaveTime { connections[index].isOver = true }
      case .listening:
        let isStalled = !connections[index].outbox.isEmpty && idle > settings.stall
        if isStalled || connections[index].outbox.isOverfull { connections[index].isOver = true }
      }
    }
    for connection in connections where connection.isOver && connection.id == faderHolder { letFaderGo() }
    connections.removeAll(where: \.isOver)
  }

  // MARK: Telling

  private func broadcast() {
    let figures = engine.figures()
    let isHeard = connections.contains { $0.kind == .listening }
    let all = StateMessage.Figures(worst: figures.worst, late: figures.late, underruns: figures.underruns)
    for message in teller.news(isHeard: isHeard, all) {
      switch message {
      case .frame(let bytes): tell(frame: WebSocket.binary(bytes))
      case .text(let text): tell(text: WebSocket.text(text))
      case .state(let text):
        lastState = WebSocket.text(text)
        if let lastState { tell(text: lastState) }
      case .score(let version):
        score = version
        files.add(picture: version.picture)
        tell(text: hello)
      }
    }
    let details = faults.withLock { faults in
      defer { faults = [] }
      return faults
    }
    for detail in details { tell(text: WebSocket.text(EventMessages.fault(detail, at: teller.time))) }
  }

  private func tell(text: [UInt8]) {
    for index in connections.indices where connections[index].kind == .listening {
      connections[index].outbox.add(text: text)
      sentBytes.add(text.count, ordering: .relaxed)
    }
  }

  private func tell(frame: [UInt8]) {
    for index in connections.indices where connections[index].kind == .listening {
      connections[index].outbox.add(frame: frame)
      sentBytes.add(frame.count, ordering: .relaxed)
    }
  }

  private var hello: [UInt8] { WebSocket.text(score.hello(run: run, latency: latency)) }

  // MARK: Answering

  /// How many bytes are taken from a client in a round.
  private static let mostReceived = 4096

  private func receive(_ index: Int, at now: Double) {
    do {
      let bytes = try connections[index].socket.receive(atMost: StageServer.mostReceived)
      switch connections[index].kind {
      case .asking:
        connections[index].request += bytes
        ask(index, at: now)
      case .closing, .leaving: break
      case .listening:
        connections[index].reader.take(bytes)
        obey(index, at: now)
      }
    } catch {
      connections[index].isOver = true
    }
  }

  private func ask(_ index: Int, at now: Double) {
    switch HTTPRequest.read(connections[index].request) {
    case .incomplete: break
    case .refused(let status): answer(HTTPResponse(status, status.words), &connections[index])
    case .whole(let request, let count):
      let rest = connections[index].request.dropFirst(count)
      connections[index].reader.take(rest)
      connections[index].request = []
      answer(request, index)
      connections[index].lastProgress = now
    }
  }

  private func answer(_ request: HTTPRequest, _ index: Int) {
    let isHead = request.method == "HEAD"
    if let refusal = gate.refusal(of: request) {
      return answer(HTTPResponse(.forbidden, refusal), &connections[index], isHead)
    }
    if request.path == "/live" { return open(request, index) }
    guard request.method == "GET" || isHead else {
      return answer(HTTPResponse(.methodNotAllowed, "only GET and HEAD"), &connections[index])
    }
    guard let file = files.file(request.path) else {
      let words = files.file("/") == nil ? "the pages are missing beside the program" : "nothing is served here"
      return answer(HTTPResponse(.notFound, words), &connections[index], isHead)
    }
    var response = HTTPResponse(.ok, file.bytes, type: file.type)
    response.headers = gate.cookieHeader(request)
    answer(response, &connections[index], isHead)
  }

  private func answer(_ response: HTTPResponse, _ connection: inout Connection, _ isHead: Bool = false) {
    connection.kind = .closing
    connection.outbox.add(text: response.bytes(withBody: !isHead))
  }

  /// Makes a page listen.
  private func open(_ request: HTTPRequest, _ index: Int) {
    guard let accepted = WebSocket.accept(request) else {
      return answer(HTTPResponse(.upgradeRequired, "this is a WebSocket"), &connections[index])
    }
    guard connections.count(where: { $0.kind == .listening }) < settings.mostPages else {
      return answer(
        HTTPResponse(.unavailable, "\(settings.mostPages) pages listen, as many as may"), &connections[index])
    }
    connections[index].kind = .listening
    connections[index].outbox.add(text: accepted)
    connections[index].outbox.add(text: hello)
    if let lastState { connections[index].outbox.add(text: lastState) }
  }

  /// Does what a page orders.
  private func obey(_ index: Int, at now: Double) {
    while connections[index].kind == .listening, let item = connections[index].reader.next() {
      switch item {
      case .text(let text):
        guard connections[index].rate.take(at: now) else { return close(index, .policy) }
        obey(text, index)
      case .ping(let bytes): connections[index].outbox.add(text: WebSocket.pong(bytes))
      case .close: close(index, .goingAway)
      case .fault(let code): close(index, code)
      }
    }
  }

  private func close(_ index: Int, _ code: WebSocket.CloseCode) {
    connections[index].kind = .closing
    connections[index].outbox.add(text: WebSocket.close(code))
    if connections[index].id == faderHolder { letFaderGo() }
  }

  private func obey(_ text: String, _ index: Int) {
    do {
      switch try PageOrder(text, vocabulary) {
      case .message(let message): if !engine.command(message) { tell(index, "too many commands at once") }
      case .fader(let reward):
        faderHolder = reward == nil ? nil : connections[index].id
        _ = engine.command(reward.map { Message(.fader, floats: [$0]) } ?? StageServer.release)
      case .latency(let seconds):
        latency = seconds
        tell(text: hello)
      }
    } catch {
      tell(index, error.words)
    }
  }

  /// Lets the fader go.
  private static let release = Message(.fader, floats: [0, 0])

  /// A page that is closed, or lost, holds the fader no longer.
  private func letFaderGo() {
    faderHolder = nil
    _ = engine.command(StageServer.release)
  }

  private func tell(_ index: Int, _ words: String) {
    connections[index].outbox.add(text: WebSocket.text(EventMessages.fault(words, at: teller.time)))
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
