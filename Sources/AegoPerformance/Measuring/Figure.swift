/// A figure of a benchmark, over several runs.
public struct Figure: Sendable, Codable, Equatable {
  /// What was measured, such as `sound/hop`.
  public var name: String
  /// The median.
  public var value: Double
  /// The unit; 1 for a ratio.
  public var unit: String
  /// The least of the runs.
  public var min: Double
  /// The greatest.
  public var max: Double

  /// The figure of some runs, at least one.
  public init(_ name: String, unit: String, runs: [Double]) {
    let sorted = runs.sorted()
    self.name = name
    self.unit = unit
    value = sorted[sorted.count / 2]
    min = sorted[0]
    max = sorted[sorted.count - 1]
  }
}
