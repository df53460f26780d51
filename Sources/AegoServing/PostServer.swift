import Glibc

/// Serves a page to one browser of this machine and takes what the page posts, on the thread that waits for it.
///
/// It listens on the loopback alone. The page's address has a key that lets in once: whoever opens it first is given the
/// cookie that every later request needs, so that nobody who reads the address from the list of processes can post.
public final class PostServer {
  /// What a page posted, and waits for an answer to.
  public struct Post: Sendable {
    fileprivate var id: Int
    /// What it was posted to.
    public var path: String
    /// Its bytes.
    public var body: [UInt8]
  }

  /// The port that it listens on.
  public let port: UInt16
  private let page: String
  private let files: PageFiles
  private let mostBody: Int
  private let door: Gate
  private let inside: Gate
  private let key: String
  private var isOpened = false
  private let listener: StreamSocket
  private var exchanges: [Exchange] = []
  private var nextID = 0

  /// The cookie of the one browser.
  private static let cookie = "aego-film"
  /// How many connections are kept at once: those of one browser.
  private static let mostConnections = 32
  /// After which time a client that takes or sends nothing is given up, in seconds.
  private static let patience = 10.0

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - page: the path of the page that is served first.
  ///   - files: what is served.
  ///   - mostBody: how many bytes a post may have.
  ///   - word: draws a word that nobody can guess.
  /// - Throws: `ServingError.unavailable`.
  public init(page: String, files: PageFiles, mostBody: Int, word: () -> String) throws(ServingError) {
    (self.page, self.files, self.mostBody) = (page, files, mostBody)
    key = word()
    let hosts: Set = ["127.0.0.1"]
    door = Gate(hosts: hosts, token: key, cookie: PostServer.cookie)
    inside = Gate(hosts: hosts, token: word(), cookie: PostServer.cookie)
    do {
      listener = try StreamSocket.listening(at: in_addr(s_addr: UInt32(0x7f00_0001).bigEndian), port: 0)
    } catch {
      throw .unavailable(address: "127.0.0.1", port: 0, reason: error.words)
    }
    port = listener.port
  }

  /// What a browser opens.
  public var address: String { "http://127.0.0.1:\(port)\(page)?token=\(key)" }

  /// The next post; nil where none is whole within a time in milliseconds.
  public func next(within milliseconds: Int32) -> Post? {
    turn(milliseconds)
    guard let index = exchanges.firstIndex(where: \.isWhole), let path = exchanges[index].request?.path else {
      return nil
    }
    return Post(id: exchanges[index].connection.id, path: path, body: exchanges[index].takeBody())
  }

  /// Answers a post.
  public func answer(_ post: Post, _ bytes: [UInt8]) {
    guard let index = exchanges.firstIndex(where: { $0.connection.id == post.id }) else { return }
    exchanges[index].answer(HTTPResponse(.ok, bytes, type: "application/octet-stream"), at: PostServer.now)
  }

  /// One round: what has come, who has come, what can be sent, who has gone.
  private func turn(_ milliseconds: Int32) {
    let ready = wait(milliseconds)
    let now = PostServer.now
    for index in ready {
      if let status = exchanges[index].receive(mostBody: mostBody, at: now) {
        exchanges[index].answer(HTTPResponse(status, status.words), at: now)
      }
      serve(index, at: now)
    }
    while exchanges.count < PostServer.mostConnections, let socket = listener.accept() {
      exchanges.append(Exchange(Connection(id: nextID, socket, ServingSettings(), at: now)))
      nextID += 1
    }
    for index in exchanges.indices {
      exchanges[index].connection.flush(at: now)
      // A post that waits for its answer is not idle.
      let isIdle = now - exchanges[index].connection.lastProgress > PostServer.patience && !exchanges[index].isWhole
      if isIdle { exchanges[index].connection.isOver = true }
    }
    exchanges.removeAll(where: \.connection.isOver)
  }

  private func wait(_ milliseconds: Int32) -> [Int] {
    var polled = [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
    for exchange in exchanges {
      let events = POLLIN | (exchange.connection.outbox.isEmpty ? 0 : POLLOUT)
      polled.append(pollfd(fd: exchange.connection.socket.descriptor, events: Int16(events), revents: 0))
    }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return [] }
    return exchanges.indices.filter { polled[$0 + 1].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 }
  }

  /// Answers at once what is no post that is let in.
  private func serve(_ index: Int, at now: Double) {
    guard exchanges[index].isWhole, let request = exchanges[index].request else { return }
    if !isOpened, request.method == "GET", request.path == page, door.refusal(of: request) == nil {
      isOpened = true
      return answer(index, request.path, at: now, inside.pass)
    }
    if let refusal = inside.refusal(of: request) {
      return exchanges[index].answer(HTTPResponse(.forbidden, refusal), at: now)
    }
    if request.method == "POST" { return }
    guard request.method == "GET" || request.method == "HEAD" else {
      return exchanges[index].answer(HTTPResponse(.methodNotAllowed, "only GET, HEAD and POST"), at: now)
    }
    answer(index, request.path, at: now)
  }

  private func answer(_ index: Int, _ path: String, at now: Double, _ headers: [(name: String, value: String)] = []) {
    guard let file = files.file(path) else {
      let words = files.isEmpty ? "the pages are missing beside the program" : "nothing is served here"
      return exchanges[index].answer(HTTPResponse(.notFound, words), at: now)
    }
    var response = HTTPResponse(.ok, file.bytes, type: file.type)
    response.headers = headers
    exchanges[index].answer(response, at: now)
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
