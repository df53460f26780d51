import Foundation
import Testing

private let endless = """
  score: 1
  title: long
  spaces: {additive: spaces/additive.safetensors}
  period: 100ms..50ms
  sound: {fade in: 100ms, fade out: 200ms}
  movements:
    - {name: first, space: additive, repeat: forever, scenes: [{name: a, dimensions: 1, for: 1s}]}

  """

/// A system of sound devices that has none but those of ALSA's own.
private let bare = ["ALSA_CONFIG_PATH=/usr/share/alsa/alsa.conf", "PULSE_SERVER=unix:/nonexistent"]

@Suite struct SoundCommandTests {
  @Test func `the devices are told for a person and for a program, and nothing else is`() throws {
    let bench = try Bench()
    let text = try bench.run("env", bare + [Bench.program, "devices"])
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(
      text.output.hasPrefix("default\n    the system's choice\n") || text.output.hasPrefix("default\n    Default"))
    #expect(
      text.output.contains(
        """

        null
            Discard all samples (playback) or generate zero samples (capture)
            plays 48000 Hz directly, of 1 and more Hz
            1 and more channels
            samples: S32, S24, S24 packed, float, S16
            least period any, least queue any

        """))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try bench.run("env", bare + [Bench.program, "devices", "--format", "json"])
    let devices = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    let null = try #require(devices.first { $0["name"] as? String == "null" })
    #expect(null["opens"] as? Bool == true && null["plays48000"] as? String == "directly")
    #expect(devices[0]["isDefault"] as? Bool == true)
  }

  @Test(arguments: ["5ms", "3s", "soon"])
  func `a queue that cannot be is wrong usage`(_ length: String) throws {
    let outcome = try Bench().aego("play", "score.yaml", "--buffer", length)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--buffer \(length): write a duration from 22ms, two hops, to 2s\n"))
  }

  @Test func `what the system does not allow is told with its remedy, and kept`() throws {
    let bench = try Bench()
    try bench.write(endless, to: "score.yaml")
    let script = """
      drop=; [ $(id -u) != 0 ] || drop="setpriv --bounding-set=-ipc_lock,-sys_nice --inh-caps=-ipc_lock,-sys_nice"
      exec prlimit --memlock=65536 --rtprio=0 $drop "$0" play score.yaml --no-audio --sensors none --for 300ms --take take
      """
    let outcome = try bench.run("sh", ["-c", script, Bench.program])
    #expect(outcome.status == 0)
    let faults = try String(contentsOfFile: bench.path + "/take/faults.jsonl", encoding: .utf8)
    for text in [
      "the system allows no real-time priority: other programs can delay the sound. "
        + "Write \"@audio - rtprio 95\" into /etc/security/limits.d/audio.conf, join the group audio, log in again",
      "the system does not let memory be locked: what it moves to disk can delay the sound. "
        + "Write \"@audio - memlock unlimited\" into /etc/security/limits.d/audio.conf, join the group audio, log in again",
    ] {
      #expect(outcome.errors.contains(text))
      #expect(faults.contains(text.replacing("\"", with: "\\\"")))
    }
  }

  @Test func `a sound server dies and comes back, and the take is exact`() throws {
    let bench = try Bench()
    try bench.write(endless, to: "score.yaml")
    let outcome = try bench.run("sh", ["-c", killing, Bench.program])
    if outcome.status == 77 {
      print("pulseaudio does not run here: the test that kills a sound server is skipped")
      return
    }
    #expect(outcome.status == 0, "\(outcome.errors)")
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0 && replay.output.contains("the same samples"))
    let faults = try String(contentsOfFile: bench.path + "/take/faults.jsonl", encoding: .utf8)
    #expect(faults.contains("\"device-lost\"") && faults.contains("\"device-back\""))
  }
}

/// Plays on a PulseAudio server of its own, with a null sink that runs at a real clock; kills the server and starts it
/// again, and ends when the program has said both. Status 77 where no server runs.
private let killing = """
  export ALSA_CONFIG_PATH=/usr/share/alsa/alsa.conf PULSE_SERVER=unix:$PWD/socket PULSE_RUNTIME_PATH=$PWD
  server= player=
  trap 'kill -9 $server $player 2> /dev/null' EXIT
  until_true() {
    tries=0
    until "$@" 2> /dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 400 ] && kill -0 $watched || return 1
      sleep 0.05
    done
  }
  serve() {
    rm -f socket
    pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 --log-level=error \
      -L "module-native-protocol-unix socket=$PWD/socket auth-anonymous=1" \
      -L "module-null-sink sink_name=stage rate=48000" > /dev/null 2>&1 &
    server=$! watched=$!
    until_true test -S socket || exit 77
  }
  serve
  "$0" play score.yaml --device pulse --sensors none --take take 2> told &
  player=$! watched=$!
  until_true grep -q "first, a" told || { cat told >&2; exit 1; }
  kill -9 $server
  until_true grep -q "the sound device is lost; the performance goes on" told || { cat told >&2; exit 2; }
  serve
  watched=$player
  until_true grep -q "the sound device is back" told || { cat told >&2; exit 3; }
  kill -INT $player
  wait $player
  """
