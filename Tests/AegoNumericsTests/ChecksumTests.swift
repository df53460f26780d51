import Foundation
import Testing

@testable import AegoNumerics

@Suite struct ChecksumTests {
  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 1000, 100_000, 600_000])
  func `checksums agree with sha256sum`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let path = NSTemporaryDirectory() + "aego-checksum-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(Checksum.file(path) == String(printed.prefix(64)))
    #expect(SHA256.hex(bytes) == String(printed.prefix(64)))
  }
}
