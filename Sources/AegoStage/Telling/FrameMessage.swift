import AegoPerformance

/// The binary message of a hop; docs/formats.md tells its bytes.
enum FrameMessage {
  /// The version that its first byte says.
  static let version: UInt8 = 1
  /// The first byte of a message of several frames.
  static let several: UInt8 = 2

  /// The bytes of a hop, little-endian.
  ///
  /// - Parameters:
  ///   - moment: the hop.
  ///   - start: its beginning in seconds of performance time.
  ///   - bands: its spectrum.
  /// - Returns: a head of 32 bytes, then the bands.
  static func bytes(_ moment: StageMoment, start: Double, bands: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [version, flags(moment)]
    bytes.reserveCapacity(32 + bands.count)
    append(UInt16(bands.count), &bytes)
    append(UInt32(truncatingIfNeeded: moment.hop), &bytes)
    append(start.bitPattern, &bytes)
    for value in [moment.gain, moment.reward, moment.leftArm.angle, moment.rightArm.angle] {
      append(value.bitPattern, &bytes)
    }
    return bytes + bands
  }

  private static func flags(_ moment: StageMoment) -> UInt8 {
    let bits = [
      moment.phase == .playing, moment.phase == .ending, moment.isHeld, moment.panic > 0, moment.phase == .waiting,
      moment.phase == .over,
    ]
    return bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt8($1.offset) : 0) }
  }

  private static func append(_ value: some FixedWidthInteger, _ bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}
