import Foundation
import Testing

private let score = """
  score: 1
  title: watched
  seed: 1
  spaces: {additive: spaces/additive.safetensors}
  sound: {fade in: 100ms, fade out: 200ms}
  movements:
    - name: all
      scenes:
        - {name: first, for: 10s}
        - {name: second, dimensions: 2, for: 1s}
        - {name: third, for: 1s}

  """

/// A score that is saved while it plays, in the ways that editors have.
@Suite struct WatchCommandTests {
  private static let evening = """
    import os, subprocess, sys, threading, time

    folder = "my pieces"
    path = folder + "/score one.yaml"
    first = open(path).read()
    player = subprocess.Popen(
        [sys.argv[1], "play", path, "--watch", "--no-audio", "--sensors", "none", "--take", "take"],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    told, changed = [], threading.Condition()

    def read():
        for line in player.stderr:
            with changed:
                told.append(line)
                changed.notify()

    threading.Thread(target=read, daemon=True).start()

    def wait(text):
        with changed:
            if not changed.wait_for(lambda: any(text in line for line in told), timeout=30):
                player.kill()
                sys.exit(f"no {text} in: {''.join(told)}")

    def save(text):
        with open(path + ".new", "w") as file: file.write(text)
        os.rename(path + ".new", path)

    wait("all, first")
    save(first.replace("dimensions: 2", "dimensions: two"))
    wait("error[bad-number]")
    wait("wrong; the last version goes on")
    save(first.replace("seed: 1", "seed: 2"))
    wait("seed 1 → 2")
    save("# a word\\n" + first)
    wait("nothing that is played has changed")
    with open(path, "w") as file:
        later = first.replace("name: second, dimensions: 2", "name: other, dimensions: 4")
        file.write(later[:90])
        file.flush()
        file.write(later[90:])
    wait("all, other: dimensions 2 → 4")
    wait("version 2 of the score: next: all, other")
    os.remove(path)
    wait("gone; the last version goes on")
    save(later.replace("- {name: third", "- {name: fourth, for: 500ms}\\n      - {name: third"))
    wait("+ all, fourth: 500ms")
    wait("all, other: additive, axes 1 2 3 4")
    wait("all, fourth")
    sys.exit(player.wait())
    """

  @Test func `what is saved is checked, told, and comes into force with the next scene, and the take replays`() throws {
    let bench = try Bench()
    try FileManager.default.createDirectory(atPath: bench.path + "/my pieces", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: bench.path + "/my pieces/spaces", withDestinationPath: root + "/Scores/spaces")
    try bench.write(score, to: "my pieces/score one.yaml")
    let played = try bench.run("python3", ["-c", WatchCommandTests.evening, Bench.program])
    #expect(played.status == 0, "\(played.errors)")
    guard played.status == 0 else { return }
    #expect(bench.has("take/score-2.yaml") && bench.has("take/score-3.yaml") && !bench.has("take/score-4.yaml"))
    let replay = try bench.aego("replay", "take", "--check")
    #expect(replay.status == 0 && replay.output.contains("the same samples"), "\(replay)")
    let timeline = try bench.aego("timeline", "take", "--format", "svg")
    #expect(timeline.status == 0 && timeline.output.contains("score 2") && timeline.output.contains("fourth"))
  }

  @Test func `a take that is gone on with has its own score, which nobody saves`() throws {
    let bench = try Bench()
    let refused = try bench.aego("play", "--resume", "take", "--watch")
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains(
        "--watch looks after a score, and --resume plays the one that its take has: leave one out"))
  }
}
