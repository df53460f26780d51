import Testing

@testable import AegoScore

struct SuggestionTests {
  private static let keys = [
    "period", "space", "dimensions", "crossfade", "level", "fade in", "for", "until", "repeat",
  ]

  @Test(arguments: [
    ("perid", "period"), ("preiod", "period"), ("Period", "period"), ("periods", "period"), ("spaces", "space"),
    ("dimension", "dimensions"), ("cross-fade", "crossfade"), ("fade_in", "fade in"), ("lvl", "level"), ("fro", "for"),
  ])
  func `a slip finds its word`(_ slip: String, _ word: String) {
    #expect(nearest(to: slip, among: Self.keys) == word)
  }

  @Test(arguments: ["", "x", "tempo", "instrument", String(repeating: "period", count: 1000)])
  func `what is far from all words finds none`(_ word: String) {
    #expect(nearest(to: word, among: Self.keys) == nil)
  }
}
