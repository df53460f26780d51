import Foundation
import Testing

@testable import AegoStage

@Suite struct BandsTests {
  @Test(arguments: [60.0, 440, 1000, 5000, 15000])
  func `a tone is brightest in its own band`(_ frequency: Double) throws {
    let width = 48000.0 / 2048
    var magnitudes = [Float](repeating: 0, count: 1025)
    let bin = Int((frequency / width).rounded())
    magnitudes[bin] = 1
    let bytes = Bands(bins: 1025, rate: 48000, size: 2048).bytes(magnitudes)
    let brightest = try #require(bytes.indices.max { bytes[$0] < bytes[$1] })
    let place = 512 * log(Double(bin) * width / 40) / log(400)
    #expect(abs(Double(brightest) + 0.5 - place) <= 4)
    #expect(bytes[brightest] > 240)
  }

  @Test func `bytes are even steps of a decibel scale`() {
    #expect(Bands.byte(1) == 255 && Bands.byte(2) == 255)
    #expect(
      Bands.byte(0) == 0 && Bands.byte(Float(pow(10, -90.0 / 20))) == 0 && Bands.byte(.leastNonzeroMagnitude) == 0)
    #expect((127...128).contains(Bands.byte(Float(pow(10, -45.0 / 20)))))
    #expect(Bands.byte(Float(pow(10, -30.0 / 20))) == 170)
  }

  @Test func `no band is without a source, and the edges are those that are told`() {
    let flat = [Float](repeating: 0.1, count: 1025)
    let bytes = Bands(bins: 1025, rate: 48000, size: 2048).bytes(flat)
    #expect(bytes.count == 512 && Set(bytes).count == 1)
    #expect(abs(Bands.edge(0) - 40) < 1e-9 && abs(Bands.edge(512) - 16000) < 1e-6)
  }
}
