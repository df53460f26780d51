import Testing

@testable import AegoScore

/// Ramps against tables computed in Python: linear ones by its integers, exponential ones by numpy's long double.
struct RampTests {
  /// Scene by scene, some times in it, and what Python says of the ramp there.
  private func expectPython(_ timeline: Timeline, _ rule: String) throws {
    var (lines, ours) = ([String](), [Int64]())
    for scene in timeline.scenes {
      for part in 0...16 {
        let t = scene.nominal * Int64(part) / 16 + (part % 3 == 1 ? 1 : 0)
        ours.append(scene.period.nanoseconds(at: t))
        lines.append(
          "\(Int64(scene.period.from)) \(Int64(scene.period.to)) \(scene.period.offset + t) \(scene.period.length)")
      }
    }
    let program =
      "import sys, numpy\nfor line in sys.argv[1].splitlines():\n a, b, t, T = map(int, line.split())\n print(\(rule))"
    let theirs = try python(program, [lines.joined(separator: "\n")]).compactMap { Int64($0) }
    #expect(ours == theirs)
  }

  private static let movements = """
      - name: one
        repeat: 3
        scenes:
          - {for: 33.333333333s}
          - {for: 7s, repeat: 2}
          - {for: {min: 1s, nominal: 41.7s, max: 2m}, until: go}
      - name: two
        scenes: [{for: 1h}, {for: 1:23.456789}]
    """

  @Test func `a linear ramp over the whole piece is exact to the nanosecond`() throws {
    let timeline = try score("period: 100ms..30ms", movements: Self.movements).timeline()
    try expectPython(timeline, "a + ((b - a) * t) // T")
    #expect(timeline.scenes.last?.period.nanoseconds(at: timeline.scenes.last?.nominal ?? 0) == 30 * millisecond)
    let rising = try score("period: 10ms..59.999999999s", movements: Self.movements).timeline()
    try expectPython(rising, "a + ((b - a) * t) // T")
  }

  @Test func `an exponential ramp is rounded to the nearest nanosecond`() throws {
    let rule = "int(numpy.rint(numpy.longdouble(a) * (numpy.longdouble(b) / a) ** (numpy.longdouble(t) / T)))"
    for ends in ["from: 100ms, to: 30ms", "from: 10ms, to: 30s"] {
      let timeline = try score("period: {\(ends), curve: exponential}", movements: Self.movements).timeline()
      try expectPython(timeline, rule)
    }
  }

  @Test func `a breathing period is a sine that starts at its first value`() throws {
    let scene = try score(
      "period: {between: [100ms, 30ms], every: 40s}", movements: "  - scenes: [{for: 15s}, {for: 65s}]"
    ).timeline().scenes[1]
    let ours = (0...16).map { scene.period.nanoseconds(at: Int64($0) * 4 * second + 1) }
    let theirs = try python(
      """
      import numpy
      for i in range(17):
        t = 15 * 10**9 + i * 4 * 10**9 + 1
        print(int(numpy.rint(65e6 + 35e6 * numpy.cos(2 * numpy.pi * (t % (40 * 10**9)) / 40e9))))
      """
    ).compactMap { Int64($0) }
    #expect(ours.count == theirs.count && zip(ours, theirs).allSatisfy { abs($0 - $1) <= 1 })
    #expect(scene.period.offset == 15 * second)
  }

  @Test func `a ramp runs over the level that it is written on, once in each pass`() throws {
    let timeline = try score(
      "period: 100ms..30ms",
      movements: """
          - name: one
            repeat: 2
            range: 20deg..60deg
            scenes:
              - {for: 10s, level: -6dB..0dB, repeat: 2}
              - {for: 20s}
          - name: two
            scenes: [{for: 20s}]
        """
    ).timeline()
    #expect(timeline.duration == 100 * second)
    #expect(timeline.scenes.map(\.period.length) == Array(repeating: 100 * second, count: 7))
    #expect(timeline.scenes.map(\.period.offset) == timeline.scenes.map(\.start))
    #expect(timeline.scenes[..<6].map(\.range.length) == Array(repeating: 40 * second, count: 6))
    #expect(timeline.scenes[..<6].map(\.range.offset) == [0, 10, 20, 0, 10, 20].map { $0 * second })
    #expect(timeline.scenes[0].level == Ramp(from: -6, to: 0, length: 10 * second, offset: 0))
    #expect(timeline.scenes[1].level == timeline.scenes[0].level)
    #expect(timeline.scenes[2].level == Ramp(constant: 0))
  }
}
