import AegoMotion
import AegoNetwork
import AegoScore
import Foundation
import Testing

@testable import AegoPerformance

/// What a performance leaves of its agents, and what begins with it.
@Suite struct LearnedStateTests {
  /// Rewards now and then, and a zone.
  private static func messages(_ hop: Int64) -> [Message] {
    if hop == 150 { return [Message(.superLike, integers: [1])] }
    return hop % 7 == 0 ? [Message(.reward, floats: [hop % 3 == 0 ? -0.5 : 0.8])] : []
  }

  @Test func `a replay ends with the same state, bit for bit`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: LearnedStateTests.messages)
    let replay = try Replay(take: take)
    let rendering = try replay.rendering()
    while try rendering.next({ _, _, _ in }) {}
    let kept = try LearnedState.load(take + "/state.safetensors", for: replay.piece.agentAxes).get()
    #expect(kept.agents.keys.sorted() == ["additive", "instruments"])
    let isSame = kept.agents == rendering.learnt.state.agents
    #expect(isSame)
  }

  @Test func `a piece that starts from a state stands where the other ended, expects what it expected, and replays`()
    throws
  {
    let folder = try TestFolder()
    let first = try record(try piece(shortScore, in: folder), in: folder, messages: LearnedStateTests.messages)
    let last = try #require(try JournalLine.all(try lines(of: first)).last { $0.event == "action" }?.position)
    let text =
      scoreHead.replacing("sound:", with: "agent: {start: \(first)/state.safetensors}\nsound:") + """
        period: 100ms
        space: instruments
        dimensions: 8
        movements: [{scenes: [{for: 2s}]}]

        """
    let other = try TestFolder()
    let second = try record(try piece(text, in: other), in: other, messages: LearnedStateTests.messages)
    let position = try #require(try JournalLine.all(try lines(of: second)).first { $0.event == "action" }?.position)
    // One axis has gone one step.
    #expect(zip(last, position).filter { $0 != $1 }.count == 1)
    let (replay, comparison) = try compare(second)
    #expect(comparison.line == nil && comparison.sample == nil && replay.altered.isEmpty)
    #expect(replay.manifest.state?.path == first + "/state.safetensors")
    // A space that was not in the file begins with nothing; the state is not that of a fresh agent.
    let expected = try lines(of: second).first { $0.contains("\"action\"") }
    #expect(expected?.contains("\"expected\":0,") == false)
  }

  @Test func `a file that is no state of this piece is an error at its place`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: { _ in [] })
    let state = take + "/state.safetensors"
    let spaces = root + "/Scores/spaces/additive.safetensors"
    func problem(_ path: String, _ space: String, _ axes: Int) -> String? {
      guard case .failure(let fault) = LearnedState.load(path, for: [(space, axes)]) else { return nil }
      return fault.text
    }
    #expect(problem(state, "additive", 8) == nil)
    #expect(
      problem(state, "additive", 4)
        == "what it holds of \"additive\" is not of an agent with 4 axes")
    #expect(
      problem(state, "bells", 8)
        == "it holds what was learnt in \"additive\", \"instruments\", and this score has no such space")
    #expect(
      problem(spaces, "additive", 8)
        == "it holds no learned state, which every take has as state.safetensors")
    #expect(problem(take + "/none", "additive", 8) == "no such file or directory")
    let text = shortScore.replacing("sound:", with: "agent: {start: \(spaces)}\nsound:")
    let error = #expect(throws: ScoreError.self) { try piece(text, in: folder) }
    let told =
      "score.yaml:7:16: error[wrong-state]: \(spaces) is nothing to begin with: it holds no learned state, "
      + "which every take has as state.safetensors\n"
    #expect(error?.description.contains(told) == true)
    #expect(
      error?.description.contains(
        "help: name a take's state.safetensors, of a piece with these spaces; `start: none` begins without one") == true
    )
  }

  @Test func `a model that was kept is a file of the take, which another performance takes up and replays`() throws {
    let folder = try TestFolder()
    let names = ["évening 1", "évening?1"].compactMap { Message(.saveModel, name: $0) }
    let first = try record(try piece(shortScore, in: folder), in: folder) { hop in
      hop == 300 ? names : LearnedStateTests.messages(hop)
    }
    let files = ["model-évening-1.safetensors", "model-évening-1-2.safetensors"]
    #expect(try Manifest.read(take: first).files.keys.filter { $0.hasPrefix("model") }.sorted() == files.sorted())
    // While another performance is played, by its path, as a performer asks for it.
    let other = try TestFolder()
    let model = other.path + "/evening.safetensors"
    try FileManager.default.copyItem(atPath: first + "/" + files[0], toPath: model)
    let score = try piece(shortScore, in: other)
    let stream = other.path + "/stream.osc"
    let lines = ["/aego/take si \"t\" 1", "/load_model s \"evening.safetensors\"", "/reward f 0.5"]
    let text = zip(["00000000.00000000", "00000001.00000000", "00000001.80000000"], lines).map { "\($0) \($1)\n" }
    try text.joined().write(toFile: stream, atomically: true, encoding: .utf8)
    let feed = try InputFeed(path: stream, vocabulary: Vocabulary(), models: NamedModels([model], for: score))
    let rendering = try Rendering(score, StartArguments(seed: 7), feed: feed)
    let take = other.path + "/take"
    let writer = try TakeWriter(directory: take, piece: score, arguments: StartArguments(seed: 7), writesSeed: false)
    var goesOn = true
    while goesOn {
      let hop = rendering.hops
      goesOn = try rendering.next { messages, samples, events in
        for message in messages { try writer.record(message, hop: hop) }
        for event in events { try writer.record(event) }
        try writer.record(samples, frames: samples.count / 2)
      }
    }
    try writer.close(
      hops: rendering.hops, ended: "complete", isExact: true, learnt: rendering.learnt,
      states: rendering.files.offered)
    let actions = try JournalLine.all(try self.lines(of: take))
    #expect(actions.contains { $0.event == "command" && $0.name == "state" && $0.t == 1_002_666_666 })
    // In the space of the model nothing else has been taught.
    let after = try #require(actions.first { $0.event == "action" && $0.t >= 2_000_000_000 }?.expected)
    let untaught = try JournalLine.all(play(score) { _ in [] }.lines).first {
      $0.event == "action" && $0.t >= 2_000_000_000
    }
    #expect(abs(after) > 2 * abs(try #require(untaught?.expected)))
    let (replay, comparison) = try compare(take)
    #expect(comparison.line == nil && comparison.sample == nil && replay.altered.isEmpty)
    #expect(replay.manifest.states?.map(\.path) == [model])
    try FileManager.default.removeItem(atPath: model)
    let error = #expect(throws: PerformanceError.self) { try compare(take) }
    #expect(
      error?.description == "\(model): the learned state that this take was played with is not there; put it back, or "
        + "a copy of it into the take's folder")
    // The kept model of the same content is found there by its name.
    try FileManager.default.copyItem(atPath: first + "/" + files[0], toPath: take + "/evening.safetensors")
    let (found, again) = try compare(take)
    #expect(again.line == nil && again.sample == nil && found.altered.isEmpty)
  }

  @Test func `what does not quite fit is told before the piece is played`() throws {
    let folder = try TestFolder()
    let take = try record(try piece(shortScore, in: folder), in: folder, messages: { _ in [] })
    let path = take + "/state.safetensors"
    let spaces = [("additive", 8), ("instruments", 8)].map { (name: $0.0, axes: $0.1) }
    let files = spaces.map { (name: $0.name, path: root + "/Scores/spaces/\($0.name).safetensors") }
    let learnt = try LearnedState.load(path, for: spaces).get()
    #expect(learnt.remarks("S", for: files).isEmpty)
    let exchanged = [(name: "additive", path: files[1].path), (name: "bells", path: files[0].path)]
    #expect(
      learnt.remarks("S", for: exchanged) == [
        "S: what it holds of \"additive\" was learnt with another file than \(files[1].path): "
          + "the agent may go where it was not sent",
        "S: nothing was learnt of \"bells\": its agent begins with nothing",
      ])
    var old = learnt
    old.origin?.engine = 3
    #expect(
      old.remarks("S", for: files) == [
        "S: written by engine 3, and this is engine \(Performance.engine): the agents may go on otherwise"
      ])
  }

  @Test func `a state of another format is told with its format`() throws {
    let folder = try TestFolder()
    let path = folder.path + "/state.safetensors"
    let file = Safetensors(tensors: [:], metadata: ["format": "aego-state-2", "engine": "99"])
    try file.write(path: path, precision: .single)
    guard case .failure(let fault) = LearnedState.load(path, for: [("additive", 8)]) else {
      Issue.record("it was read")
      return
    }
    #expect(fault.text == "its format is aego-state-2, of another version of this program, which reads aego-state-1")
  }

  @Test func `a state that is refused is not taken up by the next one`() throws {
    let folder = try TestFolder()
    let score = try piece(shortScore, in: folder)
    let performance = Performance(score.program, StartArguments(seed: 7))
    let first = ModelOffer([[], []], for: score.program)
    let second = ModelOffer([[], []], for: score.program)
    #expect(performance.offer(first) && performance.offer(second))
    let state = try #require(Message(.state, name: "a.safetensors"))
    let flood = Array(repeating: Message(.resetModel), count: 4) + [state]
    var samples = [Int32](repeating: 0, count: 1024)
    _ = performance.advance(flood, count: flood.count, into: &samples)
    #expect(performance.offers.count() == 1 && performance.offers.pop()?.models == second.models)
  }

  @Test func `only files that were named at the start are read, by the thread that reads them`() throws {
    let folder = try TestFolder()
    let score = try piece(shortScore, in: folder)
    let file = try record(score, in: folder) { _ in [] } + "/state.safetensors"
    let engine = try LiveEngine(score, StartArguments(seed: 7), models: try NamedModels([file], for: score))
    for name in ["a", "/somewhere/b", file, "state.safetensors"] {
      engine.receive(try #require(Message(.loadModel, name: name)))
    }
    // Folders in a name are not looked at.
    #expect(engine.inbox.count() == 2)
    for _ in 0..<2 { #expect(engine.requests.pop() == Message(.state, name: file)) }
    #expect(engine.requests.pop() == nil)
    let other = folder.path + "/other/state.safetensors"
    try FileManager.default.createDirectory(atPath: folder.path + "/other", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: file, toPath: other)
    let error = #expect(throws: PerformanceError.self) { try NamedModels([file, other, file], for: score) }
    #expect(
      error
        == .unusableModel(path: other, reason: "\(file) has the same name, by which messages ask for it"))
  }

  @Test func `a state in which a byte was changed is refused, and one without checksum is taken with a word`() throws {
    let folder = try TestFolder()
    let path = try record(try piece(shortScore, in: folder), in: folder) { _ in [] } + "/state.safetensors"
    let spaces = [("additive", 8), ("instruments", 8)].map { (name: $0.0, axes: $0.1) }
    let whole = try Safetensors.read(path: path)
    func problem(_ change: (inout Safetensors) -> Void) throws -> String? {
      var file = whole
      change(&file)
      try file.write(path: folder.path + "/changed.safetensors", precision: .single)
      switch LearnedState.load(folder.path + "/changed.safetensors", for: spaces) {
      case .failure(let fault): return fault.text
      case .success(let learnt):
        return learnt.remarks("S", for: spaces.map { (name: $0.name, path: "") }).first { $0.contains("checksum") }
      }
    }
    let damage = "it is damaged: what it holds is not what was written"
    for index in [0, 18, 33_086] {
      #expect(try problem { $0.tensors["instruments"]?.values[index] += 1 } == damage)
    }
    #expect(try problem { $0.metadata["spaces"] = "garbage" } == damage)
    #expect(try problem { $0.tensors["additive"] = nil } == damage)
    #expect(
      try problem { $0.metadata["sha256"] = nil }
        == "S: it has no checksum, so that nobody can tell whether it is as it was written")
    #expect(try problem { _ in } == nil)
  }

  @Test func `what is beyond all numbers is not written`() throws {
    let state = LearnedState(agents: ["a": [1, .nan], "b": [1, 2], "c": [.infinity]])
    #expect(state.sound.agents == ["b": [1, 2]])
    #expect(Learnt(state: state, models: ["kept": LearnedState(agents: ["d": [.nan]])]).lost == ["a", "c", "d"])
  }

  @Test func `four models are kept, one more only in another's stead, and each in its space`() throws {
    let folder = try TestFolder()
    let score = try piece(shortScore, in: folder)
    let heard = play(score) { hop in
      switch hop {
      case 10: (0..<4).compactMap { Message(.saveModel, name: "m\($0)") }
      case 11: [Message(.saveModel, name: "m4")].compactMap(\.self)
      case 20: ["m0", "m4", "m3"].compactMap { Message(.loadModel, name: $0) }
      default: []
      }
    }
    let told = try JournalLine.all(heard.lines).filter { $0.event == "command" || $0.event == "refused" }
    #expect(
      told.map { $0.why ?? $0.name } == [
        "save_model", "save_model", "save_model", "save_model", "full", "load_model", "unknown", "load_model",
      ])
  }

  private func lines(of take: String) throws -> [String] {
    try String(contentsOfFile: take + "/journal.jsonl", encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
