import Testing

@testable import AegoScore

struct OrderTests {
  private static let three = """
      - {name: one, scenes: [{for: 10s}, {for: 20s, name: in the middle}]}
      - {name: two, scenes: [{for: 30s}]}
      - {name: three, scenes: [{for: 40s}]}
    """

  @Test func `movements are played as written`() throws {
    let timeline = try score(movements: Self.three).timeline()
    #expect(timeline.scenes.map(\.name) == ["one 1", "in the middle", "two 1", "three 1"])
    #expect(timeline.scenes.map(\.start) == [0, 10, 30, 60].map { $0 * second })
    #expect(timeline.duration == 100 * second)
    #expect(timeline.loopStart == nil)
  }

  @Test func `order names movements any number of times`() throws {
    let timeline = try score("order: [two, one, two]", movements: Self.three).timeline()
    #expect(timeline.scenes.map(\.movement) == ["two", "one", "one", "two"])
    #expect(timeline.scenes.map(\.start) == [0, 30, 40, 60].map { $0 * second })
  }

  @Test func `repeats are played in full`() throws {
    let timeline = try score(
      movements: "  - {name: one, repeat: 2, scenes: [{for: 1s, name: a, repeat: 3}, {for: 1s, name: b}]}"
    ).timeline()
    #expect(timeline.scenes.map(\.name).joined() == "aaabaaab")
    #expect(timeline.scenes.map(\.start) == (0..<8).map { $0 * second })
  }

  @Test func `a last movement can go on forever`() throws {
    let timeline = try score(
      movements: "  - {scenes: [{for: 5s}]}\n  - {repeat: forever, scenes: [{for: 10s}, {for: 10s}]}"
    ).timeline()
    #expect(timeline.loopStart == 1)
    #expect(timeline.duration == nil)
    #expect(timeline.scenes.count == 3)
  }

  @Test func `only the last movement as played can go on forever`() {
    let movements = """
        - {name: one, repeat: forever, scenes: [{for: 5s}]}
        - {name: two, scenes: [{for: 5s}]}
      """
    #expect(faults(movements: movements).map(\.code) == [.foreverNotLast])
    #expect(faults("order: [two, one]", movements: movements).isEmpty)
    #expect(faults("order: [one, two, one]", movements: movements).map(\.code) == [.foreverNotLast])
  }

  @Test func `a piece of a day is the longest`() {
    #expect(faults(movements: "  - {repeat: 24, scenes: [{for: 1h}]}").isEmpty)
    #expect(faults(movements: "  - {scenes: [{for: 24h}, {for: 100ms}]}").map(\.code) == [.tooLong])
    let much = Array(repeating: "{for: 24h, repeat: 1000}", count: 200).joined(separator: ", ")
    #expect(faults(movements: "  - {repeat: 1000, scenes: [\(much)]}").map(\.code) == [.tooManyScenes, .tooLong])
  }
}
