import AegoTestSupport
import Foundation
import Testing

@testable import AegoSpace

@Suite struct SpaceWalksTests {
  /// The same measures by numpy, at places of its own.
  static let numpy =
    LatentSpaceTests.numpy + """

      def unit(p):
        x = decode(p)
        return x / (x ** 4).sum() ** 0.25
      def entropy(x): return -(x ** 4 * np.log(x ** 4)).sum()
      random = np.random.default_rng(0)
      sensitivity = np.array([float(v) for v in meta["sensitivity"].split(",")])
      scale = np.exp(np.log(sensitivity).mean()) / sensitivity
      changes = np.zeros((3, 4000))
      for place in range(4000):
        p = random.random(3)
        for axis in range(3):
          q = p.copy()
          q[axis] += 0.01 * scale[axis] * (1 if p[axis] < 0.5 else -1)
          changes[axis, place] = np.linalg.norm(unit(q) - unit(p))
      stages = [np.median([entropy(unit(np.r_[random.random(n), np.full(3 - n, 0.5)])) for _ in range(4000)])
        for n in (1, 2, 3)]
      print(json.dumps({"median": np.median(changes), "p99": np.quantile(changes, 0.99),
        "axes": list(changes.mean(axis=1)), "home": entropy(unit([0.5] * 3)), "stages": stages}))
      """

  struct Measures: Decodable {
    var median, p99, home: Double
    var axes, stages: [Double]
  }

  @Test func `walks find what numpy finds in the file`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.safetensors"
      try LatentSpace(SpaceFixture.file(), path: "drawn").save(path: path)
      let space = try LatentSpace.load(path: path)
      let wanted = try JSONDecoder().decode(
        Measures.self, from: Data(outside("python3", ["-c", Self.numpy, path]).utf8))
      let walks = SpaceWalks(space)
      #expect(abs(walks.homeEntropy - wanted.home) < 1e-4)
      // Medians and means of other thousands of places.
      #expect(abs(walks.medianChange / wanted.median - 1) < 0.08)
      #expect(abs(walks.percentile99Change / wanted.p99 - 1) < 0.15)
      for (found, axis) in zip(walks.axisChanges, wanted.axes) { #expect(abs(found / axis - 1) < 0.08) }
      #expect(walks.stages.map(\.axes) == [1, 2, 3])
      for (found, stage) in zip(walks.stages, wanted.stages) { #expect(abs(found.entropy - stage) < 0.05) }
      #expect(walks.abruptness == walks.percentile99Change / walks.medianChange)
      #expect(walks == SpaceWalks(space))
    }
  }

  @Test func `figures are told at 1, 2, 4, ... axes and at all`() {
    #expect(LatentSpace.stages(of: 1) == [1])
    #expect(LatentSpace.stages(of: 3) == [1, 2, 3])
    #expect(LatentSpace.stages(of: 8) == [1, 2, 4, 8])
    #expect(LatentSpace.stages(of: 20) == [1, 2, 4, 8, 16, 20])
  }

  @Test func `a training walks with 1, 2, 4, ... axes open`() {
    #expect(LatentSpace.doublings(of: 1) == [1])
    #expect(LatentSpace.doublings(of: 3) == [1, 2])
    #expect(LatentSpace.doublings(of: 32) == [1, 2, 4, 8, 16, 32])
  }
}
