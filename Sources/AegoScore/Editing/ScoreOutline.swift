/// What a score's text writes where: its levels with the values on them, its spaces and its sensors, as far as it can be
/// read. For whoever shows it beside the text and changes it by `ScoreEdit`.
public struct ScoreOutline: Sendable {
  /// The piece, a movement or a scene.
  public struct Level: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable {
      /// The whole.
      case piece
      /// A movement.
      case movement
      /// A scene.
      case scene
    }

    /// What it is.
    public var kind: Kind
    /// Its name, written or by its number.
    public var name: String
    /// The way to it.
    public var path: [ScoreEdit.Step]
    /// The line that it begins at, from 1.
    public var line: Int
    /// The values on it by their keys, as they are written, each on one line.
    public var written: [String: String]
  }

  /// A space that it names.
  public struct Space: Sendable, Equatable {
    /// Its name in the score.
    public var name: String
    /// Its file as the score has it.
    public var file: String
    /// What it is amplified by, as it is written; nil where nothing is.
    public var gain: String?
  }

  /// The title; empty where there is none yet.
  public private(set) var title = ""
  /// The piece, then each movement with its scenes behind it.
  public private(set) var levels: [Level] = []
  /// The spaces in their order.
  public private(set) var spaces: [Space] = []
  /// What stands behind `sensors`, as JSON with texts for all values; `null` where nothing does.
  public private(set) var sensors = "null"

  private let source: SourceText

  /// The outline of a text; nil where it is no YAML, or no mapping.
  public init?(text: String) {
    source = SourceText(path: "", bytes: Array(text.utf8))
    guard source.fault == nil else { return nil }
    var composer = YAMLComposer(source)
    guard let root = composer.document(), composer.cut == nil, case .mapping(let entries) = root.content else {
      return nil
    }
    title = root.value(of: "title")?.text ?? ""
    levels = [Level(kind: .piece, name: title, path: [], line: 1, written: written(entries))]
    for (index, movement) in root.items(of: "movements").enumerated() {
      add(movement, [.key("movements"), .item(index)], number: index + 1)
    }
    if case .mapping(let named)? = root.value(of: "spaces")?.content { spaces = named.map(ScoreOutline.space) }
    if let node = root.value(of: "sensors") { sensors = node.json.line }
  }

  private mutating func add(_ movement: YAMLNode, _ path: [ScoreEdit.Step], number: Int) {
    guard case .mapping(let entries) = movement.content else { return }
    let name = movement.value(of: "name")?.text ?? "movement \(number)"
    levels.append(
      Level(kind: .movement, name: name, path: path, line: movement.span.start.line, written: written(entries)))
    for (index, scene) in movement.items(of: "scenes").enumerated() {
      guard case .mapping(let entries) = scene.content else { continue }
      levels.append(
        Level(
          kind: .scene, name: scene.value(of: "name")?.text ?? "\(name) \(index + 1)",
          path: path + [.key("scenes"), .item(index)], line: scene.span.start.line, written: written(entries)))
    }
  }

  private func written(_ entries: [YAMLEntry]) -> [String: String] {
    var texts: [String: String] = [:]
    for entry in entries where !["movements", "scenes", "spaces", "sensors"].contains(entry.key) {
      let bytes = source.bytes[NodeLayout(entry.value, source).range]
      texts[entry.key] = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
    }
    return texts
  }

  private static func space(_ entry: YAMLEntry) -> Space {
    if case .mapping = entry.value.content {
      return Space(
        name: entry.key, file: entry.value.value(of: "file")?.text ?? "", gain: entry.value.value(of: "gain")?.text)
    }
    return Space(name: entry.key, file: entry.value.text, gain: nil)
  }
}

extension YAMLNode {
  /// The value behind a mapping's key.
  fileprivate func value(of key: String) -> YAMLNode? { node(at: [.key(key)]) }

  /// The entries of the list behind a key.
  fileprivate func items(of key: String) -> [YAMLNode] {
    if case .sequence(let nodes)? = value(of: key)?.content { nodes } else { [] }
  }

  /// What it says as JSON, with texts for all values.
  fileprivate var json: JSONText {
    switch content {
    case .scalar(let text, _): isNothing ? .null : .string(text)
    case .unreadable: .null
    case .sequence(let nodes): .array(nodes.map(\.json))
    case .mapping(let entries): .object(entries.map { ($0.key, $0.value.json) })
    }
  }
}
