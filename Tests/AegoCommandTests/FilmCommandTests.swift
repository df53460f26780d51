import Foundation
import Testing

private let short = """
  score: 1
  title: short
  spaces: {additive: spaces/additive.safetensors}
  period: 100ms
  sound: {fade in: 100ms, fade out: 200ms}
  movements:
    - {name: first, space: additive, scenes: [{name: a, dimensions: 1, for: 1s}]}

  """

/// A folder with a take of a second.
private func benchWithTake() throws -> Bench {
  let bench = try Bench()
  try bench.write(short, to: "score.yaml")
  #expect(try bench.aego("render", "score.yaml", "--take", "take").status == 0)
  return bench
}

/// A folder of programs in which one stands for Chromium.
private func programs(_ script: String, in bench: Bench) throws -> String {
  let folder = bench.path + "/programs"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  try "#!/bin/sh\n\(script)\n".write(toFile: folder + "/chromium", atomically: true, encoding: .utf8)
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/chromium")
  return folder
}

@Suite struct FilmCommandTests {
  @Test(arguments: [
    (["-o", "film.avi"], "-o film.avi: write OUT.mp4 for a film, or FOLDER/ for a folder of its frames"),
    (["-o", "f/", "--fps", "0"], "--fps 0: write a whole number from 1 to 240, such as 25, 30 or 60"),
    (["-o", "f/", "--from", "soon"], "--from soon: write a time of the take such as 90s, 1m30s or 1:30"),
    (["-o", "f/", "--for", "0s"], "--for 0s: write a duration such as 30s, 1m30s or 1:30"),
    (
      ["-o", "f/", "--size", "1921x1080"],
      "The value '1921x1080' is invalid for '--size <size>': Write width and height in pixels, even numbers up to 7680x4320, such as 1280x720."
    ),
    (
      ["-o", "f/", "--size", "large"],
      "The value 'large' is invalid for '--size <size>': Write width and height in pixels, even numbers up to 7680x4320, such as 1280x720."
    ),
  ])
  func `what no film can be is wrong usage`(_ arguments: [String], _ words: String) throws {
    let bench = try Bench()
    let outcome = try bench.run(Bench.program, ["film", "take"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Error: \(words)\n"))
  }

  @Test func `what is missing for a film is told with its remedy`() throws {
    let bench = try benchWithTake()
    let nowhere = try bench.aego("film", "none", "-o", "film.mp4")
    #expect(nowhere.status == 3)
    #expect(
      nowhere.errors
        == "error: none/take.json: cannot be read: there is no such folder; takes are in takes/, or where --take said\n"
    )
    let bare = try bench.run("env", ["PATH=/nonexistent", Bench.program, "film", "take", "-o", "film.mp4"])
    #expect(bare.status == 3)
    #expect(
      bare.errors == """
        error: a film is drawn by Chromium, and there is none here
          help: install it, on Debian by: apt install chromium

        """)
    let folder = try programs("exit 1", in: bench)
    let encoder = try bench.run("env", ["PATH=\(folder)", Bench.program, "film", "take", "-o", "film.mp4"])
    #expect(encoder.status == 3)
    #expect(
      encoder.errors == """
        error: an .mp4 is made by ffmpeg, and there is none here
          help: install it, on Debian by: apt install ffmpeg; or name a folder for the frames, such as -o frames/

        """)
    let late = try bench.run("env", ["PATH=\(folder)", Bench.program, "film", "take", "-o", "f/", "--from", "1m"])
    #expect(late.status == 2 && late.errors.hasPrefix("error: --from 1 min: take lasts 1."))
    #expect(bench.names == ["programs", "score.yaml", "spaces", "take"])
  }

  @Test(arguments: ["INT", "TERM"]) func `a film that is interrupted leaves nothing`(_ signal: String) throws {
    let bench = try benchWithTake()
    let folder = try programs("kill -\(signal) $PPID; exec /bin/sleep 600", in: bench)
    for film in ["film.mp4", "f/"] {
      let outcome = try bench.run(
        "env", ["PATH=\(folder):/usr/bin:/bin", Bench.program, "film", "take", "-o", film, "--size", "64x64"])
      if film == "film.mp4", outcome.errors.contains("ffmpeg") { continue }
      #expect(outcome.status == 130 && outcome.errors.isEmpty && outcome.output.isEmpty)
    }
    #expect(bench.names == ["programs", "score.yaml", "spaces", "take"])
  }
}
