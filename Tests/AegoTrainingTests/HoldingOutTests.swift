import Testing

@testable import AegoTraining

@Suite struct HoldingOutTests {
  /// Three octaves, four sounds a note, and eight sounds without a pitch.
  private let notes: [Int?] = (48..<84).flatMap { [Int?](repeating: $0, count: 4) } + [Int?](repeating: nil, count: 8)

  @Test(arguments: 0..<20 as Range<UInt64>) func `what is held out has its pitch in the training, or in none of it`(
    seed: UInt64
  ) {
    let roles = HoldingOut(notes: notes, part: 0.1, unseen: 0.05).roles(seed: seed)
    #expect(roles == HoldingOut(notes: notes, part: 0.1, unseen: 0.05).roles(seed: seed))
    #expect(roles.count { $0 == .heldOut } == 15)
    #expect(roles.count { $0 == .unseenPitch } == 8)
    let trained = Set(notes.indices.filter { roles[$0] == .training }.compactMap { notes[$0] })
    for (note, role) in zip(notes, roles) {
      switch (role, note) {
      case (.heldOut, let note?): #expect(trained.contains(note))
      case (.unseenPitch, let note?): #expect(!trained.contains(note) && (49..<83).contains(note))
      case (.unseenPitch, nil): Issue.record("a sound without a pitch has no unseen one")
      default: break
      }
    }
    let none = HoldingOut(notes: notes, part: 0.1, unseen: 0).roles(seed: seed)
    #expect(!none.contains(.unseenPitch))
  }

  @Test func `another seed holds out others`() {
    let drawn = (0..<3).map { HoldingOut(notes: notes, part: 0.1, unseen: 0.05).roles(seed: $0) }
    #expect(drawn[0] != drawn[1] && drawn[1] != drawn[2])
  }

  @Test func `few sounds, or one of each pitch, hold out some too`() {
    for count in 2...11 {
      let roles = HoldingOut(notes: (0..<count).map { 60 + $0 }, part: 0.1, unseen: 0.05).roles(seed: 3)
      #expect(roles.count { $0 == .heldOut } == 1)
      #expect(roles.count { $0 == .training } == count - 1)
    }
    let unpitched = HoldingOut(notes: [nil, nil], part: 0.5, unseen: 0.5).roles(seed: 0)
    #expect(unpitched.count { $0 == .heldOut } == 1)
  }
}
