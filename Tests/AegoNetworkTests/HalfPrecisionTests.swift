import Testing

@testable import AegoNetwork

@Suite struct HalfPrecisionTests {
  @Test func `every number of half precision widens to itself`() {
    let wrong = (0...UInt16.max).filter {
      let (wide, expected) = (HalfPrecision.widened($0), Float(Float16(bitPattern: $0)))
      return expected.isNaN ? !wide.isNaN : wide.bitPattern != expected.bitPattern
    }
    #expect(wrong.isEmpty)
  }
}
