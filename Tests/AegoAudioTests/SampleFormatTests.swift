import Testing

@testable import AegoAudio

private func bytes(_ format: SampleFormat, _ samples: [Int32]) -> [UInt8] {
  var output = [UInt8](repeating: 0, count: samples.count * format.width)
  output.withUnsafeMutableBytes { buffer in
    if let start = buffer.baseAddress { format.convert(samples, count: samples.count, into: start) }
  }
  return output
}

@Suite struct SampleFormatTests {
  @Test func `samples of 24 bits are laid out as the device takes them`() {
    let samples: [Int32] = [0x123456, -2]
    #expect(bytes(.s32, samples) == [0, 0x56, 0x34, 0x12, 0, 0xfe, 0xff, 0xff])
    #expect(bytes(.s24, samples) == [0x56, 0x34, 0x12, 0, 0xfe, 0xff, 0xff, 0xff])
    #expect(bytes(.s24Packed, samples) == [0x56, 0x34, 0x12, 0xfe, 0xff, 0xff])
    #expect(bytes(.s16, samples) == [0x34, 0x12, 0, 0])
    #expect(bytes(.float, [0x400000, -0x800000]) == [0, 0, 0, 0x3f, 0, 0, 0x80, 0xbf])
  }

  @Test func `sixteen bits are rounded and stay within their range`() {
    #expect(bytes(.s16, [0x7fffff, -0x800000, 0x1280]) == [0xff, 0x7f, 0, 0x80, 0x13, 0])
  }
}
