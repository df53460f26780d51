import AegoTestSupport
import Foundation
import Testing

@testable import AegoNumerics

@Suite struct ChecksumTests {
  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 1000, 100_000, 600_000])
  func `checksums agree with sha256sum`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    try withFolder { folder in
      let path = folder + "/bytes"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let printed = try outside("sha256sum", [path])
      #expect(Checksum.file(path) == String(printed.prefix(64)))
      #expect(SHA256.hex(bytes) == String(printed.prefix(64)))
    }
  }
}
