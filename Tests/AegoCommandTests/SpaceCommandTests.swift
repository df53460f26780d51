import Foundation
import Testing

@Suite struct SpaceCommandTests {
  @Test func `what is known of a space is text for a person and JSON for a program`() throws {
    let bench = try Bench()
    let text = try bench.aego("space", "info", "spaces/additive.safetensors")
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.output.hasPrefix("spaces/additive.safetensors: additive tones\n  licence   MIT\n"))
    let script = """
      "$0" space info spaces/additive.safetensors --format json | python3 -c '
      import json, sys
      said = json.load(sys.stdin)
      assert said["latent"] == len(said["axes"]) == 8
      assert said["decoder"][0] == "8" and said["decoder"][-1] == "softplus"
      assert said["walks"]["step_change_p99"] > said["walks"]["step_change_median"] > 0
      print(sorted(said), said["axes"][0]["axis"])'
      """
    let json = try bench.run("sh", ["-c", script, Bench.program])
    #expect(
      json.output == """
        ['axes', 'bins', 'dataset', 'dataset_sha256', 'decoder', 'encoder', 'hop', 'latent', 'license', 'path', \
        'quality', 'rate', 'seed', 'sounds', 'training', 'walks', 'window'] 1

        """)
  }

  @Test func `a position sounds as in a performance that stands there`() throws {
    let bench = try Bench()
    let score = """
      score: 1
      title: still
      seed: 0
      spaces: {a: spaces/additive.safetensors}
      period: 1s
      sound: {fade in: 50ms, fade out: 200ms}
      movements: [{name: all, space: a, scenes: [{name: all, dimensions: 0, for: 1h}]}]

      """
    try bench.write(score, to: "score.yaml")
    #expect(try bench.aego("render", "score.yaml", "-o", "score.wav", "--for", "1500ms").status == 0)
    let space = "spaces/additive.safetensors"
    #expect(try bench.aego("space", "decode", space, "--for", "1500ms", "-o", "home.wav").status == 0)
    #expect(try bench.run("soxi", ["-s", "home.wav"]).output == "72000\n")
    #expect(try bench.run("sox", ["score.wav", "score.raw", "trim", "0", "72000s"]).status == 0)
    #expect(try bench.run("sox", ["home.wav", "home.raw"]).status == 0)
    #expect(try bench.run("cmp", ["score.raw", "home.raw"]).status == 0)
  }

  /// The largest sample at the beginning, in the middle and at the end, and the largest step there.
  static let ends = """
    import sys, wave
    file = wave.open(sys.argv[1])
    data = file.readframes(file.getnframes())
    left = [int.from_bytes(data[i:i + 3], "little", signed=True) / 2**23 for i in range(0, len(data), 6)]
    parts = [left[:20], left[len(left) // 2:len(left) // 2 + 4800], left[-20:]]
    print(*[round(max(map(abs, part)), 4) for part in parts])
    """

  @Test func `a way through positions begins and ends without a click, the same each time`() throws {
    let bench = try Bench()
    let way = ["--position", "0.5", "--position", "0.2, 0.8", "--position", "0.9,0.1,0.5,0,1,0,1,0.3"]
    for name in ["a.wav", "b.flac"] {
      let outcome = try bench.run(
        Bench.program, ["space", "decode", "spaces/instruments.safetensors", "--for", "1s", "-o", name] + way)
      #expect(outcome.output == "\(name): 1 s\n")
    }
    for name in ["a.wav", "b.flac"] {
      #expect(try bench.run("sox", [name, String(name.prefix(1)) + ".raw"]).status == 0)
    }
    #expect(try bench.run("cmp", ["a.raw", "b.raw"]).status == 0)
    let levels = try bench.run("python3", ["-c", Self.ends, "a.wav"]).output.split(separator: " ").compactMap {
      Double($0.filter { $0 != "\n" })
    }
    #expect(levels[0] < 0.003 && levels[1] > 0.1 && levels[2] < 0.003)
  }

  @Test func `a decoded position is found again, at another rate and in two channels`() throws {
    let bench = try Bench()
    let space = "spaces/instruments.safetensors"
    #expect(
      try bench.aego("space", "decode", space, "--position", "0.33,0.31,0.38", "--for", "2s", "-o", "a.wav").status == 0
    )
    #expect(try bench.run("sox", ["a.wav", "-r", "44100", "b.flac", "pad", "0", "1"]).status == 0)
    let script = """
      "$0" space encode \(space) b.flac --format json | python3 -c '
      import json, sys
      said = json.load(sys.stdin)
      assert said["silent"] >= 8 and len(said["moments"]) >= 18 and said["distance"] < -6
      print(*[abs(a - b) < 0.1 for a, b in zip(said["median"], [0.33, 0.31, 0.38])])'
      """
    #expect(try bench.run("sh", ["-c", script, Bench.program]).output == "True True True\n")
    let text = try bench.aego("space", "encode", space, "b.flac", "--every", "500ms").output
    #expect(text.hasPrefix("b.flac: 3.00 s, 4 moments, 2 silent ones left out\n  time, s   axis 1   axis 2"))
    #expect(text.contains("\nthe space knows this sound "))
  }

  @Test func `a sound that the space does not know lies outside`() throws {
    let bench = try Bench()
    #expect(try bench.run("sox", ["-n", "-r", "22050", "noise.wav", "synth", "1", "whitenoise"]).status == 0)
    let outcome = try bench.aego("space", "encode", "spaces/instruments.safetensors", "noise.wav")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("outside of the box, 0 to 1, that can be played: axis "))
    #expect(outcome.output.contains("the space knows this sound hardly: an error of "))
  }

  @Test func `a map is a whole file or goes to standard output`() throws {
    let bench = try Bench()
    #expect(try bench.aego("space", "map", "spaces/additive.safetensors", "-o", "map.svg").status == 0)
    let script = "\"$0\" space map spaces/additive.safetensors | cmp - map.svg"
    #expect(try bench.run("sh", ["-c", script, Bench.program]).status == 0)
    #expect(bench.names == ["map.svg", "spaces"])
  }

  @Test func `the bench tells figures of every space beside the score's`() throws {
    let bench = try Bench()
    let figures = try bench.aego("bench", "spaces", "--score", root + "/Scores/first-try.yaml")
    #expect(figures.status == 0)
    for name in ["additive", "instruments"] {
      #expect(figures.output.contains("spaces/\(name)/8 axes/explained variance "))
      #expect(figures.output.contains("spaces/\(name)/step change p99 over median "))
      #expect(figures.output.contains("spaces/\(name)/spectral convergence "))
    }
  }

  /// A wrong command, the exit status, and the first line of what it says.
  static let wrongCommands: [(arguments: [String], status: Int32, text: String)] = [
    (["info", "none"], 3, "error: none: cannot be read: No such file or directory"),
    (
      ["info", "text"], 1,
      "error: text: this latent space is damaged: it ends after 4 bytes, within the header's length"
    ),
    (
      ["decode", "SPACE", "--position", "0.5,,1", "-o", "a.wav"], 2,
      "Error: --position 0.5,,1: axis 2 is empty; write a number of 0 to 1 for each axis, separated by commas, "
        + "such as 0.5,0.25"
    ),
    (
      ["decode", "SPACE", "--position", "0.5,nan", "-o", "a.wav"], 2,
      "Error: --position 0.5,nan: axis 2 is \"nan\"; write a number of 0 to 1 for each axis, separated by commas, "
        + "such as 0.5,0.25"
    ),
    (
      ["decode", "SPACE", "--position", "1,1,1,1,1,1,1,1,1", "-o", "a.wav"], 2,
      "Error: --position 1,1,1,1,1,1,1,1,1: 9 numbers, but SPACE has 8 axes"
    ),
    (["decode", "SPACE", "-o", "a.mp3"], 2, "Error: -o a.mp3: the name must end in .wav or .flac"),
    (
      ["decode", "SPACE", "--for", "2h", "-o", "a.wav"], 2,
      "Error: --for 2h: write a duration of up to an hour, such as 4s or 1m30s"
    ),
    (
      ["decode", "SPACE", "-o", "none/a.wav"], 3,
      "error: none/a.wav: cannot be written: its folder is missing or cannot be written to"
    ),
    (["map", "SPACE", "-o", "none/a.svg"], 3, "error: none/a.svg: cannot be written: no such file or directory"),
    (["encode", "SPACE", "text"], 3, "error: text: cannot be read: Format not recognised"),
    (
      ["encode", "SPACE", "silence.wav"], 1,
      "error: silence.wav: has no place in a space: it is silent, or has nothing below 12000 Hz"
    ),
    (
      ["encode", "SPACE", "short.wav"], 1,
      "error: short.wav: has no place in a space: it lasts 50 ms, and a frame of this space 85 ms"
    ),
    (
      ["encode", "SPACE", "short.wav", "--every", "often"], 2,
      "Error: --every often: write a duration such as 100ms or 1s"
    ),
  ]

  @Test func `a wrong command says what to do, ends with its status, and leaves nothing`() throws {
    let bench = try Bench()
    try bench.write("text", to: "text")
    #expect(try bench.run("sox", ["-n", "silence.wav", "trim", "0", "1"]).status == 0)
    #expect(try bench.run("sox", ["-n", "short.wav", "synth", "0.05", "sine", "440"]).status == 0)
    let names = bench.names
    let space = "spaces/additive.safetensors"
    for (arguments, status, text) in Self.wrongCommands {
      let outcome = try bench.run(Bench.program, ["space"] + arguments.map { $0 == "SPACE" ? space : $0 })
      #expect(outcome.status == status)
      let said = outcome.errors.split(separator: "\n").first.map(String.init)
      #expect(said == text.replacing("SPACE", with: space))
      #expect(outcome.output.isEmpty)
    }
    #expect(bench.names == names)
  }

  @Test func `a header of a hundred megabytes takes no memory`() throws {
    let bench = try Bench()
    let script = """
      python3 -c 'import struct; f = open("large", "wb"); f.write(struct.pack("<Q", 10**8) + b"{"); f.truncate(2 * 10**8)'
      ulimit -v 400000
      "$0" space info large
      """
    let outcome = try bench.run("sh", ["-c", script, Bench.program])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        error: large: this latent space is damaged: its header would be 100000000 bytes long; at most 1048576 are read

        """)
  }
}
