extension YAMLNode {
  /// The node at a path; nil where there is none.
  func node(at path: ArraySlice<ScoreEdit.Step>) -> YAMLNode? {
    guard let step = path.first else { return self }
    switch (step, content) {
    case (.item(let place), .sequence(let nodes)) where nodes.indices.contains(place):
      return nodes[place].node(at: path.dropFirst())
    case (.key(let key), .mapping(let entries)):
      return entries.first { $0.key == key }?.value.node(at: path.dropFirst())
    default: return nil
    }
  }

  /// Whether two nodes say the same, wherever they stand.
  ///
  /// - Parameters:
  ///   - other: the other node.
  ///   - path: where they may differ; nil for nowhere.
  /// - Returns: whether they do.
  func agrees(with other: YAMLNode, apartFrom path: ArraySlice<ScoreEdit.Step>? = nil) -> Bool {
    if let path, path.isEmpty { return true }
    // A key without a value may have become the parent of what is new.
    if path != nil, isNothing { return true }
    switch (content, other.content) {
    case (.scalar(let text, let isPlain), .scalar(let otherText, let isOtherPlain)):
      return text == otherText && isPlain == isOtherPlain
    case (.sequence(let nodes), .sequence(let others)):
      guard nodes.count == others.count else { return false }
      return zip(nodes, others).enumerated().allSatisfy { index, pair in
        pair.0.agrees(with: pair.1, apartFrom: YAMLNode.rest(of: path, behind: .item(index)))
      }
    case (.mapping(let entries), .mapping(let others)): return YAMLNode.agree(entries, others, apartFrom: path)
    case (.unreadable, .unreadable): return true
    default: return false
    }
  }

  private static func agree(
    _ entries: [YAMLEntry], _ others: [YAMLEntry], apartFrom path: ArraySlice<ScoreEdit.Step>?
  ) -> Bool {
    let values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    let otherValues = Dictionary(others.map { ($0.key, $0.value) }) { first, _ in first }
    return Set(values.keys).union(otherValues.keys).allSatisfy { key in
      let rest = rest(of: path, behind: .key(key))
      guard let value = values[key], let other = otherValues[key] else { return rest != nil }
      return value.agrees(with: other, apartFrom: rest)
    }
  }

  /// What is left of a path behind its first step; nil where that leads elsewhere.
  private static func rest(
    of path: ArraySlice<ScoreEdit.Step>?, behind step: ScoreEdit.Step
  ) -> ArraySlice<ScoreEdit.Step>? {
    guard let path, path.first == step else { return nil }
    return path.dropFirst()
  }
}
