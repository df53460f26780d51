import Foundation
import Testing

private let score = """
  score: 1
  title: keys
  spaces: {additive: spaces/additive.safetensors}
  sound: {fade in: 100ms, fade out: 200ms}
  controls: {key h: hold, key é: pause, key up: panic}
  movements: [{name: all, scenes: [{name: first, for: {max: 1h}, until: go}]}]

  """

/// The keys of a terminal while it plays, by a shell on a terminal of the test's own.
@Suite struct KeyCommandTests {
  private static let evening = """
    import os, pty, select, signal, sys, termios, time

    child, terminal = pty.fork()
    if child == 0:
        # Whoever runs the tests may have blocked or ignored signals that a shell lives by.
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        for each in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            try: signal.signal(each, signal.SIG_DFL)
            except OSError: pass
        os.environ["PS1"] = "> "
        os.execvp("bash", ["bash", "--norc", "--noprofile", "-i"])
    told, seen = "", 0

    def wait(text):
        global told, seen
        end = time.time() + 30
        while text not in told[seen:]:
            if time.time() > end: sys.exit(f"no {text} in: {told}")
            if select.select([terminal], [], [], 0.1)[0]:
                told += os.read(terminal, 65536).decode(errors="replace")
        seen = told.index(text, seen) + len(text)

    def press(keys): os.write(terminal, keys.encode())

    wait("> ")
    press(sys.argv[1] + " play score.yaml --no-audio --sensors none --take take\\n")
    wait("all, first")
    press("h")
    wait("hold: score time stands")
    press("é")
    wait("the agent rests")
    press("\\x1a")
    wait("Stopped")
    wait("> ")
    press("fg\\n")
    wait("play score.yaml")
    # The program takes the terminal again as soon as it is back.
    end = time.time() + 30
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        if time.time() > end: sys.exit("the terminal still waits for Return")
    press("h")
    wait("score time goes on")
    press("\\x1b[A")
    wait("panic: the sound fades")
    press("\\x03")
    press("\\x03")
    wait("underruns")
    wait("> ")
    press("stty -a\\n")
    wait(" icanon")
    wait(" echo ")
    press("exit\\n")
    os.waitpid(child, 0)
    """

  @Test func `keys act at once, also after Ctrl-Z and fg, and the terminal is left as it was`() throws {
    let bench = try Bench()
    try bench.write(score, to: "score.yaml")
    let played = try bench.run("python3", ["-c", KeyCommandTests.evening, Bench.program])
    #expect(played.status == 0, "\(played.errors)")
    guard played.status == 0 else { return }
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0 && replay.output.contains("the same samples"), "\(replay)")
  }
}
