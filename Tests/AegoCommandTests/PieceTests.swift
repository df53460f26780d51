import Foundation
import Testing

/// Pieces that the language must be able to write, each checked, drawn and rendered.
@Suite struct PieceTests {
  static let pieces = [
    "Scores/aego.yaml", "Scores/six-scenes.yaml", "Scores/stillness.yaml", "Scores/gestures.yaml", "Scores/study.yaml",
    "Scores/vespers.yaml", "Scores/first-try.yaml", "Examples/scores/breathing.yaml", "Examples/scores/rondo.yaml",
    "Examples/scores/inversion.yaml", "Examples/scores/silences.yaml",
  ]

  @Test func `every score that comes with the program is among the pieces`() throws {
    for folder in ["Scores", "Examples/scores"] {
      let names = try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
      for name in names where name.hasSuffix(".yaml") { #expect(PieceTests.pieces.contains("\(folder)/\(name)")) }
    }
  }

  @Test(arguments: pieces) func `a piece is valid, drawn, and sounds`(_ piece: String) throws {
    let bench = try Bench()
    let path = root + "/" + piece
    let checked = try bench.aego("check", path)
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(try bench.aego("timeline", path, "--format", "svg", "-o", "picture.svg").status == 0)
    #expect(try String(contentsOfFile: bench.path + "/picture.svg", encoding: .utf8).hasSuffix("</svg>\n"))
    let rendered = try bench.aego("render", path, "--for", "4s", "--take", "take", "-o", "sound.wav")
    #expect(rendered.status == 0, "\(rendered.errors)")
    // What begins softest is 20 dB below the others.
    let level = try bench.run("sox", ["sound.wav", "-n", "stat"]).errors
    let peak = level.firstMatch(of: #/Maximum amplitude: +([\d.]+)/#).flatMap { Double($0.1) } ?? 0
    #expect(peak > 0.01 && peak < 0.9, "\(piece): \(peak)")
    let played = try bench.aego("timeline", "take", "-o", "played.svg")
    #expect(played.status == 0, "\(played.errors)")
    #expect(try String(contentsOfFile: bench.path + "/played.svg", encoding: .utf8).contains("as played"))
  }

  @Test func `the picture of the form in the README is the score's`() throws {
    let bench = try Bench()
    let drawn = try bench.aego("timeline", root + "/Scores/aego.yaml", "--format", "svg").output
    #expect(
      try drawn == String(contentsOfFile: root + "/docs/form.svg", encoding: .utf8),
      "docs/form.svg is stale: aego timeline Scores/aego.yaml --format svg -o docs/form.svg")
  }

  @Test func `written silences are exact`() throws {
    let bench = try Bench()
    let path = root + "/Examples/scores/silences.yaml"
    #expect(try bench.aego("render", path, "-o", "sound.wav").status == 0)
    func peak(_ from: Double, _ length: Double) throws -> Double {
      let told = try bench.run("sox", ["sound.wav", "-n", "trim", "\(from)", "\(length)", "stat"]).errors
      let most = told.firstMatch(of: #/Maximum amplitude: +([\d.]+)/#).flatMap { Double($0.1) }
      return try #require(most, "\(told)")
    }
    // From 25 to 32 s and from 52 to 63 s, but for what is still in the window when they begin.
    #expect(try peak(25.2, 6.7) == 0 && peak(52.2, 10.7) == 0)
    #expect(try peak(24, 0.9) > 0.05 && peak(32.3, 1) > 0.05)
  }

  @Test func `a take's timeline tells each scene as it was played`() throws {
    let bench = try Bench()
    let path = root + "/Scores/first-try.yaml"
    let hands = root + "/Examples/streams/first-try.osc"
    #expect(try bench.aego("render", path, "--sensors", hands, "--for", "20s", "--take", "take").status == 0)
    let text = try bench.aego("timeline", "take").output
    #expect(text.contains("as played · 0:20 · limit · "))
    let table = text.split(separator: "\n").map(String.init)
    #expect(
      table.contains {
        $0.contains("0:06       7  elementary  plane") || $0.contains("0:06    0:07  elementary  plane")
      })
    struct Taken: Decodable {
      struct Scene: Decodable { var start: Int64, end: Int64, scene: String, actions: Int }
      struct Played: Decodable { var length: Int64, ended: String, scenes: [Scene] }
      var title: String, played: Played
    }
    let json = try bench.aego("timeline", "take", "--format", "json").output
    let taken = try JSONDecoder().decode(Taken.self, from: Data(json.utf8))
    #expect(taken.played.ended == "limit" && taken.played.length > 20_000_000_000)
    #expect(taken.played.scenes.map(\.scene) == ["line", "plane", "volume"])
    #expect(taken.played.scenes.map(\.start) == [0, 6_000_000_000, 13_000_000_000])
    let journal = try String(contentsOfFile: bench.path + "/take/journal.jsonl", encoding: .utf8)
    let actions = journal.split(separator: "\n").filter { $0.contains("\"event\":\"action\"") }.count
    #expect(taken.played.scenes.reduce(0) { $0 + $1.actions } == actions && actions > 100)
    let none = try bench.aego("timeline", ".")
    #expect(none.status == 3 && none.errors.contains("this folder holds no take"))
  }

  @Test func `a new score is valid and sounds, and overwrites nothing`() throws {
    let bench = try Bench()
    let made = try bench.aego("new", "Été: \"blue\"")
    #expect(made.status == 0 && made.output.hasPrefix("été-blue.yaml: "), "\(made)")
    let written = try String(contentsOfFile: bench.path + "/été-blue.yaml", encoding: .utf8)
    #expect(written.contains("`aego schema -o score.schema.json` beside this\n"))
    #expect(try bench.aego("schema", "-o", "score.schema.json").status == 0)
    #expect(try bench.aego("new", "with a schema").status == 0)
    let named = try String(contentsOfFile: bench.path + "/with-a-schema.yaml", encoding: .utf8)
    #expect(named.hasPrefix("# yaml-language-server: $schema=score.schema.json\n"))
    let checked = try bench.aego("check", "été-blue.yaml")
    #expect(checked.output == "été-blue.yaml: valid: Été: \"blue\" · 3:00 · 4 scenes\n", "\(checked)")
    #expect(try bench.aego("render", "été-blue.yaml", "--for", "2s", "-o", "a.wav").status == 0)
    let again = try bench.aego("new", "Été: \"blue\"")
    #expect(again.status == 2 && again.errors.contains("été-blue.yaml is there already"))
    try FileManager.default.createDirectory(atPath: bench.path + "/deep", withIntermediateDirectories: true)
    #expect(
      try bench.aego("new", "no", "-o", "deep/no.yaml", "--space", "spaces/voices.safetensors").status == 0)
    let text = try String(contentsOfFile: bench.path + "/deep/no.yaml", encoding: .utf8)
    #expect(text.contains("voices: ../spaces/voices.safetensors") && text.contains("title: \"no\""))
    #expect(try bench.aego("check", "deep/no.yaml").status == 0)
    try FileManager.default.removeItem(atPath: bench.path + "/spaces")
    let without = try bench.aego("new", "third")
    #expect(without.status == 2 && without.errors.contains("make one with aego train"))
  }
}
