import Foundation
import Testing

@testable import AegoMotion

private func text(_ value: Float) -> String {
  var bytes: [UInt8] = []
  bytes.append(value)
  return String(decoding: bytes, as: UTF8.self)
}

private func read(_ text: String) -> Float? {
  let bytes = Array(text.utf8)
  return bytes.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { Bytes($0, count: bytes.count).float } ?? nil
  }
}

/// Floats of every size and kind: all exponents with a few mantissas, ties, limits, and what sensors send.
private let samples: [Float] = {
  var values: [Float] = [0, -0.0, 1, -1, 0.1, 1e9, 999_999_936, 1e-5, 0.0001, .greatestFiniteMagnitude]
  values += [.leastNormalMagnitude, .leastNonzeroMagnitude, 0.000999999975, 1e22, 1e23, 123_456_792, 16_777_216]
  for exponent in UInt32(0)...254 {
    for mantissa in [0, 1, 2, 0x400000, 0x7fffff, 0x2aaaaa, 0x123456] as [UInt32] {
      values.append(Float(bitPattern: exponent << 23 | mantissa))
    }
  }
  for step in stride(from: -4096, through: 4096, by: 3) { values.append(Float(step) / 4096) }
  var bits: UInt64 = 1
  for _ in 0..<20_000 {
    bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let value = Float(bitPattern: UInt32(bits >> 32))
    if value.isFinite { values.append(value) }
  }
  return values
}()

@Suite struct FloatTextTests {
  @Test func `every float is written as C writes it with nine digits`() {
    for value in samples { #expect(text(value) == String(format: "%.9g", value)) }
  }

  @Test func `every float that was written reads back to the same bits`() {
    for value in samples { #expect(read(text(value))?.bitPattern == value.bitPattern, "\(value)") }
  }

  @Test func `decimals read as exact fractions round, by numpy`() throws {
    var decimals = ["1.17549435e-38", "7.038531e-26", "3.4028235677973366e+38", "8388609.5", "8388610.5", "1e-46"]
    decimals += ["0.1", ".5", "5.", "-0", "+1e+2", "1E3", "16777217", "16777219", "0.500000029802322387695312501"]
    decimals += [
      "0.50000002980232238769531249", "0.5000000298023223876953125", "340282346638528859811704183484516925440",
    ]
    for index in 0..<2000 { decimals.append(String(format: "%.\(index % 17)f", sin(Double(index)) * 300)) }
    for value in samples.prefix(2500) where value.magnitude < 1e37 {
      // Exactly between two floats, where rounding twice would go wrong.
      decimals.append(String(format: "%.60g", (Double(value) + Double(value.nextUp)) / 2))
    }
    let program = """
      import sys, numpy
      from fractions import Fraction
      for line in sys.stdin:
        exact = Fraction(line.strip())
        near = numpy.float32(float(exact))
        all = [numpy.nextafter(near, numpy.float32(-numpy.inf)), near, numpy.nextafter(near, numpy.float32(numpy.inf))]
        all = [x for x in all if numpy.isfinite(x)]
        bits = lambda x: int(x.view(numpy.uint32))
        best = min(all, key=lambda x: (abs(Fraction(float(x)) - exact), bits(x) & 1))
        print(bits(best) if exact or not line.startswith("-") else 1 << 31)
      """
    guard let answer = try output(of: "python3", ["-c", program], input: decimals.joined(separator: "\n")) else {
      return
    }
    let expected = answer.split(separator: "\n").compactMap { UInt32($0) }
    try #require(expected.count == decimals.count, "numpy did not answer")
    for (decimal, bits) in zip(decimals, expected) { #expect(read(decimal)?.bitPattern == bits, "\(decimal)") }
  }

  @Test func `what is no decimal number is none`() {
    for text in ["", "-", ".", "1.2.3", "e5", "1e", "1e+", "1e+-5", "0x10", "1,5", "1 ", "--1", "1f", "nano"] {
      #expect(read(text) == nil, "\(text)")
    }
    #expect(read("nan")?.isNaN == true)
    #expect(read("-nan")?.isNaN == true)
    #expect(read("-inf") == -.infinity)
    #expect(read("1e400") == .infinity)
  }
}
