import Testing

@testable import AegoSpace

@Suite struct UnitSpectrumTests {
  static func spectrum(_ decoded: [Float]) -> UnitSpectrum { UnitSpectrum(decoded: decoded) }

  static let single = spectrum((0..<16).map { $0 == 3 ? 3 : 0 })
  static let pair = spectrum((0..<16).map { $0 < 2 ? 0.1 : 0 })
  static let smear = spectrum([Float](repeating: 0.7, count: 16))

  @Test func `whatever was decoded has unit energy, but silence`() {
    for spectrum in [Self.single, Self.pair, Self.smear] {
      let energy = spectrum.roots.reduce(0.0) { sum, root in sum + Double(root * root) * Double(root * root) }
      #expect(abs(energy - 1) < 1e-5)
    }
    let silence = Self.spectrum([0, 0, 0])
    #expect(silence.roots == [0, 0, 0])
    #expect(silence.entropy == 0)
  }

  @Test func `few strong bins have little entropy, a smear has much`() {
    #expect(Self.single.entropy == 0)
    // ln 2 and ln 16.
    #expect(abs(Self.pair.entropy - 0.693147) < 1e-5)
    #expect(abs(Self.smear.entropy - 2.772589) < 1e-5)
    #expect([Self.single, Self.smear, Self.smear].medianEntropy == Self.smear.entropy)
    #expect([UnitSpectrum]().medianEntropy == 0)
  }

  @Test func `a distance is that of the square roots`() {
    #expect(Self.single.distance(to: Self.single) == 0)
    #expect(abs(Self.single.distance(to: Self.spectrum([2] + [Float](repeating: 0, count: 15))) - 1.414214) < 1e-5)
  }
}
