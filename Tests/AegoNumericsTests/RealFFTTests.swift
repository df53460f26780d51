import Foundation
import Testing

@testable import AegoNumerics

@Suite struct RealFFTTests {
  static func noise(_ count: Int) -> [Float] {
    var random = RandomStream(seed: 5, name: "signal")
    return (0..<count).map { _ in random.normal() }
  }

  /// The sum of the definition, in double precision with the C library's functions.
  static func definition(_ signal: [Float]) -> [Double] {
    let size = signal.count
    let cosines = (0..<size).map { Foundation.cos(2 * Double.pi * Double($0) / Double(size)) }
    let sines = (0..<size).map { Foundation.sin(2 * Double.pi * Double($0) / Double(size)) }
    return (0...size / 2).flatMap { bin -> [Double] in
      var (real, imaginary) = (0.0, 0.0)
      for (n, sample) in signal.enumerated() {
        real += Double(sample) * cosines[n * bin % size]
        imaginary -= Double(sample) * sines[n * bin % size]
      }
      return [real, imaginary]
    }
  }

  @Test(arguments: [16, 32, 64, 128, 512, 1024, 4096])
  func `a spectrum is the definition's`(size: Int) {
    let signal = Self.noise(size)
    let wanted = Self.definition(signal)
    var bins = [Float](repeating: 0, count: size + 2)
    RealFFT(size: size).forward(signal, into: &bins)
    let norm = wanted.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let error = zip(bins, wanted).reduce(0) { $0 + pow(Double($1.0) - $1.1, 2) }.squareRoot()
    #expect(error / norm < 3e-7)
  }

  @Test(arguments: [16, 32, 256, 4096, 16384])
  func `back and forth gives the signal times its length`(size: Int) {
    let signal = Self.noise(size)
    var bins = [Float](repeating: 0, count: size + 2)
    var back = [Float](repeating: 0, count: size)
    let transform = RealFFT(size: size)
    transform.forward(signal, into: &bins)
    transform.inverse(bins, into: &back)
    let worst = zip(back, signal).map { abs($0 / Float(size) - $1) }.max() ?? 1
    #expect(worst < 4e-6)
  }

  @Test func `only powers of two from 16 on are possible`() {
    #expect([16, 4096, 65536].allSatisfy(RealFFT.isPossible))
    #expect(![0, 8, 24, 3072, 4095].contains(where: RealFFT.isPossible))
  }
}
