/// Names beside points, as many as have room, far from each other first.
struct PlanLabels {
  /// A name and the left end of its line.
  struct Label {
    var sound: Int
    var text: String
    var x, y: Double
  }

  private struct Box {
    var x, y, width, height: Double
    func meets(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
  }

  /// The most names.
  private static let most = 44
  /// About how wide a letter is, and how high a line, in pixels.
  private static let (letter, line) = (5.5, 12.0)

  private(set) var labels: [Label] = []
  private var taken: [Box]

  /// Places names.
  ///
  /// - Parameters:
  ///   - points: where the sounds are drawn.
  ///   - names: what they are called.
  ///   - size: the plan's width and height.
  ///   - home: where nothing is written.
  init(points: [(x: Double, y: Double)], names: [String], size: Double, home: (x: Double, y: Double)) {
    taken = [Box(x: home.x - 14, y: home.y - 14, width: 56, height: 28)]
    var distances = points.map { square($0.x - home.x) + square($0.y - home.y) }
    for _ in 0..<min(points.count, 4 * PlanLabels.most) {
      guard labels.count < PlanLabels.most, let next = distances.indices.max(by: { distances[$0] < distances[$1] }),
        distances[next] > 0
      else { return }
      place(next, names[next], beside: points[next], size: size)
      for (index, point) in points.enumerated() {
        let there = points[next]
        distances[index] = min(distances[index], square(point.x - there.x) + square(point.y - there.y))
      }
    }
  }

  /// Writes a name right or left of its point, if there is room.
  private mutating func place(_ sound: Int, _ name: String, beside point: (x: Double, y: Double), size: Double) {
    let text = PlanLabels.shortened(name)
    let width = Double(text.count) * PlanLabels.letter
    for x in [point.x + 6, point.x - 6 - width] where x >= 2 && x + width <= size - 2 {
      let box = Box(x: x, y: point.y - PlanLabels.line / 2, width: width, height: PlanLabels.line)
      guard box.y >= 0, box.y + box.height <= size, !taken.contains(where: box.meets) else { continue }
      taken.append(box)
      labels.append(Label(sound: sound, text: text, x: x, y: point.y + 3.4))
      return
    }
  }

  /// The file's name without folder and ending, at most 20 letters.
  private static func shortened(_ name: String) -> String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let parts = file.split(separator: ".")
    let stem = parts.count > 1 ? parts.dropLast().joined(separator: ".") : file
    return stem.count <= 20 ? stem : stem.prefix(19) + "…"
  }
}

private func square(_ x: Double) -> Double { x * x }
