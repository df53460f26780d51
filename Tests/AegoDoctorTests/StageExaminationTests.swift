import AegoServing
import Foundation
import Testing

@testable import AegoDoctor
@testable import AegoScore

@Suite struct StageExaminationTests {
  private static func findings(_ set: (inout ServingSettings) -> Void) throws -> [Finding] {
    let text = "score: 1\ntitle: t\nspaces: {a: a.safetensors}\nmovements: [{scenes: [{for: 60s}]}]\n"
    var concert = Concert(try #require(ScoreReader(path: "score", text: text).score), path: "score", device: nil)
    #expect(StageExamination(concert).findings().isEmpty)
    var settings = ServingSettings()
    set(&settings)
    concert.stage = settings
    return StageExamination(concert).findings()
  }

  /// A socket that listens, and its port.
  private static func listening() -> (socket: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length)
        listen(listener, 1)
        getsockname(listener, $0, &length)
      }
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  @Test func `a free port is told, one that is taken has a remedy, an address of others too`() throws {
    let free = try StageExaminationTests.findings { $0.port = 0 }
    #expect(free.map(\.verdict) == [.ok] && free[0].text.hasSuffix("is free on 127.0.0.1"))
    let (listener, port) = StageExaminationTests.listening()
    defer { close(listener) }
    #expect(
      try StageExaminationTests.findings { $0.port = port } == [
        .warning(
          "stage",
          "127.0.0.1 port \(port): Address already in use; play takes another port, which no page expects",
          help: "end what serves there, or choose another with --stage-port")
      ])
    #expect(
      try StageExaminationTests.findings { $0.address = "192.0.2.1" } == [
        .warning(
          "stage", "192.0.2.1 is no address of this machine: the piece is played without projection and console",
          help: "--stage-listen any, or one that `ip address` lists")
      ])
  }
}
