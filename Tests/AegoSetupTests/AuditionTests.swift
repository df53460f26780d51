import AegoPerformance
import AegoScore
import Foundation
import Testing

@testable import AegoSetup

private let spaces = [
  Audition.Space(name: "additive", file: "spaces/additive.safetensors", gain: "-3dB"),
  Audition.Space(name: "a: strange name", file: "spaces/instruments.safetensors"),
]

@Suite(.timeLimit(.minutes(2))) struct AuditionTests {
  private func audition(_ sounding: Audition.Sounding) throws -> Audition {
    try Audition(spaces, folder: root + "/Scores", sounding)
  }

  /// Pulls hops and gives the positions that were told, and the samples of the left channel.
  @discardableResult private func pull(_ audition: Audition, _ hops: Int) throws -> (
    positions: [[Float]], left: [Int32]
  ) {
    let feed = try #require(audition.engine.stage)
    var samples = [Int32](repeating: 0, count: 1024)
    var spectrum = [Float](repeating: 0, count: feed.bins)
    var (positions, left) = ([[Float]](), [Int32]())
    for _ in 0..<hops {
      _ = audition.engine.renderHop(into: &samples, isLate: false)
      left += stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
      while let moment = feed.next(spectrum: &spectrum) {
        positions.append((0..<Int(moment.axes)).map { moment.position[$0] })
      }
    }
    return (positions, left)
  }

  @Test func `a space at rest sounds where it is put`() throws {
    let audition = try audition(.init(space: 0))
    #expect(audition.axes == [8, 8])
    let (before, left) = try pull(audition, 100)
    #expect(before.allSatisfy { $0.allSatisfy { $0 == 0.5 } } && left.contains { abs($0) > 100_000 })
    let place: [Float] = [0.1, 0.9, 0.5, 0.2, 0.3, 0.4, 0.6, 0.7]
    audition.place(place)
    #expect(try pull(audition, 50).positions.last == place)
    audition.place([0.1])
    #expect(try pull(audition, 50).positions.last == place)
  }

  @Test func `where it is let go it moves along the open axes alone, and rests where it came to`() throws {
    let audition = try audition(.init(space: 0))
    try pull(audition, 20)
    try audition.sound(.init(space: 0, dimensions: [2, 5], period: "30ms"))
    let moved = try #require(try pull(audition, 400).positions.last)
    #expect(moved.enumerated().allSatisfy { [1, 4].contains($0.offset) == ($0.element != 0.5) })
    try audition.sound(.init(space: 0))
    let rested = try pull(audition, 100).positions
    #expect(rested.last == rested.dropFirst(10).first)
    try audition.sound(.init(space: 0, dimensions: [1], period: "100ms..30ms"))
    #expect(try pull(audition, 200).positions.last?.first != 0.5)
  }

  @Test func `another space comes in without a click`() throws {
    let audition = try audition(.init(space: 0))
    try pull(audition, 100)
    // The steepest step between two samples is no steeper than that of either sound.
    func steepest(_ left: [Int32]) -> Int32 { zip(left, left.dropFirst()).map { abs($0 - $1) }.max() ?? 0 }
    let first = steepest(try pull(audition, 100).left)
    try audition.sound(.init(space: 1))
    let change = steepest(try pull(audition, 60).left)
    let second = steepest(try pull(audition, 100).left)
    #expect(change <= max(first, second) * 5 / 4)
    audition.stop()
    try pull(audition, 200)
    let isOver = audition.engine.isOver.load(ordering: .relaxed)
    #expect(isOver)
  }

  @Test(arguments: ["5", "1ms", "50ms, order: [a]", "{", "50ms\nseed: 3"])
  func `what is no period is refused, and nothing else can be slipped in`(_ period: String) throws {
    let audition = try audition(.init(space: 0))
    #expect(throws: ScoreError.self) { try audition.sound(.init(space: 0, dimensions: [1], period: period)) }
    #expect(throws: ScoreError.self) { try audition.sound(.init(space: 0, dimensions: [9])) }
    try audition.sound(.init(space: 0, dimensions: [1]))
  }

  @Test
  func `pages are told position, level and spectrum while it sounds, and that it is silent when its page is gone`()
    throws
  {
    let house = try SetupHouse()
    let other = try house.page()
    do {
      let page = try house.page()
      _ = try page.next("hello")
      try page.tell([
        "type": "listen", "name": "piece.yaml", "text": setupScore, "space": "additive",
        "position": [0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      ])
      let told = try page.next("audition")
      #expect(told["sounds"] as? Bool == true && told["axes"] as? Int == 8)
      var frame = try page.nextFrame()
      #expect(frame[0] == 1 && frame[1] == 8 && frame.count == 8 + 32 + 512)
      var level = Float(-144)
      for _ in 0..<200 where level < -60 {
        frame = try page.nextFrame()
        level = frame.withUnsafeBytes { Float(bitPattern: $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self)) }
      }
      #expect(level > -60 && frame[40...].contains { $0 > 100 })
      let first = frame.withUnsafeBytes { Float(bitPattern: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self)) }
      #expect(first == 0.25)
      #expect(try other.next("audition")["sounds"] as? Bool == true)
    }
    #expect(try other.next("audition")["sounds"] as? Bool == false)
  }

  @Test func `a space that is none is told in a line`() throws {
    let house = try SetupHouse()
    let page = try house.page()
    let text = setupScore.replacing("spaces/additive", with: "spaces/none")
    let refused = try page.ask(
      ["type": "listen", "name": "piece.yaml", "text": text, "space": "additive"], "refused")
    #expect((refused["words"] as? String)?.contains("cannot be read") == true)
  }
}
