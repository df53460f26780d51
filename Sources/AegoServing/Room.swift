/// What stands behind a server's pages: what they are greeted with, told and served, and what they say.
///
/// All of it is called on the server's thread, which waits for none of it: what takes longer belongs elsewhere.
public protocol Room: AnyObject {
  /// The texts that a page is greeted with once it listens.
  var greeting: [String] { get }

  /// What has happened since it was asked last.
  ///
  /// - Parameters:
  ///   - isHeard: whether any page listens.
  ///   - now: the server's time in seconds.
  /// - Returns: what the pages are told, in this order.
  func news(isHeard: Bool, at now: Double) -> [RoomNews]

  /// Takes what a page says.
  ///
  /// - Parameters:
  ///   - text: its message.
  ///   - page: its number, which no other connection of this start has.
  ///   - now: the server's time in seconds.
  /// - Returns: what is said in return, to it or to all.
  func hear(_ text: String, from page: Int, at now: Double) -> [RoomNews]

  /// A page is gone.
  func lose(_ page: Int)

  /// Whether there is any page to serve.
  var hasPages: Bool { get }

  /// What is served at a path; nil where nothing is.
  func file(_ path: String) -> PageFiles.File?
}

/// Something that pages are told.
public enum RoomNews: Sendable, Equatable {
  /// To all, as bytes: an old one is worth nothing once the next has come.
  case frame([UInt8])
  /// To all, as a text that has to arrive.
  case text(String)
  /// To one page, as a text that has to arrive.
  case answer(String, page: Int)
  /// To one page, as bytes that have to arrive.
  case binaryAnswer([UInt8], page: Int)
}
