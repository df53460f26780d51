import AegoMotion
import AegoServing
import AegoSpace
import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance
@testable import AegoStage

@Suite struct LiveTests {
  @Test func `a page is greeted with the score`() throws {
    let house = try StageHouse()
    let hello = try #require(try house.page().next("hello"))
    #expect(hello["protocol"] as? Int == 1 && hello["run"] as? String == "0123")
    #expect(hello["program"] as? String == "ægo \(Version.text)" && hello["title"] as? String == "a test of the stage")
    #expect(hello["rate"] as? Int == 48000 && hello["hop"] as? Int == 512 && hello["bands"] as? Int == 512)
    #expect(hello["lowest"] as? Double == 40 && hello["highest"] as? Double == 16000)
    #expect(hello["composer"] is NSNull && hello["duration"] as? Int64 == 480_000_000_000)
    let image = try #require(hello["image"] as? [String: Any])
    #expect(image["palette"] as? String == "white" && image["text"] as? Bool == true)
    let scenes = try #require(hello["scenes"] as? [[String: Any]])
    #expect(scenes.map { $0["scene"] as? String } == ["line", "plane"])
    #expect(scenes.map { $0["open"] as? Bool } == [false, true])
    #expect(scenes[0]["direction"] as? String == "turn slowly" && scenes[1]["direction"] is NSNull)
    #expect(scenes[0]["end"] as? Int64 == 240_000_000_000 && scenes[1]["dimensions"] as? [Int] == [1, 2])
  }

  @Test func `who comes late is told the last minute's rewards, the last actions and what has happened`() throws {
    let house = try StageHouse()
    house.engine.command(Message(.fader, floats: [0.5]))
    house.play(200)
    house.engine.command(Message(.go))
    house.play(100)
    #expect(house.wait { house.engine.stage?.isEmpty == true })
    house.play(1)
    let past = try #require(try house.page().next("past"))
    let rewards = try #require(past["rewards"] as? [[Double]])
    #expect(rewards.count > 25 && rewards.count < 40 && rewards.last?[1] == 0.5)
    #expect(zip(rewards, rewards.dropFirst()).allSatisfy { $1[0] - $0[0] >= 90_000_000 && $1[0] - $0[0] < 120_000_000 })
    let actions = try #require(past["actions"] as? [[Any]])
    #expect((50...70).contains(actions.count))
    let told = try #require(past["told"] as? [[String: Any]])
    let events = told.compactMap { ($0["event"] as? [String: Any])?["event"] as? String }
    #expect(events.contains("scene") && events.last == "refused" && !events.contains("action"))
  }

