import Foundation
import Testing

private let score = """
  score: 1
  title: feet
  spaces: {additive: spaces/additive.safetensors}
  sound: {fade in: 100ms, fade out: 200ms}
  controls: {midi cc 64: hold, midi note 60: go, midi ch 2 pc 3: jump third, midi cc 66 latching: pause}
  movements:
    - name: all
      scenes:
        - {name: first, for: {max: 1h}, until: go}
        - {name: second, for: {max: 1h}, until: go}
        - {name: third, for: {max: 1h}, until: go}

  """

/// A performance with a foot switch, whose kernel is `Fixtures/sequencer.c`.
@Suite struct PedalTests {
  /// Plays, presses, unplugs and plugs in again; each step waits for what the one before has done.
  private static let evening = """
    import os, signal, struct, subprocess, sys, time

    program, library = sys.argv[1:]
    os.mkdir("bus")
    os.mkfifo("bus/events")
    open("bus/ports", "w").write("20 FS-1\\n")
    environment = dict(os.environ, LD_PRELOAD=library, AEGO_SEQUENCER=os.path.abspath("bus"))
    player = subprocess.Popen([program, "play", "score.yaml", "--no-audio", "--sensors", "none", "--take", "take"],
                              env=environment, stdin=subprocess.DEVNULL, stdout=open("out", "w"), stderr=open("err", "w"))
    events = os.open("bus/events", os.O_RDWR)

    def wait(name, text, count=1):
        end = time.time() + 30
        while time.time() < end and player.poll() is None:
            if os.path.exists(name) and open(name).read().count(text) >= count: return
            time.sleep(0.005)
        player.kill()
        sys.exit(f"{name} has no {count} times {text}: " + open("err").read())

    # An event's type, flags, tag, queue and time, where it comes from and goes to, and its data.
    def send(kind, data): os.write(events, struct.pack("<BBBBQ2B2B12s", kind, 0, 0, 253, 0, 20, 0, 128, 0, data))
    def controller(number, value, channel=0): send(10, struct.pack("<BxxxIi", channel, number, value))
    def program_change(number, channel): send(11, struct.pack("<BxxxIi", channel, 0, number))
    def note(number, velocity): send(6, struct.pack("<BBBBI", 0, number, velocity, 0, 0))

    wait("bus/connected", "20:0\\n")
    wait("take/journal.jsonl", '"scene":"first"')
    controller(64, 127); controller(64, 0)
    wait("err", "hold: score time stands")
    controller(64, 127); controller(64, 0)
    wait("err", "score time goes on")
    controller(66, 127)
    wait("err", "the agent rests")
    controller(66, 0)
    wait("err", "the agent goes on")
    note(60, 90); note(60, 0)
    wait("err", "all, second")
    send(64, b"\\x14\\x00")
    wait("err", "the MIDI device FS-1 MIDI 1 is gone")
    open("bus/ports", "w").write("24 FS-1\\n")
    send(63, b"\\x18\\x00")
    wait("err", "the MIDI device FS-1 MIDI 1 is back")
    wait("bus/connected", "24:0\\n")
    program_change(3, 0)
    program_change(3, 1)
    wait("err", "all, third")
    player.send_signal(signal.SIGINT)
    sys.exit(player.wait())
    """

  @Test func `a foot switch commands, is lost and found, and its take replays`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/sequencer.c")
      .path
    let made = try bench.run("cc", ["-shared", "-fPIC", "-o", "sequencer.so", source, "-ldl"])
    guard made.status == 0 else {
      print("no C compiler: the test with a foot switch is skipped")
      return
    }
    let played = try bench.run("python3", ["-c", PedalTests.evening, Bench.program, bench.path + "/sequencer.so"])
    #expect(played.status == 0, "\(played)")
    func text(_ name: String) throws -> String { try String(contentsOfFile: bench.path + "/" + name, encoding: .utf8) }
    let commands = try text("take/input.osc").split(separator: "\n").dropFirst()
      .map { String($0.split(separator: " ", maxSplits: 1)[1]) }.filter { !$0.hasPrefix("/aego/late") }
    #expect(
      commands == [
        "/aego/hold f 1", "/aego/hold f 0", "/pause f 1", "/pause f 0", "/aego/go i 1",
        "/aego/jump s \"third\"", "/aego/stop i 1",
      ])
    let faults = try text("take/faults.jsonl")
    #expect(faults.contains("\"what\":\"midi-lost\",\"detail\":\"the MIDI device FS-1 MIDI 1 is gone; "))
    #expect(faults.contains("\"what\":\"midi-back\""))
    #expect(try text("err").contains("MIDI: FS-1 MIDI 1\n"))
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0 && replay.output.contains("the same samples"), "\(replay)")
  }

  @Test func `without a sequencer a line says so where the score has MIDI, and the performance goes on`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    // Where this machine has one, it cannot be opened under this name.
    try bench.write("seq.default {}\n", to: "none.conf")
    func play(_ take: String) throws -> Outcome {
      try bench.run(
        "env",
        [
          "ALSA_CONFIG_PATH=" + bench.path + "/none.conf", Bench.program, "play", "score.yaml", "--no-audio",
          "--sensors",
          "none", "--for", "500ms", "--take", take,
        ])
    }
    let played = try play("one")
    #expect(played.status == 0)
    #expect(played.errors.split(separator: "\n").filter { $0.contains("MIDI") }.count == 1, "\(played.errors)")
    #expect(
      try String(contentsOfFile: bench.path + "/one/faults.jsonl", encoding: .utf8).contains("\"what\":\"no-midi\""))
    try bench.write(score.replacing("controls:", with: "controls: {key g: go}\nimage: {}\n#"), to: "score.yaml")
    let other = try play("two")
    #expect(other.status == 0 && !other.errors.contains("MIDI"), "\(other.errors)")
  }
}
