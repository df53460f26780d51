/// How many messages a client may send: a bucket that fills with time.
struct Rate {
  /// How many a second.
  static let perSecond = 120.0
  /// How many at once.
  static let most = 240.0

  private var left = Rate.most
  private var last: Double?

  /// Takes a message at a time in seconds; false where it is one too many.
  mutating func take(at now: Double) -> Bool {
    left = min(Rate.most, left + Rate.perSecond * (now - (last ?? now)))
    last = now
    guard left >= 1 else { return false }
    left -= 1
    return true
  }
}
