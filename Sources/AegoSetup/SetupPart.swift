import AegoServing

/// A part of what is set up: it answers some requests, on threads of its own.
protocol SetupPart: AnyObject, Sendable {
  /// The types of the requests that it answers.
  var types: Set<String> { get }

  /// What a page is told first.
  var greeting: [String] { get }

  /// Takes a request, on the server's thread, and comes back at once.
  func take(_ request: SetupRequest, from page: Int)

  /// What pages are told beside what stands on the board.
  ///
  /// - Parameter isHeard: whether any page listens.
  /// - Returns: the news in their order.
  func news(isHeard: Bool) -> [RoomNews]

  /// A page is gone.
  func lose(_ page: Int)

  /// Ends whatever goes on.
  func stop()
}

extension SetupPart {
  var greeting: [String] { [] }
  func news(isHeard: Bool) -> [RoomNews] { [] }
  func lose(_ page: Int) {}
  func stop() {}
}

/// The texts that answer requests.
enum SetupAnswer {
  /// That something cannot be, and why.
  static func refusal(_ words: String, of request: SetupRequest) -> String {
    JSONObject().text("type", "refused").text("of", String(request.type.prefix(40))).number("id", request.id)
      .text("words", words).closed
  }
}
