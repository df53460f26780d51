import AegoTestSupport
import Foundation
import Testing

@testable import AegoStage

/// What curl prints of an answer: head and body.
private func curl(_ house: StageHouse, _ path: String, _ options: String...) throws -> String {
  try outside(
    "curl", ["-s", "-i", "--path-as-is", "-m", "10"] + options + ["http://127.0.0.1:\(house.server.port)\(path)"])
}

@Suite struct ServingTests {
  @Test func `pages and picture are served with a policy that lets in nothing else`() throws {
    let house = try StageHouse()
    for (path, type) in [
      ("/", "text/html"), ("/console", "text/html"), ("/console.html", "text/html"), ("/timeline.svg", "image/svg+xml"),
    ] {
      let answer = try curl(house, path)
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.contains("Content-Type: \(type)"))
      #expect(answer.contains("Content-Security-Policy: default-src 'self'; "))
      #expect(answer.contains("Cache-Control: no-store\r\n"))
      #expect(!answer.contains("Set-Cookie"))
    }
    let picture = try curl(house, "/timeline.svg")
    #expect(picture.contains("<title id=\"title\">a test of the stage</title>"))
    let head = try curl(house, "/", "-I")
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && !head.contains("<"))
  }

  @Test(arguments: [
    "/../Package.swift", "/..%2f..%2fetc/passwd", "/%2e%2e/Package.swift", "//etc/passwd", "/Page/console.html",
    "/console/", "/etc/passwd", "/..\\x", "/.",
  ])
  func `no path reaches a file that is not served`(_ path: String) throws {
    #expect(try curl(StageHouse(), path).hasPrefix("HTTP/1.1 404 "))
  }

  @Test func `foreign names and pages are refused, over the WebSocket too`() throws {
    let house = try StageHouse()
    let socket = [
      "-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "-H", "Sec-WebSocket-Version: 13", "-H",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    for path in ["/", "/console", "/timeline.svg", "/live"] {
      for line in ["Host: evil.example", "Origin: http://evil.example", "Origin: null"] {
        let options = ["-s", "-i", "-m", "10", "-H", line] + (path == "/live" ? socket : [])
        let answer = try outside("curl", options + ["http://127.0.0.1:\(house.server.port)\(path)"])
        #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"), "\(path) \(line)")
      }
    }
    let own = try outside(
      "/usr/bin/python3",
      [
        fixture("client.py"), "ws://127.0.0.1:\(house.server.port)/live", "5", "--origin",
        "http://127.0.0.1:\(house.server.port)", "--until", "hello",
      ])
    #expect(own.contains("\"hello\""))
    let foreign = try outside(
      "/usr/bin/python3",
      [
        fixture("client.py"), "ws://127.0.0.1:\(house.server.port)/live", "5", "--origin", "http://evil.example",
      ])
    #expect(foreign.contains("403"))
  }

  @Test func `only GET and HEAD, no body, no long request, and no connection that says nothing`() throws {
    let house = try StageHouse(stageScore) { $0.serving.patience = 0.2 }
    #expect(try curl(house, "/", "-X", "DELETE").hasPrefix("HTTP/1.1 405 "))
    #expect(try curl(house, "/", "-d", "x=1").hasPrefix("HTTP/1.1 413 "))
    #expect(try curl(house, "/" + String(repeating: "a", count: 20000)).hasPrefix("HTTP/1.1 431 "))
    #expect(try curl(house, "/live").hasPrefix("HTTP/1.1 426 "))
    let silent = try Peer(house.server.port)
    silent.send("GET / HT")
    #expect(silent.all().hasPrefix("HTTP/1.1 408 "))
  }

  @Test func `by the network all needs the token, which a page's answer keeps in a cookie`() throws {
    let house = try StageHouse(stageScore) { $0.serving.token = "secret" }
    #expect(try curl(house, "/").hasPrefix("HTTP/1.1 403 "))
    #expect(try curl(house, "/?token=other").hasPrefix("HTTP/1.1 403 "))
    let answer = try curl(house, "/?token=secret")
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.contains("Set-Cookie: aego=secret; Path=/; HttpOnly; SameSite=Strict\r\n"))
    #expect(try curl(house, "/timeline.svg", "-b", "aego=secret").hasPrefix("HTTP/1.1 200 "))
    #expect(throws: Peer.Closed.self) { try house.page() }
    #expect(try house.page(path: "/live?token=secret").next("hello") != nil)
    let kept = try Peer(house.server.port)
    try kept.open("/live", headers: "Cookie: aego=secret\r\n")
    #expect(kept.next("hello") != nil)
  }

  @Test func `a port that is taken is told with the remedy`() throws {
    let house = try StageHouse()
    let port = house.server.port
    let error = #expect(throws: StageError.self) { _ = try StageHouse(stageScore) { $0.serving.port = port } }
    #expect(
      error?.description == "stage: 127.0.0.1 port \(port): Address already in use; choose another with --stage-port, "
        + "or play without by --no-stage")
    let unknown = #expect(throws: StageError.self) { _ = try StageHouse(stageScore) { $0.serving.address = "stage" } }
    #expect(unknown?.description.hasPrefix("--stage-listen stage: write an address of this machine") == true)
  }
}

/// Where a file of the tests lies.
func fixture(_ name: String) -> String { root + "/Tests/AegoStageTests/Fixtures/" + name }
