import AegoNumerics
import Testing

@testable import AegoTraining

@Suite struct ChoosingTests {
  @Test func `what is thinned is evenly chosen, and left as it is where it is few`() {
    #expect(Array(0..<10).thinned(to: 5) == [0, 2, 4, 6, 8])
    #expect(["a", "b", "c"].thinned(to: 2) == ["a", "b"])
    #expect([1, 2].thinned(to: 3) == [1, 2])
  }

  @Test func `a drawn order has each element once, and follows from the seed`() {
    func drawn(_ seed: UInt64) -> [Int] {
      var random = RandomStream(seed: seed, name: "order")
      var order = Array(0..<100)
      order.shuffle(&random)
      return order
    }
    #expect(drawn(1) == drawn(1) && drawn(1) != drawn(2))
    #expect(drawn(1).sorted() == Array(0..<100))
  }
}
