/// A change of one value in a score's text. Comments, layout and every other value stay as they are written.
///
/// ```swift
/// let edit = ScoreEdit([.key("movements"), .item(0), .key("scenes"), .item(2), .key("dimensions")], "4")
/// let text = try edit.applied(to: text)
/// ```
public struct ScoreEdit: Sendable, Equatable {
  /// A step from a score's root towards a value.
  public enum Step: Sendable, Hashable {
    /// The value behind a key.
    case key(String)
    /// An entry of a list, counted from 0.
    case item(Int)
  }

  /// The way to the value; what is missing at its end is inserted.
  public var path: [Step]
  /// What is to stand there, YAML on one line; nil takes the key away.
  public var value: String?

  /// A change of the value at a path.
  public init(_ path: [Step], _ value: String?) { (self.path, self.value) = (path, value) }

  /// The most that a value may hold, in bytes.
  static let longest = 4096

  /// The text with the change.
  ///
  /// - Parameter text: a score's text, valid or not, as long as it is YAML.
  /// - Returns: the text; the same one where a key that is not there is taken away.
  /// - Throws: `ScoreError.uneditable` where the change would alter another value too, or the place is not there.
  public func applied(to text: String) throws(ScoreError) -> String {
    let source = SourceText(path: "", bytes: Array(text.utf8))
    let before = try ScoreEdit.root(source, "the score", otherwise: "it is no YAML yet; mend that first")
    if let value { try check(value) }
    guard let patch = try TextPatch(self, before, source) else { return text }
    var bytes = source.bytes
    bytes.replaceSubrange(patch.range, with: Array(patch.text.utf8))
    let after = try ScoreEdit.root(SourceText(path: "", bytes: bytes), words, otherwise: ScoreEdit.entangled)
    guard before.agrees(with: after, apartFrom: path[...]), try isThere(in: after) else {
      throw refusal(ScoreEdit.entangled)
    }
    let mark = source.bytes.count < text.utf8.count ? "\u{FEFF}" : ""
    return mark + String(decoding: bytes, as: UTF8.self)
  }

  private static let entangled =
    "that would change other values too, since the text is written in an unusual way; change it by hand"

  /// Whether exactly the value stands at the path.
  private func isThere(in root: YAMLNode) throws(ScoreError) -> Bool {
    guard let value else { return root.node(at: path[...]) == nil }
    let meant = try ScoreEdit.root(SourceText(path: "", bytes: Array(value.utf8)), words, otherwise: "")
    return root.node(at: path[...])?.agrees(with: meant) == true
  }

  private func check(_ value: String) throws(ScoreError) {
    let isLine = !value.unicodeScalars.contains { $0.properties.generalCategory == .control }
    guard isLine, !value.isEmpty, value.utf8.count <= ScoreEdit.longest else {
      throw refusal("a value is YAML on one line, of \(ScoreEdit.longest) bytes at most")
    }
    let reason = "`\(value)` is no value in YAML"
    let node = try ScoreEdit.root(SourceText(path: "", bytes: Array(value.utf8)), words, otherwise: reason)
    if node.isUnreadable { throw refusal(reason) }
  }

  /// Where the value stands, as messages name it.
  var words: String {
    path.map { step in
      switch step {
      case .key(let key): key
      case .item(let index): "\(index + 1)"
      }
    }.joined(separator: " > ")
  }

  func refusal(_ reason: String) -> ScoreError { .uneditable(what: words, reason: reason) }

  /// The tree of a text.
  private static func root(
    _ source: SourceText, _ what: String, otherwise reason: String
  ) throws(ScoreError) -> YAMLNode {
    guard source.fault == nil else { throw .uneditable(what: what, reason: reason) }
    var composer = YAMLComposer(source)
    guard let root = composer.document(), composer.cut == nil else { throw .uneditable(what: what, reason: reason) }
    return root
  }
}

extension ScoreEdit {
  /// A text as a value: plain where YAML reads it so anywhere, else in quotes.
  public static func scalar(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last != " "
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || "0123456789_-./ ".unicodeScalars.contains(scalar)
      } && !["true", "false", "yes", "no", "on", "off", "null"].contains(text.lowercased())
    return isPlain ? text : JSONText.string(text).line
  }
}
