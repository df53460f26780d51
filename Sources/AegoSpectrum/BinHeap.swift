import AegoNumerics

/// A heap of bins that gives the loudest first; of two equally loud ones, that with the larger number.
///
/// Memory is allocated once. An entry is one integer: the level's bits, made to sort as integers, above the number.
package struct BinHeap: ~Copyable {
  private let entries: Storage<UInt64>
  private(set) var count = 0

  package init(capacity: Int) { entries = Storage(count: capacity, repeating: 0) }

  package mutating func removeAll() { count = 0 }

  /// Adds without ordering: call `order()` before the next `pop()`.
  package mutating func append(level: Float, number: Int) {
    entries[count] = BinHeap.entry(level, number)
    count += 1
  }

  /// Orders what `append` added (Floyd 1964).
  package mutating func order() {
    var index = count / 2
    while index > 0 {
      index -= 1
      siftDown(from: index)
    }
  }

  mutating func push(level: Float, number: Int) {
    let entry = BinHeap.entry(level, number)
    let base = entries.base
    var child = count
    count += 1
    while child > 0 {
      let parent = (child - 1) / 2
      if base[parent] >= entry { break }
      base[child] = base[parent]
      child = parent
    }
    base[child] = entry
  }

  /// The number of the loudest bin, -1 when the heap is empty.
  package mutating func pop() -> Int {
    guard count > 0 else { return -1 }
    let top = entries[0]
    count -= 1
    if count > 0 {
      entries[0] = entries[count]
      siftDown(from: 0)
    }
    return Int(top & 0xffff_ffff)
  }

  private func siftDown(from start: Int) {
    let base = entries.base
    let entry = base[start]
    var parent = start
    while true {
      var child = 2 * parent + 1
      if child >= count { break }
      if child + 1 < count && base[child + 1] > base[child] { child += 1 }
      if base[child] <= entry { break }
      base[parent] = base[child]
      parent = child
    }
    base[parent] = entry
  }

  private static func entry(_ level: Float, _ number: Int) -> UInt64 {
    let bits = level.bitPattern
    let sortable = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
    return UInt64(sortable) << 32 | UInt64(truncatingIfNeeded: number)
  }
}
