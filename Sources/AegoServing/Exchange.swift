/// One request with its body, as the bytes come, and its answer.
struct Exchange {
  var connection: Connection
  /// The head, once it is whole.
  private(set) var request: HTTPRequest?
  /// The body as far as it has come.
  private(set) var body: [UInt8] = []

  /// How many bytes are taken at once.
  private static let mostReceived = 256 * 1024

  init(_ connection: Connection) { self.connection = connection }

  /// Whether the request has come and waits for its answer.
  var isWhole: Bool {
    guard let request, connection.kind == .asking else { return false }
    return body.count == request.bodyCount
  }

  /// Takes what has come.
  ///
  /// - Parameters:
  ///   - mostBody: how many bytes a body may have.
  ///   - now: the time in seconds.
  /// - Returns: what is answered to bytes that are no request; nil where they are.
  mutating func receive(mostBody: Int, at now: Double) -> HTTPStatus? {
    do {
      let bytes = try connection.socket.receive(atMost: Exchange.mostReceived)
      if !bytes.isEmpty { connection.lastProgress = now }
      guard connection.kind == .asking else { return nil }
      if request != nil { return take(bytes[...]) }
      connection.request += bytes
      switch HTTPRequest.read(connection.request, mostBody: mostBody) {
      case .incomplete: return nil
      case .refused(let status): return status
      case .whole(let request, let count):
        self.request = request
        body.reserveCapacity(request.bodyCount)
        return take(connection.request[count...])
      }
    } catch {
      connection.isOver = true
      return nil
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) -> HTTPStatus? {
    body += bytes
    guard let request, body.count > request.bodyCount else { return nil }
    return .badRequest
  }

  /// Hands the body over, so that it is not copied.
  mutating func takeBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  /// Answers, after which the connection is closed.
  mutating func answer(_ response: HTTPResponse, at now: Double) {
    connection.kind = .closing
    connection.outbox.add(text: response.bytes(withBody: request?.method != "HEAD"))
    connection.flush(at: now)
  }
}
