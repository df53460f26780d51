import Foundation
import Testing

@testable import AegoNumerics

/// The C library's 80-bit functions, whose errors are a thousandth of the bounds, are what everything is compared with.
@Suite struct PortableTests {
  /// Numbers of a range, always the same ones.
  private static func numbers(_ range: ClosedRange<Double>, seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed, name: "numbers")
    let width = range.upperBound - range.lowerBound
    return (0..<20_000).map { _ in range.lowerBound + width * Double(random.next() >> 11) * 0x1p-53 }
  }

  @Test func `exp has its stated error`() {
    for x in PortableTests.numbers(-700...709, seed: 1) + PortableTests.numbers(-1...1, seed: 2) {
      let expected = Foundation.exp(Float80(x))
      #expect(abs(Float80(Portable.exp(x)) - expected) <= 4e-16 * expected)
    }
  }

  @Test func `log has its stated error`() {
    for power in PortableTests.numbers(-300...300, seed: 3) + PortableTests.numbers(0.005...0.1, seed: 4) {
      let x = Foundation.pow(10, power)
      let expected = Foundation.log(Float80(x))
      #expect(abs(Float80(Portable.log(x)) - expected) <= 4e-16 * abs(expected))
    }
    for x in PortableTests.numbers(0.99...1.01, seed: 5) {
      #expect(abs(Float80(Portable.log(x)) - Foundation.log(Float80(x))) <= 1e-17)
    }
  }

  @Test(arguments: [(1e3, 3e-16), (1e6, 1e-13)]) func `sine and cosine have their stated errors`(
    limit: Double, error: Double
  ) {
    for angle in PortableTests.numbers(-limit...limit, seed: 6) {
      let (sine, cosine) = Portable.sincos(angle)
      #expect(abs(Float80(sine) - Foundation.sin(Float80(angle))) <= Float80(error))
      #expect(abs(Float80(cosine) - Foundation.cos(Float80(angle))) <= Float80(error))
    }
  }

  @Test func `atan2 has its stated error`() {
    for angle in PortableTests.numbers(-3.14...3.14, seed: 7) {
      let (y, x) = (3 * Foundation.sin(angle), 3 * Foundation.cos(angle))
      #expect(abs(Float80(Portable.atan2(y, x)) - Foundation.atan2(Float80(y), Float80(x))) <= 5e-16)
    }
  }

  @Test func `a power has its stated error`() {
    let exponents = PortableTests.numbers(-20...20, seed: 9)
    for (base, exponent) in zip(PortableTests.numbers(1e-3...1e3, seed: 8), exponents) {
      let expected = Foundation.pow(Float80(base), Float80(exponent))
      let bound = 1e-15 * (1 + abs(exponent * Foundation.log(base)))
      #expect(abs(Float80(Portable.pow(base, exponent)) / expected - 1) <= Float80(bound))
    }
  }

  @Test func `special values come out as the mathematics has them`() {
    #expect(Portable.exp(0.0) == 1)
    #expect(Portable.exp(-1e9) == 0)
    #expect(Portable.exp(1e9) == .infinity)
    #expect(Portable.log(1.0) == 0)
    #expect(Portable.log(0.0) == -.infinity)
    #expect(Portable.log(-1.0).isNaN)
    #expect(Portable.atan2(0, 0) == 0)
    #expect(Portable.atan2(0, -1) == Double.pi)
    #expect(Portable.amplitude(decibels: 0) == 1)
  }

  @Test func `vectors of eight stay within their stated errors`() {
    for step in 0..<4000 {
      let base = Float(step) * 0.02 - 40
      let x = SIMD8<Float>(
        base, base + 0.001, base + 0.003, base + 0.005, base + 0.007, base + 0.011, base + 0.013, base + 0.017)
      let exponential = Portable.exp(x)
      let (sine, cosine) = Portable.sincos(x)
      let logarithm = Portable.log(exponential)
      let root = Portable.reciprocalSquareRoot(exponential)
      for lane in 0..<8 {
        let argument = Double(x[lane])
        #expect(abs(Double(exponential[lane]) / Foundation.exp(argument) - 1) < 3e-7)
        #expect(abs(Double(sine[lane]) - Foundation.sin(argument)) < 5e-7)
        #expect(abs(Double(cosine[lane]) - Foundation.cos(argument)) < 5e-7)
        #expect(abs(Double(root[lane]) * Double(exponential[lane]).squareRoot() - 1) < 4e-7)
        let expected = Foundation.log(Double(exponential[lane]))
        #expect(abs(Double(logarithm[lane]) - expected) < 2e-7 * (1 + abs(expected)))
      }
    }
  }
}
