import Foundation
import Testing

private let score = """
  score: 1
  title: short
  spaces: {additive: spaces/additive.safetensors, instruments: spaces/instruments.safetensors}
  period: 100ms..50ms
  sound: {fade in: 100ms, fade out: 200ms}
  movements:
    - {name: first, space: additive, scenes: [{name: a, dimensions: 1, for: 1s}]}
    - {name: second, space: instruments, crossfade: 300ms, scenes: [{name: b, dimensions: 4, for: 1s}]}

  """

@Suite struct RenderCommandTests {
  @Test func `a score is rendered to a file that sox understands`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let outcome = try bench.aego("render", "score.yaml", "-o", "out.wav")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("out.wav: 2.218 s, "))
    #expect(try bench.run("soxi", ["-r", "out.wav"]).output == "48000\n")
    #expect(try bench.run("soxi", ["-c", "out.wav"]).output == "2\n")
    #expect(try bench.run("soxi", ["-b", "out.wav"]).output == "24\n")
    #expect(try bench.run("soxi", ["-s", "out.wav"]).output == "106496\n")
  }

  @Test func `two renderings are the same to the byte, in one format and the other`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let stream = root + "/Examples/streams/first-try.osc"
    for take in ["one", "two"] {
      let outcome = try bench.aego("render", "score.yaml", "--sensors", stream, "--take", take, "-o", take + ".flac")
      #expect(outcome.status == 0)
    }
    for name in ["journal.jsonl", "input.osc", "audio.flac"] {
      #expect(try bench.run("cmp", ["one/" + name, "two/" + name]).status == 0)
    }
    #expect(try bench.run("cmp", ["one.flac", "one/audio.flac"]).status == 0)
    #expect(try bench.aego("replay", "one", "--check").status == 0)
  }

  @Test func `a take made elsewhere replays, and as a stream gives itself again`() throws {
    let bench = try Bench()
    try bench.write(score.replacing("title: short", with: "title: short\nseed: new\nstart: go"), to: "score.yaml")
    let stream = root + "/Examples/streams/first-try.osc"
    #expect(
      try bench.aego("render", "score.yaml", "--sensors", stream, "--take", "one", "--seed", "77").status == 0)
    #expect(try bench.aego("render", "score.yaml", "--sensors", "one/input.osc", "--take", "two").status == 0)
    for name in ["journal.jsonl", "input.osc", "audio.flac"] {
      #expect(try bench.run("cmp", ["one/" + name, "two/" + name]).status == 0)
    }
  }

  @Test func `a performance is played without a card, and its take replays`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let played = try bench.aego("play", "score.yaml", "--no-audio", "--no-stage", "--sensors", "none", "--take", "take")
    #expect(played.status == 0)
    #expect(played.output.hasPrefix("take: complete, 0:02, "))
    // Where the system allows no real-time priority, a warning says so.
    let told = played.errors.split(separator: "\n").filter { !$0.contains(" warning aego") }
    #expect(told == ["0:00: first, a: additive, axes 1", "0:01: second, b: instruments, axes 1 2 3 4"])
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0)
    #expect(replay.output.contains("the same samples (106496 frames)"))
  }

  @Test func `what a performer asks in vain is told with its reason, a flood of it once`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let forgetting = Array(repeating: "00000000.10000000 /reset_model i 1\n", count: 30).joined()
    try bench.write(
      "00000000.00000000 /aego/go i 1\n" + forgetting + "00000000.20000000 /aego/return s \"there\"\n"
        + "00000000.30000000 /load_model s \"nowhere.safetensors\"\n00000000.40000000 /save_model s \"evening\"\n",
      to: "hands.osc")
    let played = try bench.aego(
      "play", "score.yaml", "--no-audio", "--sensors", "hands.osc", "--for", "800ms", "--take", "take")
    #expect(played.status == 0)
    let told = played.errors.split(separator: "\n").filter { !$0.contains("arm is") && !$0.contains("real-time") }
    #expect(told.contains("0:00: first, a: additive, axes 1"))
    #expect(told.filter { $0 == "reset_model refused: a hop of 10 ms carries out four such commands" }.count == 1)
    #expect(told.filter { $0.hasPrefix("reset_model") }.count == 2)
    #expect(told.contains { $0.wholeMatch(of: #/reset_model refused 2\d more times/#) != nil })
    #expect(
      told.contains(
        "return \"there\" refused: no place of the space that sounds is kept under this name"))
    // No message reads a file that was not named at the start.
    #expect(
      told.contains(
        "load_model \"nowhere.safetensors\" refused: no model of the space that sounds is kept under this name"))
    let missing = try bench.aego(
      "play", "score.yaml", "--no-audio", "--model", "nowhere.safetensors", "--take", "other")
    #expect(missing.status == 3)
    #expect(
      missing.errors == "error: nowhere.safetensors: the agents of this score cannot take this file up: no such file "
        + "or directory\n  help: name a state.safetensors or model-NAME.safetensors of a take with the same spaces\n")
    #expect(!bench.has("other"))
    #expect(bench.has("take/model-evening.safetensors"))
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0)
  }

  @Test func `a terminal that is halted does not keep the take waiting`() throws {
    let bench = try Bench()
    let direction = String(repeating: "Slowly. ", count: 120)
    try bench.write(
      """
      score: 1
      title: many words
      spaces: {additive: spaces/additive.safetensors}
      movements: [{scenes: [{for: 100ms, repeat: 25, direction: "\(direction)"}]}]
      sound: {fade in: 0ms, fade out: 0ms}

      """, to: "score.yaml")
    // Four kilobytes that nobody reads, for twenty-five.
    let script = """
      import fcntl, os, subprocess, sys
      unread, told = os.pipe()
      fcntl.fcntl(told, fcntl.F_SETPIPE_SZ, 4096)
      played = subprocess.run([sys.argv[1], "play", "score.yaml", "--no-audio", "--sensors", "none", "--take", "take"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told, text=True, timeout=30)
      print(played.returncode, played.stdout, end="")
      """
    let played = try bench.run("python3", ["-c", script, Bench.program])
    #expect(played.output.hasPrefix("0 take: complete, 0:02, "), "\(played)")
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0 && replay.output.contains("the same samples"))
  }

  @Test func `a take that was broken off replays as far as it goes`() throws {
    let bench = try Bench()
    try bench.write(score.replacing("- {name: second,", with: "- {name: second, repeat: forever,"), to: "score.yaml")
    let script = """
      "$0" play score.yaml --no-audio --sensors none --take take &
      until grep -q '"scene":"b"' take/journal.jsonl; do kill -0 $! || exit 1; done 2> /dev/null
      kill -9 $!
      """
    _ = try bench.run("sh", ["-c", script, Bench.program])
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0)
    #expect(replay.output.hasPrefix("take: broken off while it was played; the same up to there ("))
    #expect(try bench.aego("replay", "take", "-o", "again.wav").status == 0)
  }

  @Test func `a module on no arm is told`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    try bench.write("00000000.00000000 /5/quat ffff 1 0 0 0\n", to: "other.osc")
    let outcome = try bench.aego("render", "score.yaml", "--sensors", "other.osc", "-o", "a.wav")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasPrefix(
        "warning: a module is heard that no arm wears (/5/quat); the score has riot 0 and riot 1: see its sensors\n"))
  }

  @Test func `a changed sample is named`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    #expect(try bench.aego("render", "score.yaml", "--take", "take").status == 0)
    let script = "sox take/audio.flac take/new.flac trim 1000s pad 1000s && mv take/new.flac take/audio.flac"
    #expect(try bench.run("sh", ["-c", script]).status == 0)
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 1)
    #expect(replay.output.contains("take: audio.flac is not as it was recorded\n"))
    #expect(replay.output.contains("the first sample that differs: recorded 0, replayed"))
  }
}

