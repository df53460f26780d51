import AegoPerformance
import AegoScore
import AegoTestSupport
import Foundation
import Testing

@testable import AegoSetup

@Suite(.timeLimit(.minutes(2))) struct ConversationTests {
  @Test func `a score is opened, checked, changed by a control and saved`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let hello = try page.next("hello")
    #expect(hello["open"] as? String == "piece.yaml" && hello["protocol"] as? Int == 1)
    let opened = try page.ask(["type": "open", "id": 1, "name": "piece.yaml"], "opened")
    let text = try #require(opened["text"] as? String)
    #expect(text == setupScore)
    let checked = try page.ask(["type": "check", "id": 2, "name": "piece.yaml", "text": text], "checked")
    #expect(checked["valid"] as? Bool == true && (checked["picture"] as? String)?.hasPrefix("<svg") == true)
    let outline = try #require(checked["outline"] as? [String: Any])
    let spaces = try #require(outline["spaces"] as? [[String: Any]])
    #expect(spaces.map { $0["axes"] as? Int } == [8, 8])
    let levels = try #require(outline["levels"] as? [[String: Any]])
    #expect(levels.map { $0["name"] as? String } == ["a test of setup", "first", "line", "plane"])
    #expect(levels.map { $0["line"] as? Int } == [1, 7, 10, 11])
    let path = try #require(levels[3]["path"] as? [Any]) + ["dimensions"]
    let edited = try page.ask(["type": "edit", "id": 3, "text": text, "path": path, "value": "[1, 4]"], "edited")
    let changed = try #require(edited["text"] as? String)
    #expect(changed == setupScore.replacing("dimensions: 2", with: "dimensions: [1, 4]"))
    let stamp = try #require(opened["stamp"] as? String)
    let save = ["type": "save", "id": 4, "name": "piece.yaml", "text": changed, "stamp": stamp] as [String: Any]
    let saved = try page.ask(save, "saved")
    #expect(try house.read() == changed && saved["stamp"] as? String != stamp)
    #expect(try page.ask(save, "changed")["words"] as? String == "\(SetupError.changed(name: "piece.yaml"))")
    let score = try Score.load(path: house.folder + "/piece.yaml", inspect: SpaceInspection.facts)
    #expect(score.timeline().scenes.map(\.dimensions) == [[1], [1, 4]])
  }

  @Test func `a page sees that its file was changed by another program, or is gone`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let stamp = try page.ask(["type": "open", "id": 1, "name": "piece.yaml"], "opened")["stamp"] as? String
    func look() throws -> String? {
      try page.ask(["type": "look", "id": 2, "name": "piece.yaml"], "looked")["stamp"] as? String
    }
    #expect(try look() == stamp && stamp != nil)
    let path = house.folder + "/piece.yaml"
    try (setupScore + "# another\n").write(toFile: path, atomically: true, encoding: .utf8)
    let other = try look()
    #expect(other != nil && other != stamp)
    try FileManager.default.removeItem(atPath: path)
    #expect(try look() == nil)
  }

  @Test func `a value that cannot be heard is told without a place that nobody sees`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let listen: [String: Any] = [
      "type": "listen", "name": "piece.yaml", "text": setupScore, "space": "additive", "period": "30ms70ms",
    ]
    #expect(
      try page.ask(listen, "refused")["words"] as? String
        == "`30ms70ms` is no duration: write a time, as 100ms, or two for a ramp, as 100ms..30ms")
  }

  @Test func `what is wrong is told with its place, its remedy and what can take its place`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let text = setupScore.replacing("space: additive", with: "space: aditive").replacing(
      "dimensions: 2", with: "dimensions: 9")
    let checked = try page.ask(["type": "check", "id": 1, "name": "piece.yaml", "text": text], "checked")
    let problems = try #require(checked["problems"] as? [[String: Any]])
    #expect(checked["valid"] as? Bool == false && checked["picture"] is NSNull)
    let first = try #require(problems.first)
    #expect(first["line"] as? Int == 8 && first["column"] as? Int == 12 && first["endColumn"] as? Int == 19)
    #expect(first["help"] as? String == "did you mean `additive`?" && first["mending"] as? String == "additive")
  }

  @Test func `a text that is no YAML has no outline, and the page keeps the one it had`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let checked = try page.ask(["type": "check", "id": 1, "text": "movements: [{"], "checked")
    #expect(checked["outline"] is NSNull && checked["count"] as? Int == 1)
    let refused = try page.ask(["type": "edit", "id": 2, "text": "a: [", "path": ["a"], "value": "1"], "refused")
    #expect(refused["words"] as? String == "the score cannot be changed: it is no YAML yet; mend that first")
  }

  @Test(arguments: [
    ("{}", "a page's message is an object with a type, such as {\"type\":\"check\",\"text\":\"...\"}"),
    ("{\"type\":\"dance\"}", "nobody here knows messages of type dance"),
    ("{\"type\":\"open\"}", "a message of type open has a name"),
    ("{\"type\":\"open\",\"name\":\"../a.yaml\"}", "\(SetupError.badName("../a.yaml"))"),
    (
      "{\"type\":\"open\",\"name\":\"none.yaml\"}",
      "none.yaml: cannot be read: there is no such file, or it may not be read"
    ),
    (
      "{\"type\":\"train\",\"folder\":\"/etc\",\"space\":\"a\",\"name\":\"piece.yaml\"}",
      "/etc is no folder of sounds below the one that was opened"
    ),
  ])
  func `a message that is none is refused in words`(_ message: String, _ words: String) throws {
    let house = try SetupHouse()
    let peer = try Peer(house.server.port)
    try peer.open()
    peer.send(message: message)
    #expect(peer.next("refused")?["words"] as? String == words)
  }

  @Test func `a text of a megabyte is checked, a larger message closes the connection`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let long = setupScore + "#" + String(repeating: "x", count: 1 << 20 - 1000) + "\n"
    #expect(
      try page.ask(["type": "check", "id": 1, "name": "piece.yaml", "text": long], "checked")["valid"] as? Bool == true)
    let peer = try Peer(house.server.port)
    try peer.open()
    peer.send(frame: 1, Array(repeating: 0x20, count: 3 << 20 + 1))
    var last: (opcode: UInt8, payload: [UInt8])?
    while let next = peer.next() { last = next }
    #expect(last?.opcode == 8 && last?.payload == [3, 241])
  }

  @Test func `foreign names and pages are refused, and nothing but the page is served`() throws {
    let house = try SetupHouse()
    func answer(_ path: String, _ line: String = "Accept: */*") throws -> String {
      try outside(
        "curl", ["-s", "-i", "--path-as-is", "-m", "10", "-H", line, "http://127.0.0.1:\(house.server.port)\(path)"])
    }
    for path in ["/", "/setup", "/setup.js", "/live"] {
      for line in ["Host: evil.example", "Origin: http://evil.example", "Origin: null"] {
        #expect(try answer(path, line).hasPrefix("HTTP/1.1 403 Forbidden\r\n"), "\(path) \(line)")
      }
    }
    #expect(try answer("/setup").hasPrefix("HTTP/1.1 200 OK\r\n"))
    for path in ["/piece.yaml", "/../piece.yaml", "/console", "/spaces/additive.safetensors", "//etc/passwd"] {
      #expect(try answer(path).hasPrefix("HTTP/1.1 404 "), "\(path)")
    }
    let guarded = try SetupHouse { $0.token = "secret" }
    let bare = try outside("curl", ["-s", "-i", "-m", "10", "http://127.0.0.1:\(guarded.server.port)/setup"])
    #expect(bare.hasPrefix("HTTP/1.1 403 "))
  }
}
