import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance
@testable import AegoServing
@testable import AegoStage

/// A program that stands for Chromium.
private func program(_ script: String, in take: FilmedTake) throws -> String {
  let path = take.house.folder + "/chromium"
  try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  return path
}

/// Films with a program in Chromium's place, and gives what went wrong.
private func fault(
  _ script: String, _ take: FilmedTake, files: PageFiles = StageServer.pageFiles, patience: Double = 60
) throws -> StageError? {
  let browser = try program(script, in: take)
  let error = #expect(throws: StageError.self) {
    try Film(
      take.replay, FilmedTake.small, to: take.house.folder + "/frames/", browser: browser, patience: patience,
      files: files, isStopped: { false }
    ).shoot { _ in }
  }
  #expect(take.films.filter { !$0.hasPrefix("chromium") } == [])
  return error
}

/// Whether a process has ended and waits to be taken notice of.
private func isDead(_ process: pid_t) -> Bool {
  let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
  return state.contains(") Z ")
}

@Suite struct FilmFaultTests {
  @Test func `a Chromium that dies is told with its last words`() throws {
    let take = try FilmedTake()
    let script = "for n in 1 2 3 4 5 6 7; do echo line $n >&2; done; exit 3"
    #expect(
      try fault(script, take)?.description == """
        chromium: it ended with status 3, so that there is no film
          chromium said: line 3
          chromium said: line 4
          chromium said: line 5
          chromium said: line 6
          chromium said: line 7
        """)
    #expect(
      try fault("kill -9 $$", take)?.description == "chromium: it was ended by signal 9, so that there is no film")
  }

  @Test func `a Chromium that hangs is ended, with what it has started`() throws {
    let take = try FilmedTake()
    let process = take.house.folder + "/chromium.child"
    let error = try fault("sleep 600 & echo $! > \(process); echo I wait; wait", take, patience: 1)
    #expect(
      error?.description == """
        chromium: nothing came from it for 1 seconds, so that there is no film
          chromium said: I wait
        """)
    let child = try #require(pid_t(String(contentsOfFile: process, encoding: .utf8).prefix { $0.isNumber }))
    // Gone, or about to be: nobody waits for it here but the system.
    #expect(take.house.wait { kill(child, 0) != 0 || isDead(child) })
  }

  @Test func `what the page says of its fault is told`() throws {
    let take = try FilmedTake()
    let script = """
      for address; do :; done
      curl -s -c "$0.jar" "$address" >/dev/null
      curl -s -b "$0.jar" -d 'Error: there is no memory for it' "${address%%/film*}/fault"
      """
    let error = try fault(script, take)
    #expect(error?.description == "the page that draws the film cannot go on: Error: there is no memory for it")
  }

  @Test func `what is no frame is none`() throws {
    let take = try FilmedTake()
    let script = """
      for address; do :; done
      curl -s -c "$0.jar" "$address" >/dev/null
      curl -s -b "$0.jar" -d '' "${address%%/film*}/frame" >/dev/null
      curl -s -b "$0.jar" -d 'light' "${address%%/film*}/frame" >/dev/null
      """
    #expect(
      try fault(script, take)?.description
        == "the page that draws the film cannot go on: 5 bytes came for a frame, which are none")
  }

  @Test func `an ffmpeg that dies, or does not succeed, is told with its last words`() throws {
    let take = try FilmedTake()
    let folder = take.house.folder
    func fault(_ script: String) throws -> String? {
      let encoder = try VideoEncoder(
        try program(script, in: take), FilmedTake.small, output: folder + "/chromium.mp4",
        words: folder + "/chromium.words", isStopped: { false })
      let error = #expect(throws: StageError.self) {
        for _ in 0..<20 { try encoder.write([UInt8](repeating: 0, count: 4 * 320 * 180)) }
        try encoder.close()
      }
      return error?.description
    }
    #expect(
      try fault("head -c 300000 >/dev/null; echo no space left >&2; exit 1") == """
        chromium: it ended with status 1, so that there is no film
          chromium said: no space left
        """)
    #expect(
      try fault("cat >/dev/null; echo no codec >&2; exit 2") == """
        chromium: it ended with status 2, so that there is no film
          chromium said: no codec
        """)
    #expect(try fault("exec true") == "chromium: it ended too early, so that there is no film")
  }

  @Test func `frames go into no folder that has something in it, and into none that cannot be`() throws {
    let take = try FilmedTake()
    let browser = try program("exit 1", in: take)
    func error(_ path: String) -> StageError? {
      #expect(throws: StageError.self) {
        try Film(
          take.replay, FilmedTake.small, to: path, browser: browser, patience: 1, isStopped: { false })
      }
    }
    let folder = take.house.folder
    #expect(
      error(folder + "/take/")?.description
        == "\(folder)/take: there is something in this folder, and frames are never mixed with others; name another one with -o"
    )
    #expect(error(folder + "/score.yaml/")?.description == "\(folder)/score.yaml: cannot be written: it is no folder")
    #expect(
      error(folder + "/none/frames/")?.description
        == "\(folder)/none/frames: cannot be written: its folder is missing or cannot be written to")
    #expect(
      error(folder + "/none/film.mp4")?.description
        == "\(folder)/none/film.mp4: cannot be written: its folder is missing or cannot be written to")
    #expect(take.films == ["chromium"])
  }
}