@Suite struct RefusalTests {
  /// A wrong command, the exit status, and the whole of what it says.
  static let wrongCommands: [(arguments: [String], status: Int32, text: String)] = [
    (["check", "nowhere.yaml"], 3, "nowhere.yaml: cannot be read: no such file or directory\n"),
    (["render", "nowhere.yaml", "-o", "a.wav"], 3, "error: nowhere.yaml: cannot be read: no such file or directory\n"),
    (
      ["render", "score.yaml", "-o", "nowhere/a.wav"], 3,
      "error: nowhere/a.wav: cannot be written: its folder is missing or cannot be written to\n"
    ),
    (
      ["render", "score.yaml", "-o", "a.wav", "--sensors", "nowhere.osc"], 3,
      """
      error: nowhere.osc: cannot be read: No such file or directory
        help: name a stream that oscdump or a take wrote

      """
    ),
    (
      ["render", "score.yaml", "-o", "a.wav", "--sensors", "malformed.osc"], 1,
      """
      malformed.osc:2: error: "00000001.0000" is not a timetag
        help: a line starts like 00000003.40000000: 8 hexadecimal digits of seconds, a dot, 8 of a second's fraction

      """
    ),
    (
      ["render", "score.yaml", "-o", "a.wav", "--from", "c"], 2,
      "error: --from c: no scene has this name, and it is no time such as 2:30; the scenes are a, b\n"
    ),
    (
      ["render", "score.yaml", "-o", "a.wav", "--from", "1:00"], 2,
      "error: --from 1:00: the piece lasts 2 s; choose an earlier time\n"
    ),
    (
      ["render", "score.yaml", "--take", "full"], 3,
      "error: full: a take is here already, and a take is never overwritten; name another folder with --take\n"
    ),
    (
      ["render", "score.yaml", "-o", "folder.wav"], 3,
      "error: folder.wav: cannot be written: it is a device or a folder, not a file\n"
    ),
    (
      ["replay", "full", "--check"], 3,
      "error: full/take.json: cannot be read: this folder holds no take; name one that aego play or aego render --take wrote\n"
    ),
  ]

