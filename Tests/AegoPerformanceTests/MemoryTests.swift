import AegoMotion
import Testing

@testable import AegoPerformance

/// What an agent knows and where it stands when a scene begins.
@Suite struct MemoryTests {
  /// A rondo of two spaces, rewarded in the first three seconds only; the lines of its actions, scene by scene.
  private static func rondo(second: String = "", third: String = "") throws -> [[JournalLine]] {
    let text =
      scoreHead + """
        period: 50ms
        dimensions: 4
        movements:
          - scenes:
              - {space: additive, for: 3s}
              - {space: instruments, for: 2s\(second)}
              - {space: additive, for: 2s\(third)}

        """
    let heard = play(try piece(text, in: TestFolder())) { hop in
      hop > 30 && hop < 270 && hop % 12 == 0 ? [Message(.reward, floats: [0.8])] : []
    }
    var scenes: [[JournalLine]] = []
    for line in try JournalLine.all(heard.lines) {
      if line.event == "scene" { scenes.append([]) }
      if line.event == "action" { scenes[scenes.count - 1].append(line) }
    }
    return scenes
  }

  private static func steps(_ before: JournalLine?, _ after: JournalLine?) throws -> [Double] {
    try zip(#require(before?.position), #require(after?.position)).map { abs($0 - $1) }
  }

  @Test func `a rondo comes back to what was learnt, and to where it stood`() throws {
    let scenes = try MemoryTests.rondo()
    #expect(try MemoryTests.steps(scenes[0].last, scenes[2].first).filter { $0 > 0 }.count == 1)
    // In the space between, nothing has been learnt; home is where it begins.
    #expect(scenes[1].allSatisfy { $0.expected == 0 })
    #expect(try #require(scenes[1].first?.position).filter { $0 != 0.5 }.count == 1)
    #expect(try #require(scenes[2].first?.expected) != 0)
  }

  @Test func `a fresh agent knows nothing and stays where it stood`() throws {
    let scenes = try MemoryTests.rondo(third: ", memory: fresh")
    #expect(try MemoryTests.steps(scenes[0].last, scenes[2].first).filter { $0 > 0 }.count == 1)
    #expect(scenes[2].allSatisfy { $0.expected == 0 })
  }

  @Test func `what is carried is known in the other space, and the first space keeps it`() throws {
    let scenes = try MemoryTests.rondo(second: ", memory: carry")
    #expect(try #require(scenes[1].first?.expected) != 0)
    #expect(try #require(scenes[2].first?.expected) != 0)
  }

  @Test func `a scene begins at home, or somewhere on its open axes`() throws {
    let home = try MemoryTests.rondo(third: ", enter: home")
    #expect(try #require(home[2].first?.position).filter { $0 != 0.5 }.count == 1)
    let places = try MemoryTests.rondo(second: ", enter: random, dimensions: 2")
    let place = try #require(places[1].first?.position)
    #expect(place.prefix(2).allSatisfy { abs($0 - 0.5) > 0.03 } && place.dropFirst(2).allSatisfy { $0 == 0.5 })
    // The same at each performance with this seed.
    #expect(try MemoryTests.rondo(second: ", enter: random, dimensions: 2")[1].first?.position == place)
  }
}
