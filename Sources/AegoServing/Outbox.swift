/// What waits to be sent to one client, within bounds: of too many frames the oldest are dropped, texts never are, and
/// who takes no texts any more is given up.
struct Outbox {
  /// How many frames wait at most: a sixth of a second.
  static let mostFrames = 16
  /// How many bytes of text wait at most.
  let mostText: Int

  private var current: [UInt8] = []
  private var sent = 0
  private var texts: [[UInt8]] = []
  private var textBytes = 0
  private var frames: [[UInt8]] = []
  /// How many frames were dropped.
  private(set) var dropped = 0

  /// An empty one.
  init(mostText: Int = ServingSettings().mostText) { self.mostText = mostText }

  /// Whether all is sent.
  var isEmpty: Bool { sent == current.count && texts.isEmpty && frames.isEmpty }

  /// Whether more text waits than may.
  var isOverfull: Bool { textBytes > mostText }

  /// Adds a message that must arrive.
  mutating func add(text: [UInt8]) {
    texts.append(text)
    textBytes += text.count
  }

  /// Adds a frame.
  mutating func add(frame: [UInt8]) {
    if frames.count == Outbox.mostFrames {
      frames.removeFirst()
      dropped += 1
    }
    frames.append(frame)
  }

  /// Sends what it can.
  ///
  /// - Parameter send: gives how many bytes were taken: fewer than there are where no more are taken now.
  /// - Returns: how many were in all.
  mutating func send(_ send: (ArraySlice<UInt8>) throws -> Int) rethrows -> Int {
    var total = 0
    while load() {
      let count = try send(current[sent...])
      (sent, total) = (sent + count, total + count)
      if sent < current.count { break }
    }
    return total
  }

  /// Makes the next message the current one; false where there is none.
  private mutating func load() -> Bool {
    if sent < current.count { return true }
    (current, sent) = ([], 0)
    if !texts.isEmpty {
      current = texts.removeFirst()
      textBytes -= current.count
    } else if !frames.isEmpty {
      current = frames.removeFirst()
    }
    return !current.isEmpty
  }
}
