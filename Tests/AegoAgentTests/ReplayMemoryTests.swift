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

  @Test(arguments: [3, 64, 500]) func `what was added last is taken back exactly`(added: Int) {
    var random = RandomStream(seed: 2, name: "memory")
    var memory = ReplayMemory(capacity: 64, axes: 2)
    add(200, to: &memory, at: -0.9, &random)
    let (mark, states, directions, rewards) = (
      memory.mark, memory.states.array, memory.directions.array, memory.rewards.array
    )
    var draws = random
    let before = (0..<100).map { _ in memory.draw(&draws) }
    draws = random
    add(added, to: &memory, at: 0.9, &random)
    let canRewind = memory.canRewind(to: mark)
    #expect(canRewind && memory.rewards.array != rewards)
    memory.rewind(to: mark)
    #expect(memory.states.array == states && memory.directions.array == directions && memory.rewards.array == rewards)
    #expect((0..<100).map { _ in memory.draw(&draws) } == before)
  }

  @Test func `what lies too far back cannot be taken back`() {
    var random = RandomStream(seed: 3, name: "memory")
    var memory = ReplayMemory(capacity: 64, axes: 2)
    let mark = memory.mark
    add(3000, to: &memory, at: 0.5, &random)
    let canRewind = memory.canRewind(to: mark)
    #expect(!canRewind)
  }
}
