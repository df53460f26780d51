import AegoSpectrum
import Testing

@testable import AegoPerformance

@Suite struct LoudnessSpreadTests {
  @Test(arguments: [2, 0.4]) func `a space sounds as loud as the level says, wherever its position goes`(
    interval: Double
  ) throws {
    let folder = try TestFolder()
    for space in try piece(shortScore, in: folder).program.spaces {
      let loudness = LoudnessSpread.momentary(space, interval: interval, seed: 5).sorted()
      #expect(abs(loudness[loudness.count / 2] - SoundPath.loudness) < 0.2)
      // How far the worst window lies off depends on the space; nineteen of twenty hold on any.
      #expect(loudness[loudness.count * 95 / 100] - loudness[loudness.count * 5 / 100] < 1)
    }
  }
}
