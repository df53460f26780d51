import Foundation
import Testing

/// Whether a program of the system is there.
private func has(_ program: String) -> Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program) }

/// Two scenes that take turns for as long as somebody needs to begin listening.
private let clientScore = """
  score: 1
  title: for listeners
  spaces: {additive: spaces/additive.safetensors}
  sound: {fade in: 0ms, fade out: 0ms}
  movements:
    - name: first
      repeat: 200
      scenes: [{name: a, dimensions: 1, for: 500ms}, {name: b, dimensions: 2, for: 500ms}]

  """

@Suite struct ExampleTests {
  @Test func `the latency of a few messages and of the start is measured`() throws {
    let bench = try Bench()
    guard has("pulseaudio"), has("parec"), try bench.run("/usr/bin/python3", ["-c", "import numpy"]).status == 0 else {
      print("pulseaudio or numpy is not installed: the example of the latency is skipped")
      return
    }
    let outcome = try bench.run(
      "/usr/bin/python3", [root + "/Examples/latency/latency.py", "--aego", Bench.program, "--messages", "12"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("packet to first changed sample, recorded"))
    let start = try bench.run(
      "/usr/bin/python3", [root + "/Examples/latency/start.py", "--aego", Bench.program, "--times", "2"])
    #expect(start.status == 0, "\(start.errors)")
    #expect(start.output.contains("from the command to the first sound, 2 times"))
  }

  @Test func `a performer outside of the program rewards the agent`() throws {
    let bench = try Bench()
    let python = root + "/.build-osc/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: python),
      try bench.run(python, ["-c", "import pythonosc"]).status == 0
    else {
      print("python-osc is not installed: the example of the performer is skipped")
      return
    }
    let outcome = try bench.run(
      python,
      [root + "/Examples/performer/performer.py", "--aego", Bench.program]
        + ["--axes", "2", "--seeds", "1", "--actions", "600"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("a reward until its action is told"))
  }

  @Test func `a flood of packets is survived, and its take replays exactly`() throws {
    let bench = try Bench()
    let outcome = try bench.run(
      "python3",
      [
        root + "/Examples/flood/flood.py", "--aego", Bench.program, "--packets", "20000", "--rate", "20000",
        "--seconds", "1",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("replay     take: the same journal"), "\(outcome.output)")
    for reason in ["no OSC ", "unknown address ", "wrong arguments ", "no finite number ", "unknown scene "] {
      #expect(outcome.output.contains(reason), "\(outcome.output)")
    }
  }

  @Test(arguments: [
    ("python", ["position 0.", "action ", "scene first, b: additive, axes 1 2"]),
    ("pd", ["position: 0.", "action: ", "scene: first b additive 1 2"]),
    ("sclang", ["position 0.", "action ", "scene first, b: additive, axes 1 2"]),
  ])
  func `another program hears what happens`(_ client: String, _ expected: [String]) throws {
    let bench = try Bench()
    let listeners = [
      "python": root + "/.build-osc/bin/python3 -u \(root)/Examples/clients/listener.py $PORT",
      "pd": "pd -nogui -noaudio -nomidi -stderr -open \(root)/Examples/clients/listener.pd -send \"aego-port $PORT\"",
      "sclang":
        "env QT_QPA_PLATFORM=offscreen QTWEBENGINE_DISABLE_SANDBOX=1 sclang \(root)/Examples/clients/listener.scd $PORT",
    ]
    let listener = try #require(listeners[client])
    let programs = ["python": root + "/.build-osc/bin/python3", "pd": "pd", "sclang": "sclang"]
    let program = try #require(programs[client])
    guard try bench.run("sh", ["-c", "command -v \(program)"]).status == 0 else {
      print("\(program) is not installed: the example that listens with it is skipped")
      return
    }
    try bench.write(clientScore, to: "score.yaml")
    // The listener needs a while to begin, and so the piece goes on until it has heard something.
    let script = """
      PORT=$(python3 -c 'import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("", 0)); print(s.getsockname()[1])')
      \(listener) > heard 2>&1 < /dev/null &
      listener=$!
      "$0" play score.yaml --no-audio --sensors none --take take --send localhost:$PORT > played 2>&1 < /dev/null &
      player=$!
      until grep -q "position" heard && grep -q "scene.*b" heard && grep -q action heard; do
        kill -0 $player 2> /dev/null && kill -0 $listener 2> /dev/null || break
        sleep 0.05
      done
      kill -INT $player
      wait $player
      kill -9 $listener
      """
    _ = try bench.run("bash", ["-c", script, Bench.program])
    let heard = try String(contentsOfFile: bench.path + "/heard", encoding: .utf8)
    for text in expected { #expect(heard.contains(text), "\(heard)") }
  }

  @Test func `a short endurance plays, and replays exactly`() throws {
    let bench = try Bench()
    guard has("pulseaudio") else {
      print("pulseaudio is not installed: the example of endurance is skipped")
      return
    }
    let outcome = try bench.run(
      "env",
      [
        "AEGO=" + Bench.program, "BUSY=0", root + "/Examples/endurance/endurance.sh", "0.05",
        root + "/Scores/first-try.yaml",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("replay        take: the same journal"))
  }

  @Test func `a rendering is heard as loud as its score writes`() throws {
    let bench = try Bench()
    guard has("ffmpeg"), try bench.run("/usr/bin/python3", ["-c", "import numpy"]).status == 0 else {
      print("ffmpeg or numpy is not installed: the example of listening is skipped")
      return
    }
    let score = """
      score: 1
      title: a ramp
      spaces: {additive: spaces/additive.safetensors}
      space: additive
      period: 50ms
      level: -18dB..-3dB
      movements: [{name: all, scenes: [{dimensions: 4, for: 20s}]}]

      """
    try bench.write(score, to: "score.yaml")
    #expect(try bench.aego("render", "score.yaml", "-o", "sound.wav").status == 0)
    let heard = try bench.run(
      "/usr/bin/python3",
      [root + "/Examples/listening/listen.py", "sound.wav", "0-20:-18..-3", "--crossfade", "4", "--edge", "1"])
    #expect(heard.status == 0, "\(heard.errors)")
    let error = #/of \d+: (-?[\d.]+) to (-?[\d.]+) LU/#
    let found = try #require(heard.output.firstMatch(of: error), "\(heard.output)")
    let (least, most) = (try #require(Double(found.1)), try #require(Double(found.2)))
    #expect(least > -0.3 && most < 0.3)
    #expect(heard.output.contains("quietest 100 ms") && heard.output.contains("above 13 kHz"))
  }
}
