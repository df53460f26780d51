import Testing

@testable import AegoPerformance

@Suite struct HopClockTests {
  @Test func `a hop begins at the floor of its nanoseconds`() {
    let clock = HopClock()
    #expect(clock.nanoseconds(0) == 0)
    #expect(clock.nanoseconds(1) == 10_666_666)
    #expect(clock.nanoseconds(3) == 32_000_000)
    #expect(clock.nanoseconds(8_100_000) == 86_400_000_000_000)
  }

  @Test(arguments: [0, 1, 10_666_666, 10_666_667, 99_999_999, 86_400_000_000_001] as [Int64])
  func `the first hop not before a time is found`(time: Int64) {
    let clock = HopClock()
    let hop = clock.firstHop(notBefore: time)
    #expect(clock.nanoseconds(hop) >= time)
    #expect(hop == 0 || clock.nanoseconds(hop - 1) < time)
  }
}
