import Testing

@testable import AegoMotion

@Suite struct TimetagTests {
  @Test(arguments: [0, 1, 2, 93, 94, 374, 375, 376, 56_250, 8_100_000, 402_653_183_999] as [Int64])
  func `a hop's timetag is its beginning rounded down`(_ k: Int64) {
    #expect(Timetag.timetag(ofHop: k) == UInt64((UInt128(k) * (512 << 32)) / 48000))
  }

  @Test(arguments: [0, 1, 2, 93, 94, 374, 375, 376, 56_250, 8_100_000, 402_653_183_998] as [Int64])
  func `a hop consumes from after the last one's timetag to its own`(_ k: Int64) {
    let own = Timetag.timetag(ofHop: k)
    #expect(Timetag.hop(consuming: own) == k)
    #expect(Timetag.hop(consuming: own + 1) == k + 1)
    if k > 0 { #expect(Timetag.hop(consuming: own - 1) == k) }
  }

  @Test func `every timetag is consumed by the smallest hop that is not before it`() {
    var draw = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let timetag = UInt64.random(in: 0...UInt64.max, using: &draw) >> UInt64.random(in: 0...63, using: &draw)
      let k = Timetag.hop(consuming: timetag)
      let isAtOrAfter = UInt128(k) * (512 << 32) / 48000 >= UInt128(timetag)
      let isSmallest = k == 0 || UInt128(k - 1) * (512 << 32) / 48000 < UInt128(timetag)
      #expect(isAtOrAfter && isSmallest, "timetag \(timetag)")
    }
  }

  @Test func `the ends of the range hold`() {
    #expect(Timetag.hop(consuming: 0) == 0)
    #expect(Timetag.hop(consuming: 1) == 1)
    #expect(Timetag.hop(consuming: .max) == 402_653_184_000)
    #expect(Timetag.timetag(ofHop: 402_653_184_000) == .max)
    #expect(Timetag.timetag(ofHop: .max) == .max)
    #expect(Timetag.timetag(ofHop: -1) == 0)
  }
}
