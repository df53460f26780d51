/// What can be told of a code beyond the message: why it is an error, a wrong example and a right one.
public struct Explanation: Sendable {
  /// The code.
  public let code: Diagnostic.Code
  /// The problem in a few words, without a full stop.
  public let title: String
  /// Why it is one, what would become of the music, and how to mend it: sentences, one paragraph.
  public let text: String
  /// A score, or a part of one, that has this problem and no other.
  public let wrong: ScoreExample
  /// The same without the problem.
  public let right: ScoreExample

  init(_ code: Diagnostic.Code, _ title: String, _ text: String, wrong: ScoreExample, right: ScoreExample) {
    self.code = code
    self.title = title
    self.text = text.split(separator: "\n").joined(separator: " ")
    self.wrong = wrong
    self.right = right
  }

  /// All explanations, in the order of the codes.
  public static let all =
    ofText + ofYAML + ofKeys + ofValues + ofLimits + ofNames + ofTime + ofFiles
    + ofWarnings

  /// The explanation of a code.
  public static func of(_ code: Diagnostic.Code) -> Explanation {
    guard let explanation = byCode[code] else { preconditionFailure("the code \(code.rawValue) has no explanation") }
    return explanation
  }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
}

/// A score, or a part of one, that shows something.
public struct ScoreExample: Sendable {
  /// What is left out before and behind.
  enum Part: Sendable {
    /// Nothing: it is a whole score.
    case score
    /// Version, title and spaces.
    case rest
    /// Those, and the movements.
    case piece
    /// All but a movement's list of scenes.
    case scenes
  }

  /// The example as it is shown.
  public let shown: String
  /// The whole score, as a file would hold it.
  public let bytes: [UInt8]

  /// An example that is shown as it is written.
  init(_ part: Part, _ text: String) {
    shown = printable(text)
    let head = "score: 1\ntitle: example\nspaces: {additive: a.safetensors, instruments: b.safetensors}\n"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let whole =
      switch part {
      case .score: text
      case .rest: head + text
      case .piece: head + text + "\nmovements: [{scenes: [{for: 60s}]}]"
      case .scenes: head + "movements:\n  - scenes:\n" + lines.map { "      " + $0 }.joined(separator: "\n")
      }
    bytes = Array((whole + "\n").utf8)
  }

  /// An example whose bytes no page could hold.
  init(shown: String, bytes: [UInt8]) {
    self.shown = shown
    self.bytes = bytes
  }
}

/// A text of several lines that no terminal obeys.
private func printable(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { AegoScore.printable(String($0).replacing("\t", with: "→"), atMost: .max) }
    .joined(separator: "\n")
}