  @Test func `who asks for the picture's past gets each sixteenth frame, whether anybody saw them or not`() throws {
    let house = try StageHouse()
    func play(_ hops: Int) {
      house.play(hops)
      #expect(house.wait { house.engine.stage?.isEmpty == true })
      house.play(1)
    }
    func hops(_ bytes: [UInt8]) -> [Int] {
      #expect((bytes.count - 4) % 544 == 0 && Array(bytes.prefix(4)) == [2, 0, 0, 0])
      return stride(from: 4, to: bytes.count, by: 544).map { at in
        #expect(bytes[at] == 1)
        return (4...7).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * ($1 - 4)) }
      }
    }
    func past(_ page: Peer) throws -> [UInt8] {
      page.send(message: #"{"type":"earlier"}"#)
      var frame = page.nextFrame()
      while frame.map({ $0[0] == 1 }) == true { frame = page.nextFrame() }
      return try #require(frame)
    }
    play(200)
    #expect(try hops(past(house.page())) == Array(stride(from: 0, through: 192, by: 16)))
    for _ in 0..<55 { play(99) }
    let all = try past(house.page())
    #expect(hops(all) == Array(stride(from: 5696 - 279 * 16, through: 5696, by: 16)))
    #expect(all.count < ServingSettings().mostText)
    #expect(all.suffix(512).contains { $0 > 100 })
  }

  @Test func `another program's client reads frames and states as they are written down`() throws {
    let house = try StageHouse()
    let page = try Peer(house.server.port)
    try page.open()
    house.play(30)
    // Begun at once, however busy the tests' own threads are.
    let (client, output) = (Process(), Pipe())
    client.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    client.arguments = [
      fixture("client.py"), "ws://127.0.0.1:\(house.server.port)/live", "20", "--until", "\"hop\": 120",
    ]
    client.standardOutput = output
    try client.run()
    #expect(house.wait { house.server.pages == 2 })
    house.play(60)
    #expect(house.wait { house.engine.stage?.isEmpty == true })
    house.play(60)
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let lines = try printed.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.first?["type"] as? String == "hello")
    let frames = lines.filter { $0["type"] as? String == "frame" }
    #expect(frames.count > 20 && frames.allSatisfy { $0["size"] as? Int == 544 && $0["version"] as? Int == 1 })
    let frame = try #require(frames.last)
    let hop = try #require(frame["hop"] as? Int)
    #expect(abs((frame["time"] as? Double ?? 0) - Double(hop) * 512 / 48000) < 1e-6)
    #expect(frame["flags"] as? Int == 1 && frame["left"] is NSNull && frame["right"] is NSNull)
    #expect(abs((frame["gain"] as? Double ?? 0) - 1) < 0.3)
    let state = try #require(lines.last { $0["type"] as? String == "state" })
    #expect(state["phase"] as? String == "playing" && state["go"] as? String == "not-awaited")
    #expect(state["scene"] as? Int == 0 && state["space"] as? String == "additive")
    #expect(state["dimensions"] as? [Int] == [1] && state["period"] as? Int == 50_000_000)
    #expect((state["left"] as? Int64 ?? 0) + (state["inScene"] as? Int64 ?? 0) == 240_000_000_000)
    #expect((state["position"] as? [Double])?.count == 8 && (state["expected"] as? [Double])?.count == 8)
    #expect((state["visits"] as? [Double])?.count == 1)
    let action = try #require(state["action"] as? [String: Any])
    #expect(action["axis"] as? Int == 1 && abs(action["direction"] as? Int ?? 0) == 1)
    #expect((state["peak"] as? Double ?? -144) > -40 && state["take"] as? String == "takes/test")
  }

  @Test func `an arm's charge is told whether its module has it in all messages or in one of its own`() throws {
    let house = try StageHouse()
    let page = try house.page()
    func batteries() throws -> [Double?] {
      house.play(20)
      #expect(house.wait { house.engine.stage?.isEmpty == true })
      house.play(1)
      var state = page.next("state")
      while let next = state, (next["t"] as? Int64 ?? 0) < house.engine.performance.clock.nanoseconds(hops - 9) {
        state = page.next("state")
      }
      let arms = try #require(state?["arms"] as? [[String: Any]])
      return arms.map { $0["battery"] as? Double }
    }
    var hops: Int64 { house.engine.hops.load(ordering: .relaxed) }
    #expect(try batteries() == [nil, nil])
    // 4 V by its converter, which is 0.7 V above an empty cell and 0.2 V below a full one.
    house.engine.receive(Message(.raw, module: 0, integers: [3508, 0, 0, 0, 4096, 0, 0, 0, 0, 0, 0, 0]))
    #expect(try batteries().map { $0.map { ($0 * 1000).rounded() } } == [778, nil])
    house.figures.now.withLock { ($0.leftCharge, $0.rightCharge) = (3.75, 0.15) }
    #expect(try batteries().map { $0.map { ($0 * 1000).rounded() } } == [500, 150])
  }

  @Test func `a known position shines where the decoder's spectrum is strongest`() throws {
    let house = try StageHouse(stageScore.replacing("dimensions: 1", with: "dimensions: 0"))
    let page = try house.page()
    house.engine.command(Message(.samplePosition, floats: [0.2, 0.8, 0.4, 0.6, 0.5, 0.5, 0.5, 0.5]))
    house.play(100)
    #expect(house.wait { house.engine.stage?.isEmpty == true })
    house.play(1)
    var frame: [UInt8] = []
    while let next = page.nextFrame() {
      frame = next
      if next[4...7].enumerated().reduce(0, { $0 | Int($1.element) << (8 * $1.offset) }) == 100 { break }
    }
    let bands = Array(frame.dropFirst(32))
    #expect(bands.count == 512)
    let space = house.piece.program.spaces[0]
    var roots = [Float](repeating: 0, count: space.bins)
    SpaceDecoder(space).decode(position: [0.2, 0.8, 0.4, 0.6, 0.5, 0.5, 0.5, 0.5], into: &roots)
    let expected = Bands(bins: space.bins, rate: space.rate, size: space.fft).bytes(roots.map { $0 * $0 })
    func brightest(_ bytes: [UInt8]) -> Set<Int> { Set(bytes.indices.sorted { bytes[$0] > bytes[$1] }.prefix(20)) }
    #expect(brightest(bands).intersection(brightest(expected)).count >= 16)
  }

  @Test(arguments: [
    (#"{"type":"command","name":"hold"}"#, #""event":"command","name":"hold","arguments":[1]"#),
    (#"{"type":"command","name":"jump","value":"plane"}"#, #""event":"scene","movement":"first","scene":"plane""#),
    (#"{"type":"command","name":"jump","value":1}"#, #""name":"jump","arguments":["plane"]"#),
    (#"{"type":"command","name":"repeat"}"#, #""event":"command","name":"repeat""#),
    (#"{"type":"command","name":"back"}"#, #""event":"refused","name":"back","why":"nothing""#),
    (#"{"type":"command","name":"go"}"#, #""event":"refused","name":"go","why":"not-awaited""#),
    (#"{"type":"command","name":"panic"}"#, #""event":"command","name":"panic""#),
    (#"{"type":"command","name":"rest"}"#, #""event":"command","name":"rest""#),
    (#"{"type":"command","name":"undo"}"#, #""event":"refused","name":"undo","why":"nothing""#),
    (#"{"type":"command","name":"pause"}"#, #""event":"command","name":"pause","arguments":[1]"#),
    (#"{"type":"command","name":"like"}"#, #""event":"command","name":"super_like","arguments":[1]"#),
    (#"{"type":"command","name":"dislike"}"#, #""event":"command","name":"super_like","arguments":[-1]"#),
    (#"{"type":"command","name":"explore"}"#, #""event":"command","name":"explore_state""#),
    (#"{"type":"reward","value":0.75}"#, #""reward":0.75,"#),
    (#"{"type":"fader","value":-0.5}"#, #""reward":-0.5,"#),
  ])
  func `each order of a page has its effect in the journal`(_ order: String, _ line: String) throws {
    let house = try StageHouse(stageScore) { $0.faderPatience = 60 }
    let page = try house.page()
    #expect(page.next("hello") != nil)
    house.play(30)
    page.send(message: order)
    #expect(house.wait { house.engine.page.count() > 0 })
    house.play(12)
    #expect(house.lines.contains { $0.contains(line) }, "\(house.lines.suffix(4))")
    guard line.contains("\"event\":") else { return }
    while let event = page.next("event")?["event"] as? [String: Any] {
      let name = event["name"] as? String ?? event["scene"] as? String ?? ""
      if line.contains("\"\(name)\"") && name != "line" { return }
    }
    Issue.record("the page was not told")
  }

  @Test func `the fader's level is in force at each action while it is held, and gone with its page`() throws {
    let house = try StageHouse(stageScore) { $0.faderPatience = 60 }
    var page: Peer? = try house.page()
    _ = page?.next("hello")
    page?.send(message: #"{"type":"fader","value":0.25}"#)
    #expect(house.wait { house.engine.page.count() > 0 })
    house.play(60)
    let held = house.lines.filter { $0.contains("\"action\"") }
    #expect(held.count > 8 && held.allSatisfy { $0.contains("\"reward\":0.25,") })
    page = nil
    #expect(house.wait { house.engine.page.count() > 0 })
    house.play(60)
    let free = house.lines.filter { $0.contains("\"action\"") }.dropFirst(held.count)
    #expect(free.count > 8 && free.allSatisfy { $0.contains("\"reward\":0,") })
  }

  @Test func `a page that holds the fader and falls silent lets it go, and the pages are told`() throws {
    let house = try StageHouse(stageScore) { $0.faderPatience = 0.05 }
    let (holder, other) = (try house.page(), try house.page())
    holder.send(message: #"{"type":"fader","value":0.25}"#)
    #expect(house.wait { house.engine.page.count() == 2 })
    let fault = try #require(other.next("fault"))
    #expect(fault["detail"] as? String == "the page that held the fader is silent: the fader is let go")
    house.play(60)
    let actions = house.lines.filter { $0.contains("\"action\"") }
    #expect(actions.count > 8 && actions.allSatisfy { $0.contains("\"reward\":0,") })
  }

  @Test func `a faulty message is answered, and a broken or flooding client is closed`() throws {
    let house = try StageHouse()
    let page = try house.page()
    page.send(message: "sing")
    #expect((page.next("fault")?["detail"] as? String)?.hasPrefix("a page's message is an object") == true)
    page.send(frame: 1, Array(repeating: 65, count: 5000))
    var last: (opcode: UInt8, payload: [UInt8])?
    while let next = page.next() { last = next }
    #expect(last?.opcode == 8 && last?.payload == [3, 241])
    let flood = try house.page()
    for _ in 0..<400 { flood.send(message: "{}") }
    while let next = flood.next() { last = next }
    #expect(last?.opcode == 8 && last?.payload == [3, 240])
  }

  @Test func `latency is set for all pages, and faults around the engine are told`() throws {
    let house = try StageHouse(stageScore) { $0.soundLatency = 0.043 }
    let (one, other) = (try house.page(), try house.page())
    #expect(other.next("hello")?["latency"] as? Double == 0.043)
    one.send(message: #"{"type":"latency","value":0.12}"#)
    let hello = try #require(other.next("hello"))
    #expect(hello["latency"] as? Double == 0.12 && hello["soundLatency"] as? Double == 0.043)
    house.server.tell(fault: "the disk is full")
    #expect(other.next("fault")?["detail"] as? String == "the disk is full")
  }

  @Test func `what was conducted from a page replays exactly`() throws {
    let house = try StageHouse(
      stageScore.replacing("start: now", with: "start: go").replacing("for: 4m", with: "for: 2s")
    ) { $0.faderPatience = 60 }
    let page = try house.page()
    func order(_ text: String, _ hops: Int) {
      page.send(message: text)
      #expect(house.wait { house.engine.page.count() > 0 })
      house.play(hops)
    }
    house.play(10)
    order(#"{"type":"command","name":"go"}"#, 20)
    order(#"{"type":"fader","value":0.8}"#, 60)
    order(#"{"type":"fader","value":-0.3}"#, 20)
    order(#"{"type":"command","name":"hold"}"#, 20)
    order(#"{"type":"fader","value":null}"#, 5)
    order(#"{"type":"command","name":"hold"}"#, 40)
    order(#"{"type":"reward","value":0.5}"#, 10)
    order(#"{"type":"command","name":"explore"}"#, 10)
    order(#"{"type":"command","name":"undo"}"#, 10)
    order(#"{"type":"command","name":"jump","value":"plane"}"#, 40)
    order(#"{"type":"command","name":"pause"}"#, 10)
    house.engine.desk.push(Message(.stop))
    while house.play(100) {}
    _ = house.recorder.close(ended: "complete")
    let replay = try Replay(take: house.folder + "/take")
    let comparison = try TakeComparison(replay)
    let rendering = try replay.rendering()
    var goesOn = true
    while goesOn && rendering.hops < replay.manifest.hops {
      goesOn = try rendering.next { _, samples, events in comparison.compare(samples, events) }
    }
    comparison.finish()
    #expect(replay.manifest.exact && comparison.line == nil && comparison.sample == nil && comparison.lines > 30)
    let input = try String(contentsOfFile: house.folder + "/take/input.osc", encoding: .utf8)
    #expect(input.contains("/aego/fader f 0.8") && input.contains("/aego/fader ff 0 0\n"))
  }
}
