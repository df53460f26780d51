/// The head of a request.
struct HTTPRequest: Equatable {
  /// Such as `GET`.
  var method: String
  /// What is asked for, up to the question mark, as it came.
  var path: String
  /// What stands behind the question mark, by its names; the last of a name counts.
  var query: [String: String] = [:]
  /// The header's lines by their names in small letters; of several with one name the last.
  var headers: [String: String] = [:]

  /// How many bytes a request has at most.
  static let most = 8192

  /// What can be said of the bytes that have come.
  enum Reading: Equatable {
    /// There are more to come.
    case incomplete
    /// A whole head, and how many bytes it had.
    case whole(HTTPRequest, count: Int)
    /// What is answered to bytes that are none, or too many.
    case refused(HTTPStatus)
  }

  /// How many bytes follow the head.
  var bodyCount = 0

  /// Reads the first request's head.
  ///
  /// - Parameters:
  ///   - bytes: what has come.
  ///   - mostBody: how many bytes may follow it; a browser that asks for a page sends none.
  /// - Returns: what can be said of them.
  static func read(_ bytes: [UInt8], mostBody: Int = 0) -> Reading {
    guard let end = end(of: bytes) else { return bytes.count >= most ? .refused(.tooLarge) : .incomplete }
    guard end <= most else { return .refused(.tooLarge) }
    guard let head = String(validating: bytes[..<end], as: UTF8.self), var request = HTTPRequest(head: head) else {
      return .refused(.badRequest)
    }
    guard request.headers["transfer-encoding"] == nil,
      let count = Int(request.headers["content-length"] ?? "0"), (0...mostBody).contains(count)
    else { return .refused(.bodyTooLarge) }
    request.bodyCount = count
    return .whole(request, count: end)
  }

  /// Where the empty line ends.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in 3..<bytes.count
    where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
      return index + 1
    }
    return nil
  }

  private init?(head: String) {
    var lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)[...]
    guard let words = lines.popFirst()?.split(separator: " ", omittingEmptySubsequences: false), words.count == 3,
      words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", words[1].hasPrefix("/")
    else { return nil }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    (method, path) = (String(words[0]), String(target[0]))
    if target.count > 1 { query = HTTPRequest.parameters(target[1]) }
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace) else { return nil }
      let name = parts[0].lowercased()
      // Two hosts would let one be checked and the other be meant.
      if name == "host", headers[name] != nil { return nil }
      headers[name] = parts[1].trimmed
    }
  }

  private static func parameters(_ text: Substring) -> [String: String] {
    var parameters: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      parameters[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return parameters
  }

  /// The value of a cookie; nil where there is none of the name.
  func cookie(_ name: String) -> String? {
    for pair in (headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].trimmed == name { return parts[1].trimmed }
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
