/// One connection: first a request, then its answer, or frames and texts for as long as the client likes.
struct Connection {
  /// What it is.
  enum Kind {
    /// A request is awaited.
    case asking
    /// The last is being sent, then it is closed.
    case closing
    /// All is sent; the other end is to close, so that nothing of it is lost.
    case leaving
    /// A page listens.
    case listening
  }

  let id: Int
  let socket: StreamSocket
  var kind = Kind.asking
  var outbox: Outbox
  var reader: WebSocketReader
  var rate = Rate()
  /// The request as far as it has come.
  var request: [UInt8] = []
  /// When it was opened, or took something last, in seconds.
  var lastProgress: Double
  /// Whether nothing is to be sent or received any more.
  var isOver = false

  init(id: Int, _ socket: StreamSocket, _ settings: ServingSettings, at now: Double) {
    (self.id, self.socket, lastProgress) = (id, socket, now)
    outbox = Outbox(mostText: settings.mostText)
    reader = WebSocketReader(most: settings.longestMessage)
  }

  /// Sends what can be sent.
  mutating func flush(at now: Double) {
    do {
      let socket = socket
      if try outbox.send({ try socket.send($0) }) > 0 { lastProgress = now }
    } catch {
      isOver = true
    }
    if kind == .closing && outbox.isEmpty {
      socket.finish()
      kind = .leaving
    }
  }
}
