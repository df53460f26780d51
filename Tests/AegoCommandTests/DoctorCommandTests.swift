import Foundation
import Testing

private let score = """
  score: 1
  title: short
  spaces: {additive: spaces/additive.safetensors}
  sensors: {port: PORT, left: none}
  movements: [{name: all, scenes: [{name: a, dimensions: 8, for: 1s}]}]

  """

/// `aego doctor`.
@Suite struct DoctorCommandTests {
  private static let freePort =
    "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('', 0)); print(s.getsockname()[1])"

  /// A bench with a score on a free port.
  private func bench() throws -> (bench: Bench, port: String) {
    let bench = try Bench()
    let port = try bench.run("python3", ["-c", DoctorCommandTests.freePort]).output.split(separator: "\n")[0]
    try bench.write(score.replacing("PORT", with: port), to: "score.yaml")
    return (bench, String(port))
  }

  @Test func `a line for each thing, and none that is not asked for`() throws {
    let (bench, port) = try bench()
    let outcome = try bench.aego("doctor", "score.yaml", "--no-audio", "--sensors", "none", "--stage-port", "0")
    let lines = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("  help: ") }
    let about = lines.compactMap { $0.firstMatch(of: #/^(?:ok|warning|error) +(\w+): /#)?.1 }
    #expect(about == ["spaces", "priority", "memory", "engine", "disk", "power", "clock", "screen", "port", "stage"])
    #expect(lines.count == about.count && lines[0] == "ok      spaces: additive with 8 axes; 48000 Hz")
    #expect(lines.contains("ok      port: UDP \(port) is free on 127.0.0.1") && !outcome.output.contains("\u{1B}"))
    #expect(lines.last?.wholeMatch(of: #/ok      stage: TCP \d+ is free on 127.0.0.1/#) != nil)
    #expect(outcome.errors.isEmpty)
    #expect(bench.names.filter { !$0.hasPrefix(".") } == ["score.yaml", "spaces"])
  }

  @Test func `what would stop the performance is the exit status, for a program too`() throws {
    let (bench, _) = try bench()
    let deaf = try bench.aego("doctor", "score.yaml", "--no-audio", "--wait", "100ms", "--format", "json")
    #expect(deaf.status == 1 && deaf.errors == "Waiting for right arm (riot 1).\n", "\(deaf)")
    struct Report: Decodable {
      struct Finding: Decodable { var about: String, verdict: String, text: String, help: String? }
      var ready: Bool, findings: [Finding]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(deaf.output.utf8))
    let last = try #require(report.findings.last)
    #expect(!report.ready && last.about == "right arm" && last.verdict == "error")
    #expect(last.text == "nothing is heard of riot 1" && last.help?.contains("--listen any") == true)
    let device = try bench.aego("doctor", "score.yaml", "--device", "nowhere", "--sensors", "none")
    #expect(device.status == 1 && device.output.contains("error   sound: sound device \"nowhere\": "))
  }

  @Test func `the device of the performance plays silence and is timed`() throws {
    let (bench, _) = try bench()
    let outcome = try bench.run(
      "env",
      [
        "ALSA_CONFIG_PATH=/usr/share/alsa/alsa.conf", Bench.program, "doctor", "score.yaml", "--device", "null",
        "--sensors", "none",
      ])
    #expect(outcome.output.contains("warning sound: null takes all that it is given at once, and keeps no time\n"))
  }

  @Test func `an arm that turns when it is asked is well`() throws {
    let (bench, port) = try bench()
    // A performer who reads what is asked: still, then a turn of 80 degrees within half a second.
    let performer = """
      import math, socket, struct, subprocess, sys, threading, time
      program, port = sys.argv[1], int(sys.argv[2])
      doctor = subprocess.Popen([program, "doctor", "score.yaml", "--no-audio"], stderr=subprocess.PIPE,
                                stdout=open("told", "w"), text=True)
      wanted = 0
      def read():
          global wanted
          for line in doctor.stderr: wanted = 80 if "palm up" in line else 0
      threading.Thread(target=read, daemon=True).start()
      hand, angle = socket.socket(type=socket.SOCK_DGRAM), 0.0
      while doctor.poll() is None:
          angle += 0.05 * (wanted - angle)
          half = math.radians(angle) / 2
          packet = b"/1/quat\\0,ffff\\0\\0\\0" + struct.pack(">4f", math.cos(half), math.sin(half), 0, 0)
          hand.sendto(packet, ("127.0.0.1", port))
          time.sleep(0.005)
      sys.exit(doctor.returncode)
      """
    let outcome = try bench.run("python3", ["-c", performer, Bench.program, port])
    let told = try String(contentsOfFile: bench.path + "/told", encoding: .utf8)
    let last = told.split(separator: "\n").last { !$0.hasPrefix("  help:") } ?? ""
    #expect(
      last.firstMatch(of: #/^(ok|warning) +right arm: riot 1, \d+ a second, longest gap \d+ ms, turned about its roll/#)
        != nil, "\(told)")
    #expect(outcome.status == (told.contains("error ") ? 1 : 0))
  }

  @Test(
    arguments: [
      (["doctor", "score.yaml", "--wait", "soon"], 2, "Error: --wait soon: write a duration such as 15s\n"),
      (
        ["doctor", "score.yaml", "--buffer", "5ms"], 2,
        "Error: --buffer 5ms: write a duration from 22ms, two hops, to 2s\n"
      ),
      (["doctor", "nowhere.yaml"], 3, "error: nowhere.yaml: cannot be read: no such file or directory\n"),
      (["doctor", "wrong.yaml"], 1, "wrong.yaml:1:1: error[missing-key]: "),
    ] as [([String], Int32, String)])
  func `a wrong command is told`(arguments: [String], status: Int32, text: String) throws {
    let (bench, _) = try bench()
    try bench.write("score: 1\n", to: "wrong.yaml")
    let outcome = try bench.run(Bench.program, arguments)
    #expect(outcome.status == status && outcome.errors.hasPrefix(text), "\(outcome)")
  }
}
