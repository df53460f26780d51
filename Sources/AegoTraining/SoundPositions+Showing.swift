import Foundation

extension SoundPositions {
  /// The axes outside of whose box moments lie, counted from 1, and how many moments.
  public var outside: [(axis: Int, moments: Int)] {
    moments[0].position.indices.compactMap { axis in
      let count = moments.count { $0.position[axis] < 0 || $0.position[axis] > 1 }
      return count > 0 ? (axis + 1, count) : nil
    }
  }

  /// A table for a person.
  ///
  /// - Parameters:
  ///   - path: the sound, as it is called.
  ///   - space: the space's file.
  /// - Returns: a line for each moment, the median, and what it means.
  public func text(path: String, space: String) -> String {
    let axes = moments[0].position.indices.map { column("axis \($0 + 1)", 9) }.joined()
    let rows = moments.map { row(format($0.time, 2), $0.position, $0.distance) }
    let middle = median.map { format(Double(min(max($0, 0), 1)), 3) }.joined(separator: ",")
    return """
      \(path): \(format(length, 2)) s, \(moments.count) moments, \(silent) silent ones left out\(rest)
        time, s\(axes)  error, dB
      \(rows.joined(separator: "\n"))
      \(row("median", median, distance))
      \(box)
      \(verdict)
      hear it: aego space decode \(space) --position \(middle) -o heard.wav

      """
  }

  /// The same as JSON.
  public func json(path: String, space: String) -> String {
    struct Document: Encodable {
      var path, space: String
      var length: Double
      var damage: String?
      var silent: Int
      var median: [Float]
      var distance, playableDistance: Double
      var outside: [Outside]
      var moments: [Moment]
    }
    struct Outside: Encodable {
      var axis, moments: Int
    }
    let document = Document(
      path: path, space: space, length: length, damage: damage, silent: silent, median: median, distance: distance,
      playableDistance: playableDistance, outside: outside.map { Outside(axis: $0.axis, moments: $0.moments) },
      moments: moments)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: (try? encoder.encode(document)) ?? Data(), as: UTF8.self) + "\n"
  }

  private var rest: String { damage.map { "; the rest is not used: \($0)" } ?? "" }

  private var box: String {
    guard !outside.isEmpty else { return "all of it lies inside of the box, 0 to 1, that can be played" }
    let axes = outside.map { "axis \($0.axis) at \($0.moments) of \(moments.count) moments" }.joined(separator: ", ")
    return "outside of the box, 0 to 1, that can be played: \(axes)"
  }

  private var verdict: String {
    let knows = distance <= -12 ? "well" : distance <= -6 ? "roughly" : "hardly"
    let inside = outside.isEmpty ? "" : ", of \(format(playableDistance, 1)) dB inside of the box"
    return "the space knows this sound \(knows): an error of \(format(distance, 1)) dB\(inside)"
  }

  private func row(_ title: String, _ position: [Float], _ distance: Double) -> String {
    column(title, 9) + position.map { column(format(Double($0), 3), 9) }.joined() + column(format(distance, 1), 11)
  }

  private func format(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
  private func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
