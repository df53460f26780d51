import AegoNumerics

extension Array {
  /// At most `count` elements, evenly chosen, in their order.
  func thinned(to count: Int) -> [Element] {
    self.count <= count ? self : (0..<count).map { self[$0 * self.count / count] }
  }

  /// Brings the elements into a drawn order (Fisher and Yates).
  mutating func shuffle(_ random: inout RandomStream) {
    for last in stride(from: count - 1, to: 0, by: -1) { swapAt(last, random.below(last + 1)) }
  }
}
