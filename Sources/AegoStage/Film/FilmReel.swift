import AegoPerformance
import AegoScore
import AegoServing

/// A take as it is filmed: what the page has to be told until each frame, and the sound that belongs to it.
struct FilmReel {
  /// How many frames the film has.
  let frames: Int
  /// How long it lasts, in nanoseconds.
  let length: Int64

  private let settings: FilmSettings
  private let replay: StagedReplay
  private let clock: HopClock
  private let firstHop: Int64
  private let begin: Int64
  private let samples: Range<Int64>
  private var teller: Teller
  private var orders = FilmOrders()
  /// Texts of hops that no frame has come to.
  private var texts: [(hop: Int64, text: String)] = []
  private var frame = 0
  private var isOver = false

  /// How many hops the page is told at once: it answers in between, and nothing grows with the take.
  private static let mostHops = 256
  /// How often the text changes a second, at most: as on the projection.
  private static let textRate = 15

  /// Prepares a take.
  ///
  /// - Parameters:
  ///   - take: what is filmed.
  ///   - settings: how.
  ///   - format: what the page makes of a frame, `png` or `rgba`.
  /// - Throws: `StageError.beyondTake`; `MotionError` and `PerformanceError` for a take that cannot be played again.
  init(_ take: Replay, _ settings: FilmSettings, format: String) throws {
    (clock, firstHop) = (take.piece.program.clock, take.firstHop)
    let whole = clock.nanoseconds(take.recordedHops)
    guard settings.from < whole else {
      throw StageError.beyondTake(
        time: ScoreTime.words(settings.from), take: take.directory, length: ScoreTime.words(whole))
    }
    self.settings = settings
    begin = clock.nanoseconds(firstHop) + settings.from
    length = min(settings.length ?? .max, whole - settings.from)
    frames = settings.frames(in: length)
    let rate = Int64(clock.rate)
    func sample(_ time: Int64) -> Int64 { (time * rate + 500_000_000) / 1_000_000_000 }
    samples = sample(settings.from)..<sample(settings.from + length)
    replay = try StagedReplay(take)
    let score = StageScore(take.piece, take: take.directory)
    let versions = StageVersions(score)
    for revision in take.piece.revisions { versions.append(revision.program, revision.score) }
    teller = Teller(versions, replay.feed)
    orders.add(
      text: JSONObject()
        .text("type", "film").number("width", settings.width).number("height", settings.height).text("format", format)
        .number("textEvery", max(1, settings.rate / FilmReel.textRate)).closed)
    orders.add(text: score.hello(run: "film"))
  }

  /// What has been played of the take, in nanoseconds from the film's beginning; negative before it.
  var played: Int64 { clock.nanoseconds(replay.hops) - settings.from }

  /// What the page is told next.
  ///
  /// - Parameter sound: takes the film's samples as they come, left and right interleaved, as 24-bit numbers.
  /// - Returns: the bytes, and whether the page draws a frame then.
  /// - Throws: what the take's replay does, and what `sound` does.
  mutating func next(sound: ([Int32]) throws -> Void) throws -> (orders: [UInt8], draws: Bool) {
    defer { orders = FilmOrders() }
    guard frame < frames else {
      // What sounds while the last frame is seen.
      while replay.hops * Int64(clock.hop) < samples.upperBound, try play(sound) != nil {}
      orders.end()
      return (orders.bytes, false)
    }
    let time = begin + settings.time(of: frame)
    // The hop that sounds, and the one after it, since the picture moves from one to the other.
    let last = clock.firstHop(notBefore: time)
    for _ in 0..<FilmReel.mostHops where firstHop + replay.hops <= last {
      // Before a hop the texts of those before it: a part of a film is told in the order of the whole one.
      release(before: firstHop + replay.hops)
      guard let told = try play(sound) else { break }
      orders.add(hop: told)
    }
    let isAhead = firstHop + replay.hops > last || isOver
    guard isAhead else { return (orders.bytes, false) }
    release(before: clock.firstHop(notBefore: time + 1))
    let number = settings.frames(in: settings.from) + frame
    orders.draw(at: Double(time) / 1e9, number: UInt32(truncatingIfNeeded: number))
    frame += 1
    return (orders.bytes, true)
  }

  /// Tells the texts of the hops before one.
  private mutating func release(before hop: Int64) {
    while let first = texts.first, first.hop < hop {
      orders.add(text: texts.removeFirst().text)
    }
  }

  /// Plays a hop and keeps its texts; gives its frame, nil after the take's last.
  private mutating func play(_ sound: ([Int32]) throws -> Void) throws -> [UInt8]? {
    let hop = replay.hops
    guard let block = try replay.next() else {
      isOver = true
      return nil
    }
    let start = hop * Int64(clock.hop)
    let part = samples.clamped(to: start..<start + Int64(clock.hop))
    if !part.isEmpty {
      try sound(Array(block[Int(2 * (part.lowerBound - start))..<Int(2 * (part.upperBound - start))]))
    }
    var frame: [UInt8] = []
    for message in teller.news(isHeard: true, StageFigures()) {
      switch message {
      case .frame(let bytes): frame = bytes
      case .state(let text): texts.append((firstHop + hop, text))
      case .score(let version): texts.append((firstHop + hop, version.hello(run: "film")))
      case .text: break
      }
    }
    return frame
  }
}
