/// The statuses that are answered.
enum HTTPStatus: Int {
  case switching = 101
  case ok = 200
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timeout = 408
  case bodyTooLarge = 413
  case upgradeRequired = 426
  case tooLarge = 431
  case unavailable = 503

  /// The words behind the number.
  var words: String {
    switch self {
    case .switching: "Switching Protocols"
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .timeout: "Request Timeout"
    case .bodyTooLarge: "Content Too Large"
    case .upgradeRequired: "Upgrade Required"
    case .tooLarge: "Request Header Fields Too Large"
    case .unavailable: "Service Unavailable"
    }
  }
}

/// An answer after which the connection is closed: a page is a handful of files, and nothing is kept open for nothing.
struct HTTPResponse {
  var status: HTTPStatus
  var type = "text/plain; charset=utf-8"
  var body: [UInt8]
  /// More lines of the header.
  var headers: [(name: String, value: String)] = []

  /// An answer with a body.
  init(_ status: HTTPStatus, _ body: [UInt8], type: String) {
    (self.status, self.body, self.type) = (status, body, type)
  }

  /// An answer in words.
  init(_ status: HTTPStatus, _ words: String) {
    (self.status, body) = (status, Array("\(status.rawValue): \(words)\n".utf8))
  }

  /// What a page may load: what comes from here, and nothing else.
  static let policy =
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

  /// The bytes to send; without the body where only the header was asked for.
  func bytes(withBody: Bool = true) -> [UInt8] {
    // A picture's own styles stand in it.
    let policy = HTTPResponse.policy + (type.hasPrefix("image/svg") ? "; style-src 'self' 'unsafe-inline'" : "")
    var head = "HTTP/1.1 \(status.rawValue) \(status.words)\r\n"
    let all =
      [
        ("Content-Type", type), ("Content-Length", "\(body.count)"), ("Cache-Control", "no-store"),
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Connection", "close"),
      ] + headers
    for (name, value) in all { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + (withBody ? body : [])
  }
}
