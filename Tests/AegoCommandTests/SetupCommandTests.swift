import AegoTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1))) struct SetupCommandTests {
  private let score = """
    score: 1
    title: a
    spaces: {additive: spaces/additive.safetensors}
    movements: [{scenes: [{for: 10s}]}]

    """

  /// Starts the command, has a shell try the address that it prints, and interrupts it.
  private func serve(_ bench: Bench, _ arguments: String, _ asked: String) throws -> Outcome {
    try bench.run(
      "bash",
      [
        "-c",
        """
        export XDG_STATE_HOME="$PWD/state"
        coproc SETUP { exec "$0" setup \(arguments) --port 0 2>&1; }
        read -r -u "${SETUP[0]}" line
        address="${line#setup: }"
        \(asked)
        kill -INT "$SETUP_PID"
        wait "$SETUP_PID"
        """, Bench.program,
      ])
  }

  @Test func `the page is served at the address that is printed, until it is interrupted`() throws {
    let bench = try Bench()
    try bench.write(score, to: "piece.yaml")
    for argument in ["piece.yaml", "", "."] {
      let outcome = try serve(bench, argument, #"curl -s -o /dev/null -w "%{http_code} %{content_type}\n" "$address""#)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "200 text/html; charset=utf-8\n")
    }
  }

  @Test func `by the network the printed address has a token, without which nothing is served`() throws {
    let bench = try Bench()
    let outcome = try serve(
      bench, "--listen any",
      #"for each in "$address" "${address%\?*}"; do curl -s -o /dev/null -w "%{http_code}\n" "$each"; done"#)
    #expect(outcome.status == 0)
    #expect(outcome.output == "200\n403\n")
  }

  @Test func `the token is kept for an evening, where nobody else reads it`() throws {
    let bench = try Bench()
    func token() throws -> Substring? {
      let outcome = try serve(bench, "--listen any", #"echo "$address""#)
      return outcome.output.dropLast().split(separator: "=").last
    }
    let first = try #require(try token())
    #expect(try first.count == 32 && token() == first)
    #expect(try bench.run("stat", ["-c", "%a", "state/aego/token"]).output == "600\n")
    #expect(try bench.run("chmod", ["644", "state/aego/token"]).status == 0)
    let second = try #require(try token())
    #expect(try second != first && token() == second, "one that others could read is drawn anew")
    #expect(try bench.run("touch", ["-d", "13 hours ago", "state/aego/token"]).status == 0)
    let third = try #require(try token())
    #expect(try third != second && token() == third, "one of the evening before is drawn anew")
    try bench.write("damaged", to: "state/aego/token")
    #expect(try token()?.count == 32)
    #expect(try bench.run("ls", ["state/aego"]).output == "token\n")
  }

  @Test func `a score that is not there, and what is none, end with their status`() throws {
    let bench = try Bench()
    let missing = try bench.aego("setup", "none.yaml")
    #expect(missing.status == 3)
    #expect(
      missing.errors == "error: none.yaml: cannot be read: there is no such file; aego new TITLE writes one\n")
    try bench.write("a", to: "notes.txt")
    let other = try bench.aego("setup", "notes.txt")
    #expect(other.status == 2)
    #expect(
      other.errors == "error: notes.txt: a score's name ends in .yaml and lies in the folder that was opened, or in "
        + "Scores there\n")
    let address = try bench.aego("setup", "--listen", "nowhere", "--port", "0")
    #expect(
      address.status == 3 && address.errors.hasPrefix("error: --listen nowhere: write an address of this machine"))
  }
}
