/// Who is let in: requests for one of our names, from our own pages, and by the network only with the token.
struct Gate {
  /// The names and addresses, in small letters, by which this machine may be asked; others may be another site's name
  /// that was made to lead here.
  var hosts: Set<String>
  /// What has to come with every request; nil where only this machine can ask.
  var token: String?
  /// The cookie that keeps it.
  var cookie = ServingSettings().cookie

  /// Why a request is refused; nil where it is let in.
  func refusal(of request: HTTPRequest) -> String? {
    guard let host = request.headers["host"]?.lowercased(), hosts.contains(Gate.name(host)) else {
      return "this is no name of the machine that plays; open the address that the terminal prints"
    }
    if let origin = request.headers["origin"]?.lowercased(), origin != "http://" + host {
      return "another site's page may not ask here"
    }
    guard let token else { return nil }
    let given = [request.query["token"], request.cookie(cookie)].compactMap(\.self)
    guard given.contains(where: { Gate.isSame($0, token) }) else {
      return "the token is missing or old; open the whole address that the terminal prints"
    }
    return nil
  }

  /// What an admitted request's answer sets, so that what the page loads has the token too.
  func cookieHeader(_ request: HTTPRequest) -> [(name: String, value: String)] {
    guard request.query["token"] != nil else { return [] }
    return pass
  }

  /// What gives a browser the token; nothing where none is needed.
  var pass: [(name: String, value: String)] {
    guard let token else { return [] }
    return [("Set-Cookie", "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Strict")]
  }

  /// The host without its port.
  private static func name(_ host: String) -> String {
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
