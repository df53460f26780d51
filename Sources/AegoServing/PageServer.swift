import Foundation
import Glibc
import Synchronization

/// Serves the pages of a room: their files, and over a WebSocket what it tells them and hears from them.
///
/// One thread does all of it, and waits for nothing but its sockets, four milliseconds at most.
public final class PageServer: @unchecked Sendable {
  // Sendable because after `start` the thread alone uses what is not constant or an atomic, the room included.

  /// The port that it listens on.
  public let port: UInt16
  /// How many pages listen.
  public let pages = Atomic<Int>(0)
  /// How many bytes were sent to listening pages.
  public let sentBytes = Atomic<Int>(0)

  private let settings: ServingSettings
  private let room: any Room
  private let gate: Gate
  private let listener: StreamSocket
  private var connections: [Connection] = []
  private var nextID = 0
  private let isDone = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)
  private var hasStarted = false

  /// Begins to listen; `start` begins to answer.
  ///
  /// - Parameters:
  ///   - settings: where, and the bounds.
  ///   - room: what is behind the pages; from `start` on it is called on the server's thread alone.
  /// - Throws: `ServingError`.
  public init(_ settings: ServingSettings, room: any Room) throws(ServingError) {
    self.settings = settings
    self.room = room
    listener = try PageServer.listen(settings)
    port = listener.port
    let hosts =
      ["localhost", "127.0.0.1", "::1"] + [settings.address].filter { !PageServer.isAny($0) } + settings.hosts
    gate = Gate(hosts: Set(hosts.map { $0.lowercased() }), token: settings.token, cookie: settings.cookie)
  }

  /// The port that could be listened on, which is let go again.
  ///
  /// - Parameter settings: where.
  /// - Returns: its number.
  /// - Throws: `ServingError`.
  public static func freePort(_ settings: ServingSettings) throws(ServingError) -> UInt16 {
    try listen(settings).port
  }

  /// Whether every address of this machine is meant.
  private static func isAny(_ address: String) -> Bool { address == "any" || address == "0.0.0.0" }

  private static func listen(_ settings: ServingSettings) throws(ServingError) -> StreamSocket {
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
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, PageServer.niceness)
    while !isDone.load(ordering: .acquiring) { turn() }
    for index in connections.indices where connections[index].kind == .listening {
      connections[index].outbox.add(text: WebSocket.close(.goingAway))
      connections[index].flush(at: PageServer.now)
    }
    connections = []
    ended.signal()
  }

  /// One round: who has come, what was asked, what has happened, what can be sent.
  private func turn() {
    let ready = wait()
    let now = PageServer.now
    for index in ready { receive(index, at: now) }
    accept(at: now)
    for index in connections.indices where connections[index].outbox.isEmpty && connections[index].kind == .listening {
      connections[index].lastProgress = now
    }
    broadcast(at: now)
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
    for _ in 0..<PageServer.mostAccepted {
      guard let socket = listener.accept() else { return }
      // More than are told that there are too many are just let go.
      if connections.count >= settings.mostPages + 2 * settings.mostAsking { continue }
      var connection = Connection(id: nextID, socket, settings, at: now)
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
      case .leaving: if idle > PageServer.leaveTime { connections[index].isOver = true }
      case .listening:
        let isStalled = !connections[index].outbox.isEmpty && idle > settings.stall
        if isStalled || connections[index].outbox.isOverfull { connections[index].isOver = true }
      }
    }
    for connection in connections where connection.isOver { room.lose(connection.id) }
    connections.removeAll(where: \.isOver)
  }

  // MARK: Telling

  private func broadcast(at now: Double) {
    let isHeard = connections.contains { $0.kind == .listening }
    room.news(isHeard: isHeard, at: now).forEach(tell)
  }

  private func tell(_ news: RoomNews) {
    switch news {
    case .frame(let bytes): tell(frame: WebSocket.binary(bytes))
    case .text(let text): tell(text: WebSocket.text(text))
    case .answer(let text, let page): tell(WebSocket.text(text), page: page)
    case .binaryAnswer(let bytes, let page): tell(WebSocket.binary(bytes), page: page)
    }
  }

  private func tell(_ message: [UInt8], page: Int) {
    guard let index = connections.firstIndex(where: { $0.id == page && $0.kind == .listening }) else { return }
    tell(message, index)
  }

  private func tell(text: [UInt8]) {
    for index in connections.indices where connections[index].kind == .listening { tell(text, index) }
  }

  /// Tells a page what has to arrive.
  private func tell(_ message: [UInt8], _ index: Int) {
    connections[index].outbox.add(text: message)
    sentBytes.add(message.count, ordering: .relaxed)
  }

  private func tell(frame: [UInt8]) {
    for index in connections.indices where connections[index].kind == .listening {
      connections[index].outbox.add(frame: frame)
      sentBytes.add(frame.count, ordering: .relaxed)
    }
  }

  // MARK: Answering

  /// How many bytes are taken from a client in a round.
  private static let mostReceived = 16384

  private func receive(_ index: Int, at now: Double) {
    do {
      let bytes = try connections[index].socket.receive(atMost: PageServer.mostReceived)
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
    guard let file = room.file(request.path) else {
      let words = room.hasPages ? "nothing is served here" : "the pages are missing beside the program"
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
    for text in room.greeting { connections[index].outbox.add(text: WebSocket.text(text)) }
  }

  /// Does what a page orders.
  private func obey(_ index: Int, at now: Double) {
    while connections[index].kind == .listening, let item = connections[index].reader.next() {
      switch item {
      case .text(let text):
        guard connections[index].rate.take(at: now) else { return close(index, .policy) }
        room.hear(text, from: connections[index].id, at: now).forEach(tell)
      case .ping(let bytes): connections[index].outbox.add(text: WebSocket.pong(bytes))
      case .close: close(index, .goingAway)
      case .fault(let code): close(index, code)
      }
    }
  }

  private func close(_ index: Int, _ code: WebSocket.CloseCode) {
    connections[index].kind = .closing
    connections[index].outbox.add(text: WebSocket.close(code))
    room.lose(connections[index].id)
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