  @Test(arguments: wrongCommands.indices)
  func `a wrong command says what to do, ends with its status, and leaves nothing`(index: Int) throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    try bench.write("00000000.00000000 /reward f 0.5\n00000001.0000 /reward f 1\n", to: "malformed.osc")
    try FileManager.default.createDirectory(atPath: bench.path + "/full", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: bench.path + "/folder.wav", withIntermediateDirectories: true)
    try bench.write("something", to: "full/something")
    let names = bench.names
    let (arguments, status, text) = RefusalTests.wrongCommands[index]
    let outcome = try bench.run(Bench.program, arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors == text)
    #expect(outcome.output.isEmpty)
    #expect(bench.names == names)
  }

  @Test(arguments: [["render"], ["nonsense"], ["render", "score.yaml"], ["render", "score.yaml", "-o", "a.mp3"]])
  func `a wrong usage ends with 2`(arguments: [String]) throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let outcome = try bench.run(Bench.program, arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Usage: aego"))
  }

  @Test func `a busy port is named with who holds it`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let script = """
      import socket, subprocess, sys
      held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      held.bind(("127.0.0.1", 0))
      port = str(held.getsockname()[1])
      done = subprocess.run([sys.argv[1], "play", "score.yaml", "--no-audio", "--port", port, "--take", "take"],
        capture_output=True, text=True, stdin=subprocess.DEVNULL)
      print(done.returncode, done.stderr.replace(port, "PORT"), end="")
      """
    let outcome = try bench.run("python3", ["-c", script, Bench.program])
    #expect(outcome.output.hasPrefix("3 error: UDP port PORT is in use by python3"))
    #expect(outcome.output.hasSuffix("  help: end that program, or choose another port with --port\n"))
    #expect(!bench.has("take"))
  }

  @Test func `a piece without end is rendered only so far as asked`() throws {
    let bench = try Bench()
    try bench.write(score.replacing("- {name: second,", with: "- {name: second, repeat: forever,"), to: "score.yaml")
    let outcome = try bench.aego("render", "score.yaml", "-o", "a.wav")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("say with --for DURATION how much of it to render"))
    #expect(try bench.aego("render", "score.yaml", "-o", "a.wav", "--for", "5s").status == 0)
    #expect(try bench.run("soxi", ["-s", "a.wav"]).output == "240640\n")
  }
}

@Suite struct ReadmeTests {
  @Test func `the README's score is valid and sounds`() throws {
    let bench = try Bench()
    let readme = try String(contentsOfFile: root + "/README.md", encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "```yaml\n").dropFirst().first)
    try bench.write(try #require(block.components(separatedBy: "```").first), to: "score.yaml")
    #expect(try bench.aego("check", "score.yaml").status == 0)
    #expect(try bench.aego("render", "score.yaml", "-o", "a.wav", "--for", "2s").status == 0)
  }

  @Test func `the README's rendering of the example stream works`() throws {
    let bench = try Bench()
    let outcome = try bench.aego(
      "render", root + "/Scores/first-try.yaml", "--sensors", root + "/Examples/streams/first-try.osc", "--for", "30s",
      "-o", "try.wav")
    #expect(outcome.status == 0)
    #expect(try bench.run("soxi", ["-D", "try.wav"]).output.hasPrefix("30.0"))
  }
}
