import Foundation

extension SpaceDescription {
  /// The description for a person.
  public var text: String {
    """
    \(path): \(dataset)
      licence   \(license)
      data set  SHA-256 \(datasetSha256), seed \(seed), \(soundsText)
      spectra   \(bins) bins, 0 to \(bins * rate / window) Hz; windows of \(window) samples each \(hop), at \(rate) Hz
      encoder   \(encoder.joined(separator: ", "))
      decoder   \(decoder.joined(separator: ", "))

    axis    home z   range z   sensitivity   step   change in a step   explained variance, this axis open too
    \(axes.map(line).joined(separator: "\n"))

    quality, on files held out
    \(lines(quality))

    training
    \(lines(training))

    found from the weights: \(walks.places) places, a step of \(number(Double(walks.step) * 100, 0)) % of an axis along each
    \(walkLines)

    """
  }

  private var soundsText: String { sounds == 0 ? "no list of sounds" : "\(sounds) sounds listed" }

  private func line(_ axis: Axis) -> String {
    [
      column("\(axis.axis)", 4), column(number(Double(axis.home), 3), 10), column(number(Double(axis.range), 3), 10),
      column(number(Double(axis.sensitivity), 2), 14), column(number(Double(axis.stepScale), 2), 7),
      column(number(axis.stepChange, 4), 19), column(number(Double(axis.explainedVariance), 3), 21),
    ].joined()
  }

  private var walkLines: String {
    let figures = [
      ("change in a step, median", walks.stepChangeMedian, 4), ("99th percentile", walks.stepChangeP99, 4),
      ("99th percentile over median", walks.stepChangeP99OverMedian, 2),
      ("largest axis over smallest", walks.largestAxisOverSmallest, 2),
      ("spectral entropy at home, nat", walks.homeEntropy, 2),
    ]
    let stages = walks.stages.map {
      ("with \($0.axes) \($0.axes == 1 ? "axis" : "axes") open, median", $0.entropy, 2)
    }
    return (figures + stages).map { "  \(padded($0.0))\(number($0.1, $0.2))" }.joined(separator: "\n")
  }

  /// The lines of a JSON object: known keys in words and with their units, others as they are.
  private func lines(_ value: JSONValue, indent: String = "  ") -> String {
    guard case .object(let values) = value else { return indent + plain(value) }
    return values.sorted { $0.key < $1.key }.map { key, value in
      let (name, unit) = SpaceFigures.words[key] ?? (key, "1")
      if case .object = value { return "\(indent)\(name)\n\(lines(value, indent: indent + "  "))" }
      var title = name + (unit == "1" ? "" : ", \(unit)")
      if case .list(let list) = value, let open = SpaceFigures.openAxes(key, count: list.count, latent: latent) {
        title += " (\(open.map(String.init).joined(separator: " ")) axes open)"
      }
      return indent + padded(title) + plain(value)
    }.joined(separator: "\n")
  }

  private func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .boolean(let value): value ? "yes" : "no"
    case .number(let value): value == value.rounded() && abs(value) < 1e15 ? number(value, 0) : rounded(value)
    case .text(let text): text
    case .list(let values): values.map(plain).joined(separator: " ")
    case .object(let values):
      values.sorted { $0.key < $1.key }.map { "\($0.key) \(plain($0.value))" }.joined(separator: ", ")
    }
  }

  /// Four significant digits.
  private func rounded(_ value: Double) -> String { String(format: "%.4g", value) }
  private func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
  private func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
  private func padded(_ text: String) -> String {
    text.padding(toLength: max(44, text.count + 2), withPad: " ", startingAt: 0)
  }
}
