/// Where pages are served, to whom, and within which bounds.
public struct ServingSettings: Sendable {
  /// The address to listen on; `any` for all of this machine's.
  public var address = "127.0.0.1"
  /// The port; 0 for any that is free.
  public var port: UInt16 = 8080
  /// Names and addresses, beside the loopback's, by which this machine may be asked.
  public var hosts: [String] = []
  /// What has to come with every request; nil where only this machine can ask.
  public var token: String?
  /// The cookie that keeps it; servers of one machine have different ones, since browsers do not tell ports apart.
  public var cookie = "aego"
  /// How many pages may listen; more are told so.
  public var mostPages = 100
  /// How many connections may be about to ask or to be answered.
  public var mostAsking = 64
  /// How many bytes a page's message has at most.
  public var longestMessage = 4096
  /// How many bytes of text may wait for a page: what is told in a quarter of a minute.
  public var mostText = 256 * 1024
  /// How long a request may take to come, in seconds.
  public var patience = 5.0
  /// After which time a client that takes nothing is given up, in seconds.
  public var stall = 5.0

  /// This machine alone, at port 8080.
  public init() {}
}
