import AegoNumerics

/// A curve of many values, of which each column of pixels shows the least and the greatest.
struct Envelope {
  private struct Column {
    var least: Double
    var most: Double
    var last: Double
  }

  private var columns: [Int: Column] = [:]

  /// Adds a value at a place.
  mutating func add(_ y: Double, at x: Double) {
    let place = Int(x * 2)
    var column = columns[place] ?? Column(least: y, most: y, last: y)
    column = Column(least: min(column.least, y), most: max(column.most, y), last: y)
    columns[place] = column
  }

  /// The curve as a closed shape, which is as thin as its line where the values are; empty for none.
  var shape: String {
    var (upper, lower): ([(x: Double, y: Double)], [(x: Double, y: Double)]) = ([], [])
    var before: Double?
    for place in columns.keys.sorted() {
      guard let column = columns[place] else { continue }
      // A column reaches as far as the last one ended, so that the curve has no gaps.
      let from = before ?? column.last
      Envelope.add(Double(place) / 2, min(column.least, max(from, column.least)), to: &upper)
      Envelope.add(Double(place) / 2, max(column.most, min(from, column.most)), to: &lower)
      before = column.last
    }
    return upper.isEmpty ? "" : Sheet.line(upper + lower.reversed()) + "Z"
  }

  /// Adds a point; of points in one height only the ends are kept.
  private static func add(_ x: Double, _ y: Double, to line: inout [(x: Double, y: Double)]) {
    let isLevel = line.suffix(2).allSatisfy { Drawing.tenth($0.y) == Drawing.tenth(y) }
    if line.count > 1 && isLevel { line.removeLast() }
    line.append((x, y))
  }
}
