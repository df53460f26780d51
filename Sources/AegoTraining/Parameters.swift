import AegoNumerics

/// Where each tensor of a network lies in one row of numbers.
struct ParameterLayout: Equatable {
  /// A tensor's name, shape and place.
  struct Entry: Equatable {
    var name: String
    var shape: [Int]
    var offset: Int
    var count: Int { shape.reduce(1, *) }
  }

  private(set) var entries: [Entry] = []
  private(set) var count = 0

  /// Gives a tensor its place, at a multiple of 8.
  mutating func place(_ name: String, _ shape: [Int]) -> Int {
    let offset = count
    let entry = Entry(name: name, shape: shape, offset: offset)
    entries.append(entry)
    count += (entry.count + 7) / 8 * 8
    return offset
  }
}

/// A network's numbers, in one row: what moves them goes over them in one loop.
final class Parameters {
  let layout: ParameterLayout
  let values: Storage<Float>

  /// All zero.
  init(_ layout: ParameterLayout) {
    self.layout = layout
    values = Storage(count: layout.count, repeating: 0)
  }

  /// Rounds every number to half precision, as the file holds it.
  func roundToHalf() {
    for index in 0..<values.count { values[index] = Float(Float16(values[index])) }
  }
}

/// A loss' gradient, each number in its parameter's place.
final class Gradient {
  let values: Storage<Float>

  /// All zero.
  init(_ layout: ParameterLayout) { values = Storage(count: layout.count, repeating: 0) }
}
