import AegoMotion
import AegoTestSupport
import Foundation
import Glibc
import Testing

@testable import AegoPerformance
@testable import AegoStage

/// How much memory this process uses, in bytes.
private func memory() throws -> Int {
  let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct CrowdTests {
  @Test func `a client that takes nothing is let go, and the others see every hop`() throws {
    let house = try StageHouse(stageScore) { $0.serving.stall = 0.5 }
    let stalled = try Peer(house.server.port, receiveBuffer: 2048)
    try stalled.open()
    let page = try house.page()
    #expect(house.wait { house.server.pages == 2 })
    var (hops, missed) = (0, 0)
    let isGone = house.wait {
      house.play(1)
      if page.nextFrame() == nil { missed += 1 }
      hops += 1
      return house.server.pages == 1
    }
    #expect(isGone && missed == 0 && hops > 60)
  }

  @Test func `a hundred pages, a third of them stalled, cost no hop and no memory, and one more is told so`() throws {
    let house = try StageHouse()
    var pages: [Peer] = []
    for index in 0..<100 {
      let page = try Peer(house.server.port, receiveBuffer: index % 3 == 0 ? 2048 : nil)
      try page.open()
      pages.append(page)
    }
    #expect(house.wait { house.server.pages == 100 })
    let more = try Peer(house.server.port)
    more.send(
      "GET /live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    #expect(more.all().hasPrefix("HTTP/1.1 503 "))
    house.play(200)
    let before = try memory()
    let reading = pages.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
    var missed = 0
    for _ in 0..<400 {
      house.play(1)
      for page in reading where page.nextFrame() == nil { missed += 1 }
    }
    #expect(missed == 0)
    #expect(house.engine.lateHops.load(ordering: .relaxed) == 0 && house.engine.unheard.load(ordering: .relaxed) == 0)
    #expect(try memory() - before < 48 << 20)
  }

  @Test func `what nobody listens to, and a thread that stalls, keep no hop waiting`() throws {
    let house = try StageHouse()
    house.server.stop()
    // Far more than the feed holds: what finds no room is not told, and nothing else changes.
    #expect(house.play(2000))
    #expect(house.engine.unrecorded.load(ordering: .relaxed) == 0)
  }
}
