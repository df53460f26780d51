import AegoMotion
import AegoSoundFile
import AegoSpace
import AegoTestSupport
import Foundation
import Testing

@testable import AegoPerformance
@testable import AegoStage

@Suite(.enabled(if: FilmPrograms.areThere, FilmPrograms.missing), .serialized) struct FilmTests {
  @Test func `the film of a take is black in silence and shows a held position's partials where they are`() throws {
    let take = try FilmedTake()
    let frames = try take.film("frames/")
    // 284 hops are 3.03 s: a frame begins each tenth of a second.
    let names = try FileManager.default.contentsOfDirectory(atPath: frames).sorted()
    #expect(names == (1...31).map { String(format: "%06d.png", $0) } + ["sound.wav"])
    #expect(take.films == ["frames"])
    for number in 1...10 {
      #expect(try Lightness("\(frames)/\(String(format: "%06d", number)).png").greatest <= 1)
    }
    let last = try Lightness("\(frames)/000031.png")
    let row = (0..<320).map { last[$0, 89] }
    let mean = row.reduce(0, +) / 320
    for frequency in strongest(take.house.piece.program.spaces[0]) {
      let column = Int(320 * place(frequency))
      let light = row[max(0, column - 1)...min(319, column + 1)].max() ?? 0
      #expect(light > 3 * mean && light > 100, "\(frequency) Hz: \(light), mean \(mean)")
    }
    // Far above the highest partial there is nothing.
    #expect(row[300...].max() ?? 0 < 30)
  }

  @Test func `the same take gives the same frames, from its middle too`() throws {
    // A scene of another colour and with other axes has begun before the part does.
    let take = try FilmedTake {
      $0.replacing("direction: turn slowly, for: 4m", with: "image: {palette: warm}, for: 800ms")
    }
    func frames(_ name: String, from: Int64) throws -> [Data] {
      let folder = try take.film(name) { $0.from = from }
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".png") }.sorted().map {
        try #require(FileManager.default.contents(atPath: folder + $0))
      }
    }
    let whole = try frames("whole/", from: 0)
    #expect(try frames("again/", from: 0) == whole)
    #expect(try frames("part/", from: 2_000_000_000) == Array(whole[20...]))
    #expect(Set(whole[20...]).count == 11)
  }

  @Test func `an mp4 has picture and sound of the asked length, and both begin together`() throws {
    let take = try FilmedTake()
    let film = try take.film("film.mp4") {
      ($0.rate, $0.from, $0.length) = (50, 500_000_000, 2_000_000_000)
    }
    #expect(take.films == ["film.mp4"])
    let streams = try outside(
      "ffprobe",
      ["-v", "error", "-show_entries", "stream=codec_name,start_time,duration,nb_frames,width", "-of", "csv=p=0", film])
    let lines = streams.split(separator: "\n")
    #expect(lines[0] == "h264,320,0.000000,2.000000,100")
    #expect(lines[1].hasPrefix("aac,0.000000,2.000000,"))
    // The decoded sound is the take's from half a second on, to the sample.
    let folder = take.house.folder
    try outside("ffmpeg", ["-nostdin", "-v", "error", "-i", film, "-c:a", "pcm_s24le", folder + "/sound.wav"])
    let heard = try samples(folder + "/sound.wav")
    let played = Array(try samples(folder + "/take/audio.flac").dropFirst(24000))
    #expect(lag(of: heard, behind: played) == 0)
    // The go is heard at 1.0027 s, 0.5027 s into the film; light rises from there, not before.
    try outside(
      "ffmpeg", ["-nostdin", "-v", "error", "-i", film, "-vsync", "0", folder + "/%03d.png"])
    let lights = try (1...100).map { try Lightness(folder + String(format: "/%03d.png", $0)).greatest }
    let onset = try #require(played.firstIndex { abs($0) > 64 })
    let bright = try #require(lights.firstIndex { $0 > 40 })
    #expect(lights[..<25].allSatisfy { $0 <= 17 }, "\(lights)")
    #expect((0.0...0.2).contains(Double(bright) / 50 - Double(onset) / 48000), "\(bright) \(onset)")
  }

  @Test func `without sound there is a picture alone`() throws {
    let take = try FilmedTake()
    let film = try take.film("film.mp4") { ($0.hasSound, $0.length) = (false, 500_000_000) }
    let kinds = try outside(
      "ffprobe", ["-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", film])
    #expect(kinds == "video\n")
    let frames = try take.film("frames/") { ($0.hasSound, $0.length) = (false, 300_000_000) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: frames).count == 3)
  }

  @Test func `a film that is stopped leaves nothing, and what was there before`() throws {
    let take = try FilmedTake()
    for name in ["film.mp4", "frames/"] {
      let path = take.house.folder + "/" + name
      if name == "film.mp4" { try Data("before".utf8).write(to: URL(fileURLWithPath: path)) }
      var asked = 0
      #expect(throws: CancellationError.self) {
        var frames = 0
        let film = try take.film(FilmedTake.small, to: path) {
          asked += 1
          return frames >= 5
        }
        try film.shoot { progress in if case .filmed = progress { frames += 1 } }
      }
      #expect(asked > 0)
    }
    #expect(take.films == ["film.mp4"])
    #expect(FileManager.default.contents(atPath: take.house.folder + "/film.mp4") == Data("before".utf8))
  }
}

/// Where the projection has a frequency, in parts of its width; docs/stage.md tells the scale.
private func place(_ frequency: Double) -> Double {
  func along(_ frequency: Double) -> Double { log(1 + frequency / 40) }
  return (along(frequency) - along(50)) / (along(11000) - along(50))
}

/// The frequencies of the three strongest partials of the held position, in Hz.
private func strongest(_ space: LatentSpace) -> [Double] {
  var roots = [Float](repeating: 0, count: space.bins)
  SpaceDecoder(space).decode(position: FilmedTake.position, into: &roots)
  let peaks = roots.indices.dropFirst().dropLast().filter {
    roots[$0] > roots[$0 - 1] && roots[$0] >= roots[$0 + 1]
  }
  return peaks.sorted { roots[$0] > roots[$1] }.prefix(3).map { Double($0 * space.rate) / Double(space.fft) }
}

/// The left channel of a sound file, as 24-bit numbers.
private func samples(_ path: String) throws -> [Int32] {
  var reader = try SoundFileReader(path: path)
  var block = [Int32](repeating: 0, count: 2 * 4096)
  var left: [Int32] = []
  while case let count = try reader.read(interleaved: &block, frames: 4096), count > 0 {
    left += (0..<count).map { block[2 * $0] }
  }
  return left
}

/// By how many samples a sound is behind another one, at most 1500, where they are most alike.
private func lag(of one: [Int32], behind other: [Int32]) -> Int? {
  let middle = 60000..<68000
  func likeness(_ lag: Int) -> Double {
    middle.reduce(0.0) { $0 + Double(one[$1 + lag]) * Double(other[$1]) }
  }
  return (-1500...1500).max { likeness($0) < likeness($1) }
}
