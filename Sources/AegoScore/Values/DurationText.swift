/// Durations as a score writes them: `500ms`, `75s`, `1.5m`, `1m30s`, `1:30`, `1:02:03.5`.
enum DurationText {
  /// The units, the longest first, in nanoseconds.
  static let units: [(name: String, nanoseconds: Int64)] = [
    ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000),
    ("ns", 1),
  ]

  /// The nanoseconds that a text means, at most a thousand hours.
  static func nanoseconds(_ text: String) throws(ValueFault) -> Int64 {
    if text.contains(":") { return try clock(text) }
    guard let sum = sum(of: text) else { throw fault(text) }
    return sum
  }

  /// How a duration is written in a message: 5 ms, 1.5 s, 1 min 30 s, 24 h.
  static func words(_ nanoseconds: Int64) -> String {
    if nanoseconds < 1_000_000_000 { return decimal(Double(nanoseconds) / 1e6) + " ms" }
    let (hours, rest) = nanoseconds.quotientAndRemainder(dividingBy: 3_600_000_000_000)
    let (minutes, seconds) = rest.quotientAndRemainder(dividingBy: 60_000_000_000)
    var parts: [String] = []
    if hours > 0 { parts.append("\(hours) h") }
    if minutes > 0 { parts.append("\(minutes) min") }
    if seconds > 0 { parts.append(decimal(Double(seconds) / 1e9) + " s") }
    return parts.joined(separator: " ")
  }

  /// How a duration is written in a score.
  static func score(_ nanoseconds: Int64) -> String {
    words(nanoseconds).replacing(" min", with: "m").replacing(" ", with: "")
  }

  /// `1h30m`: numbers with units, each shorter than the one before.
  private static func sum(of text: String) -> Int64? {
    var (scan, sum, smallest) = (text[...], Int64(0), Int64.max)
    repeat {
      guard let number = DecimalText(scan), !number.isNegative, !number.text.hasPrefix("+") else { return nil }
      let name = number.rest.prefix { $0.isLetter }
      guard let unit = units.first(where: { $0.name == name }), unit.nanoseconds < smallest,
        let part = number.scaled(by: unit.nanoseconds), part <= longest - sum
      else { return nil }
      (sum, smallest, scan) = (sum + part, unit.nanoseconds, number.rest[name.endIndex...])
    } while !scan.isEmpty
    return sum
  }

  private static let longest: Int64 = 3_600_000_000_000_000

  /// `1:30` is minutes and seconds, `1:02:03.5` hours, minutes and seconds.
  private static func clock(_ text: String) throws(ValueFault) -> Int64 {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let scales: [Int64] = [3_600_000_000_000, 60_000_000_000, 1_000_000_000].suffix(parts.count)
    guard (2...3).contains(parts.count) else { throw badClock(text) }
    var sum: Int64 = 0
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      guard let number = DecimalText(part), number.rest.isEmpty, part.first?.isNumber == true,
        isLast || number.decimals == 0, index == 0 || number.value < 60,
        let nanoseconds = number.scaled(by: scales[index]), nanoseconds <= longest - sum
      else { throw badClock(text) }
      sum += nanoseconds
    }
    return sum
  }

  private static func badClock(_ text: String) -> ValueFault {
    ValueFault(
      .badDuration, "`\(text)` is no time of the clock",
      help: "write minutes and seconds as 1:30, hours too as 1:02:03.5; what follows a `:` stays below 60")
  }

  /// Why a text is no duration, and what its writer may have meant.
  private static func fault(_ text: String) -> ValueFault {
    if let number = DecimalText(text), number.rest.isEmpty {
      return ValueFault(
        .missingUnit, "`\(text)` has no unit of time", help: "write \(text)s for seconds, or \(text)ms, or \(text)m")
    }
    if let each = period(text) {
      return ValueFault(
        .wrongUnit, "`\(text)` is a frequency, not a time", help: "the time from one to the next is `\(each)`")
    }
    if text.hasPrefix("-") || text.hasPrefix("+") {
      return ValueFault(.badDuration, "`\(text)` is no duration", help: "durations have no sign: \(text.dropFirst())")
    }
    let plain = text.lowercased().filter { !$0.isWhitespace }.replacing(",", with: ".")
    let signs = [("′", "m"), ("’", "m"), ("'", "m"), ("″", "s"), ("”", "s"), ("\"", "s")]
    let candidates =
      [plain] + synonyms.map { plain.replacing($0.word, with: $0.unit) }
      + [plain + "m", plain + "s", signs.reduce(plain) { $0.replacing($1.0, with: $1.1) }]
    if let meant = candidates.first(where: { $0 != text && sum(of: $0) != nil }) {
      return ValueFault(.badDuration, "`\(text)` is no duration", meant: meant)
    }
    if let number = DecimalText(text), !number.isNegative, number.rest.allSatisfy(\.isLetter) {
      return ValueFault(
        .wrongUnit, "`\(number.rest)` is no unit of time", help: "times end in h, m, s or ms: 75s, 500ms, 1m30s")
    }
    return ValueFault(.badDuration, "`\(text)` is no duration")
  }

  /// The time from one to the next that a frequency means, 10Hz or 90bpm, as a score has it; nil for other texts.
  static func period(_ text: String) -> String? {
    let second = 1e9
    guard let number = DecimalText(text), !number.isNegative, number.value > 0 else { return nil }
    let scales = ["hz": second, "/s": second, "khz": second / 1000, "bpm": 60 * second, "/min": 60 * second]
    let unit = number.rest.lowercased().filter { !$0.isWhitespace }
    guard let scale = scales[unit] else { return nil }
    let microseconds = (scale / number.value / 1000).rounded()
    return (1...1e12).contains(microseconds) ? score(Int64(microseconds) * 1000) : nil
  }

  private static let synonyms: [(word: String, unit: String)] = [
    ("µs", "us"), ("μs", "us"),
    ("milliseconds", "ms"), ("millisecond", "ms"), ("msec", "ms"), ("seconds", "s"), ("second", "s"), ("secs", "s"),
    ("sec", "s"), ("minutes", "m"), ("minute", "m"), ("mins", "m"), ("min", "m"), ("hours", "h"), ("hour", "h"),
  ]
}
