/// What of a text is replaced by what, so that a value stands at a path.
struct TextPatch {
  /// Bytes of the text.
  var range: Range<Int>
  /// What takes their place.
  var text: String

  /// Finds the place of an edit; nil where there is nothing to do.
  ///
  /// - Parameters:
  ///   - edit: the change.
  ///   - root: the text's tree.
  ///   - source: the text.
  /// - Throws: `ScoreError.uneditable` where the place is not there or belongs to several.
  init?(_ edit: ScoreEdit, _ root: YAMLNode, _ source: SourceText) throws(ScoreError) {
    var node = root
    for (index, step) in edit.path.enumerated() {
      let rest = edit.path[(index + 1)...]
      let layout = NodeLayout(node, source)
      guard !layout.isAlias else {
        throw edit.refusal("what stands there is repeated from elsewhere by `*`; change it there")
      }
      switch (step, node.content) {
      case (.item(let place), .sequence(let nodes)) where nodes.indices.contains(place):
        node = nodes[place]
        if rest.isEmpty, let value = edit.value {
          self.init(range: NodeLayout(node, source).range, text: value)
          return
        }
      case (.key(let key), .mapping):
        guard let entry = layout.own.first(where: { $0.key == key }) else {
          guard let value = edit.value else { return nil }
          self = layout.insertion(key, TextPatch.nested(value, in: rest))
          return
        }
        if rest.isEmpty || entry.value.isNothing {
          guard let value = edit.value else {
            guard rest.isEmpty else { return nil }
            guard let removal = layout.removal(of: entry) else {
              throw edit.refusal("it is the only key there; change it by hand")
            }
            self = removal
            return
          }
          self = layout.replacement(of: entry, by: TextPatch.nested(value, in: rest))
          return
        }
        node = entry.value
      default: throw edit.refusal("there is no such place in this score")
      }
    }
    return nil
  }

  init(range: Range<Int>, text: String) { (self.range, self.text) = (range, text) }

  /// A value with the keys that lead to it.
  private static func nested(_ value: String, in rest: ArraySlice<ScoreEdit.Step>) -> String {
    rest.reversed().reduce(value) { value, step in
      switch step {
      case .key(let key): "{\(ScoreEdit.scalar(key)): \(value)}"
      case .item: "[\(value)]"
      }
    }
  }
}
