/// What the doctor has found about one thing: on one line, with one remedy where one is needed.
public struct Finding: Sendable, Equatable, Codable {
  /// How well it is.
  public enum Verdict: String, Sendable, Codable, Comparable {
    /// As it should be.
    case ok
    /// The performance goes on with it, less well than it could.
    case warning
    /// It would stop the performance, or keep it from being heard.
    case error

    /// From well to ill.
    public static func < (a: Verdict, b: Verdict) -> Bool { a.rank < b.rank }

    private var rank: Int { self == .ok ? 0 : self == .warning ? 1 : 2 }
  }

  /// What was looked at, in a word or two.
  public var about: String
  /// How well it is.
  public var verdict: Verdict
  /// What was found.
  public var text: String
  /// What helps.
  public var help: String?

  /// Something that is as it should be.
  public static func ok(_ about: String, _ text: String) -> Finding { Finding(about, .ok, text, nil) }

  /// Something that the performance can live with.
  public static func warning(_ about: String, _ text: String, help: String) -> Finding {
    Finding(about, .warning, text, help)
  }

  /// Something that it cannot live with.
  public static func error(_ about: String, _ text: String, help: String) -> Finding {
    Finding(about, .error, text, help)
  }

  /// An error of a module of ours, whose text has its remedy on a line of its own.
  public static func failure(_ about: String, _ error: some Error, _ verdict: Verdict = .error) -> Finding {
    let lines = "\(error)".split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    let helps = lines.filter { $0.hasPrefix("help: ") }.map { String($0.dropFirst("help: ".count)) }
    return Finding(about, verdict, String(lines.first ?? ""), helps.first)
  }

  private init(_ about: String, _ verdict: Verdict, _ text: String, _ help: String?) {
    (self.about, self.verdict, self.text, self.help) = (about, verdict, text, help)
  }

  /// On a line, its remedy on another; the verdict stands in words, and in colour where that is wanted.
  ///
  /// - Parameter isColoured: whether the terminal shows colours.
  /// - Returns: the lines, without an end.
  public func lines(isColoured: Bool) -> String {
    let mark = verdict.rawValue.padded(to: 8)
    let first = (isColoured ? "\u{1B}[\(colour)m\(mark)\u{1B}[0m" : mark) + "\(about): \(text)"
    return first + (help.map { "\n  help: \($0)" } ?? "")
  }

  private var colour: Int { verdict == .ok ? 32 : verdict == .warning ? 33 : 31 }
}

extension String {
  /// The text with blanks after it, so many characters long.
  fileprivate func padded(to length: Int) -> String { self + String(repeating: " ", count: max(1, length - count)) }
}
