import AegoAgent
import Foundation

/// How far the agent is from the goal, action by action: a drawing of one or more courses' means.
public struct LearningCurves: Sendable {
  /// One curve.
  struct Curve: Sendable {
    var name: String
    /// The mean distance over that at the start, for each stretch of `stride` actions.
    var ratios: [Double]
  }

  /// How many actions a point stands for.
  private static let stride = 30

  private var curves: [Curve] = []

  /// No curves yet.
  public init() {}

  /// Adds the mean of some courses.
  mutating func add(_ name: String, _ courses: [AgentTrial.Course]) {
    let length = courses.map(\.distances.count).min() ?? 0
    let start = courses.reduce(0) { $0 + Double($1.distances.first ?? 0) }
    let ratios = Swift.stride(from: 0, to: length, by: LearningCurves.stride).map { first in
      let part = first..<min(first + LearningCurves.stride, length)
      return courses.reduce(0) { $0 + $1.distances[part].reduce(0) { $0 + Double($1) } } / Double(part.count) / start
    }
    curves.append(Curve(name: name, ratios: ratios))
  }

  /// An SVG picture: actions to the right, the distance up, from 0 to 1.2 of that at the start.
  public var svg: String {
    let (width, height, left, top) = (640.0, 320.0, 56.0, 24.0)
    let most = Double(curves.map(\.ratios.count).max() ?? 1) * Double(LearningCurves.stride)
    func x(_ action: Double) -> String { LearningCurves.text(left + action / most * width) }
    func y(_ ratio: Double) -> String { LearningCurves.text(top + (1 - min(ratio, 1.2) / 1.2) * height) }
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 400\" font-family=\"sans-serif\" font-size=\"13\">",
      "<rect width=\"800\" height=\"400\" fill=\"white\"/>",
    ]
    for ratio in [0, 0.2, 0.4, 0.6, 0.8, 1] {
      lines.append("<path d=\"M\(x(0)) \(y(ratio))H\(x(most))\" stroke=\"#ddd\"/>")
      lines.append("<text x=\"48\" y=\"\(y(ratio))\" dy=\"4\" text-anchor=\"end\">\(ratio)</text>")
    }
    for action in Swift.stride(from: 0, through: most, by: 500) {
      lines.append("<text x=\"\(x(action))\" y=\"\(y(0))\" dy=\"18\" text-anchor=\"middle\">\(Int(action))</text>")
    }
    lines.append("<text x=\"\(x(most / 2))\" y=\"390\" text-anchor=\"middle\">actions</text>")
    for (index, curve) in curves.enumerated() {
      let points = curve.ratios.enumerated().map { place, ratio in
        "\(x((Double(place) + 0.5) * Double(LearningCurves.stride))) \(y(ratio))"
      }
      let colour = LearningCurves.colours[index % LearningCurves.colours.count]
      let path = points.joined(separator: "L")
      lines.append("<path d=\"M\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>")
      let place = LearningCurves.text(top + 16 + 20 * Double(index))
      lines.append("<text x=\"\(x(most))\" dx=\"10\" y=\"\(place)\" fill=\"\(colour)\">\(curve.name)</text>")
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555"]

  private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}
