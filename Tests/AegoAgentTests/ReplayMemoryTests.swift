import AegoNumerics
import Testing

@testable import AegoAgent

@Suite struct ReplayMemoryTests {
  private func add(_ count: Int, to memory: inout ReplayMemory, at place: Float, _ random: inout RandomStream) {
    for _ in 0..<count {
      memory.append(state: [place, random.unit()], direction: [1, random.unit()], reward: place)
    }
  }

  @Test func `what was taught in another place stays when the last rewards are all of this one`() {
    var random = RandomStream(seed: 1, name: "memory")
    var memory = ReplayMemory(capacity: 64, axes: 2)
    add(64, to: &memory, at: -0.9, &random)
    add(1000, to: &memory, at: 0.9, &random)
    let drawn = (0..<4000).map { _ in memory.rewards[memory.draw(&random)] }
    #expect(drawn.count { $0 == -0.9 } > 200)
    #expect(drawn.count { $0 == 0.9 } > 2800)
  }
}
