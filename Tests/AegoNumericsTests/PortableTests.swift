import Foundation
import Testing

@testable import AegoNumerics

@Suite struct PortableTests {
  @Test(arguments: Array(stride(from: -700.0, through: 700, by: 13.37))) func `exp agrees with the C library`(x: Double)
  {
    let expected = Foundation.exp(x)
    #expect(abs(Portable.exp(x) - expected) <= 4e-16 * expected)
  }

  @Test(arguments: Array(stride(from: -300.0, through: 300, by: 7.77))) func `log agrees with the C library`(
    power: Double
  ) {
    let x = Foundation.pow(10, power)
    #expect(abs(Portable.log(x) - Foundation.log(x)) <= 4e-16 * abs(Foundation.log(x)))
  }

  @Test(arguments: Array(stride(from: -1000.0, through: 1000, by: 3.33)))
  func `sine and cosine agree with the C library`(angle: Double) {
    let (sine, cosine) = Portable.sincos(angle)
    #expect(abs(sine - Foundation.sin(angle)) <= 3e-16)
    #expect(abs(cosine - Foundation.cos(angle)) <= 3e-16)
  }

  @Test(arguments: Array(stride(from: -3.14, through: 3.14, by: 0.01))) func `atan2 gives the angle back`(angle: Double)
  {
    let (y, x) = (3 * Foundation.sin(angle), 3 * Foundation.cos(angle))
    #expect(abs(Portable.atan2(y, x) - Foundation.atan2(y, x)) <= 5e-16)
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
