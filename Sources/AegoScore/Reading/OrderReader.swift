/// Reads in which order the movements are played, and checks that only the last one goes on forever.
struct OrderReader {
  let reading: Reading
  let movements: [Movement]
  /// Where each movement says `repeat: forever`, by its index.
  let forever: [Int: SourceSpan]

  /// The movements as played, by their indices; as written if the piece has no `order`.
  func order(_ piece: Fields) -> [Int] {
    let order = piece.node(PieceKeys.order).map { listed($0) } ?? Array(movements.indices)
    for (movement, span) in forever.sorted(by: { $0.key < $1.key }) where order.dropLast().contains(movement) {
      reading.report(
        .foreverNotLast, span, "what follows the movement `\(movements[movement].name)` is never reached",
        help: "only the last movement can repeat forever; `repeat: 3` plays it three times")
    }
    return order
  }

  private func listed(_ node: YAMLNode) -> [Int] {
    guard case .sequence(let nodes) = node.content else {
      reading.report(
        .wrongKind, node.span, "`order` is a list of movements, not \(node.kind)",
        help: "write them in brackets: order: [\(node.text.contains(",") ? node.text : "first, second, first")]")
      return Array(movements.indices)
    }
    if nodes.isEmpty {
      reading.report(
        .missingValue, node.span, "this order is empty", help: "list movements, or delete it: as written, then")
    }
    let names = movements.map(\.name)
    let indices = Dictionary(zip(names, names.indices)) { first, _ in first }
    return nodes.compactMap { movement($0, indices, names) }
  }

  private func movement(_ node: YAMLNode, _ indices: [String: Int], _ names: [String]) -> Int? {
    guard let name = MovementKeys.name.form.read(node, reading) else { return nil }
    if let index = indices[name] { return index }
    reading.report(
      .unknownMovement, node.span, "no movement is called `\(name)`",
      help: names.isEmpty ? nil : reading.oneOf(names, for: name))
    return nil
  }
}
