import Testing

@testable import AegoScore

struct ValueTests {
  @Test(arguments: [
    ("500ms", 500_000_000), ("75s", 75_000_000_000), ("1.5m", 90_000_000_000), ("1m30s", 90_000_000_000),
    ("1:30", 90_000_000_000), ("1:02:03.5", 3_723_500_000_000), ("0:00.001", 1_000_000), ("24h", 86_400_000_000_000),
    ("1h2m3s4ms5us6ns", 3_723_004_005_006), ("0s", 0), ("0.1s", 100_000_000), ("33.333333333ms", 33_333_333),
    ("0.0000000005s", 1), ("90:00", 5_400_000_000_000), ("2.5us", 2_500),
  ])
  func `a duration is whole nanoseconds`(_ text: String, _ nanoseconds: Int64) throws {
    #expect(try DurationText.nanoseconds(text) == nanoseconds)
  }

  @Test(arguments: [
    "", "s", "5", "5x", "5 s", "5S", "-5s", "+5s", "1s1m", "1s1s", "1.s", ".5s", "1e3s", "1:60", "1:2:60", "1.5:30",
    "1:30s", "1::2", ":30", "1:2:3:4", "0x10s", "９s", "1s ", "99999999999999999999s", "2000h", "infs", "nans",
  ])
  func `what is no duration is refused`(_ text: String) {
    #expect(throws: ValueFault.self) { try DurationText.nanoseconds(text) }
  }

  @Test(arguments: [
    (5 * millisecond, "5 ms", "5ms"), (1500 * millisecond, "1.5 s", "1.5s"), (90 * second, "1 min 30 s", "1m30s"),
    (86400 * second, "24 h", "24h"), (0, "0 ms", "0ms"), (1, "1e-06 ms", "1e-06ms"),
  ])
  func `a duration in a message reads as people say it`(_ time: Int64, _ words: String, _ written: String) {
    #expect(DurationText.words(time) == words)
    #expect(DurationText.score(time) == written)
  }

  @Test(arguments: [("90deg", 90), ("1.5707963267948966rad", 90), ("25.5deg", 25.5), ("60°", 60), ("+1deg", 1)])
  func `an angle is degrees`(_ text: String, _ degrees: Double) throws {
    #expect(try Quantity.Unit.angle.value(text) == degrees)
  }

  @Test(arguments: [("-3dB", -3), ("0dB", 0), ("+6dB", 6), ("-0.5dB", -0.5)])
  func `a level is decibels`(_ text: String, _ decibels: Double) throws {
    #expect(try Quantity.level.value(text) == decibels)
  }

  @Test(arguments: [("0.1", 0.1), ("10%", 0.1), ("30%", 0.3), ("7%", 0.07), ("-1", -1), ("0", 0), ("12.5%", 0.125)])
  func `a fraction is a number or a percentage`(_ text: String, _ value: Double) throws {
    #expect(try Quantity.Unit.fraction.value(text) == value)
  }

  @Test(arguments: ["", "ten", "10 %", "1e-3", "1,5", "0x1", "nan", "inf", "--1", "1.", "1234567890123456789"])
  func `what is no fraction is refused`(_ text: String) {
    #expect(throws: ValueFault.self) { try Quantity.Unit.fraction.value(text) }
  }

  @Test func `a step is per second or per action`() throws {
    #expect(try StepText.step("10%/s") == .perSecond(0.1))
    #expect(try StepText.step("0.1/s") == .perSecond(0.1))
    #expect(try StepText.step("2%") == .perAction(0.02))
    #expect(try StepText.step("0.02") == .perAction(0.02))
    #expect(throws: ValueFault.self) { try StepText.step("0%") }
  }

  @Test func `a glide is in periods or a duration`() throws {
    #expect(try GlideText.glide("150%") == .periods(1.5))
    #expect(try GlideText.glide("1.5") == .periods(1.5))
    #expect(try GlideText.glide("80ms") == .duration(80 * millisecond))
    #expect(try GlideText.glide("0") == .periods(0))
  }

  @Test(arguments: [
    ("100ms..30ms", 100e6, 30e6), ("50ms", 50e6, 50e6), ("100ms .. 30ms", 100e6, 30e6), ("0.1s..1:00", 100e6, 60e9),
    ("1.5s..2.5s", 1.5e9, 2.5e9),
  ])
  func `a ramp has one end or two`(_ text: String, _ from: Double, _ to: Double) throws {
    #expect(try RampText.ramp(text, of: .period) == WrittenRamp(from: from, to: to))
  }

  @Test(arguments: ["100ms..", "..30ms", "..", "100ms...30ms", "10ms..20ms..30ms", "100..30ms", "100ms..30"])
  func `what is no ramp is refused`(_ text: String) {
    #expect(throws: ValueFault.self) { try RampText.ramp(text, of: .period) }
  }

  @Test(arguments: [
    ("100-30ms", "100ms..30ms"), ("100ms -> 30ms", "100ms..30ms"), ("100ms to 30ms", "100ms..30ms"),
    ("100ms, 30ms", "100ms..30ms"), ("0.1s–0.03s", "0.1s..0.03s"),
  ])
  func `a ramp in another notation finds its own`(_ text: String, _ meant: String) {
    let fault = #expect(throws: ValueFault.self) { try RampText.ramp(text, of: .period) }
    #expect(fault == ValueFault(.badRamp, "`\(text)` is no ramp", help: "did you mean `\(meant)`?"))
  }

  @Test func `ramps of factors and levels may be negative`() throws {
    #expect(try RampText.ramp("1..-1", of: .sense) == WrittenRamp(from: 1, to: -1))
    #expect(try RampText.ramp("-1..1", of: .sense) == WrittenRamp(from: -1, to: 1))
    #expect(try RampText.ramp("-6dB..0dB", of: .level) == WrittenRamp(from: -6, to: 0))
  }

  @Test func `ramps are written out as mappings too`() throws {
    let piece = try score(
      """
      period: {from: 100ms, to: 30ms, curve: exponential}
      range: {between: [30deg, 60deg], every: 40s}
      level: silent
      """, movements: "  - scenes: [{for: 60s}]")
    let scene = try #require(piece.timeline().scenes.first)
    #expect(scene.period == Ramp(from: 100e6, to: 30e6, curve: .exponential, length: 60 * second))
    #expect(scene.range == Ramp(from: 30, to: 60, curve: .sine(every: 40 * second), length: 60 * second))
    #expect(scene.level.value(at: 30 * second) == -.infinity)
  }

  @Test func `axes are the first ones, a list, or none`() throws {
    let piece = try score(
      movements: """
          - scenes:
              - {for: 1s, dimensions: 4}
              - {for: 1s, dimensions: [7, 1, 5, 2]}
              - {for: 1s, dimensions: 0}
              - {for: 1s, dimensions: []}
        """)
    #expect(piece.timeline().scenes.map(\.dimensions) == [[1, 2, 3, 4], [1, 2, 5, 7], [], []])
  }
}

@Suite struct CommaTests {
  @Test(arguments: [
    ("range: 22,5deg", "22.5deg"), ("level: -3,5dB", "-3.5dB"), ("sense: \"0,5\"", "0.5"), ("period: 62,5ms", "62.5ms"),
    ("agent: {step: \"0,5%/s\"}", "0.5%/s"), ("glide: 1,5", "1.5"),
  ])
  func `a decimal comma is told as one`(_ line: String, _ meant: String) {
    #expect(faults(line).map(\.help) == ["decimals stand after a point, not a comma: `\(meant)`"])
  }

  @Test func `what a terminal would obey is refused, however it is written`() {
    let found = faults(
      "composer: \"a\\e[2Jb\"", movements: "  - scenes: [{for: 60s, name: \"x\\ay\", direction: \"a\\nb\"}]")
    #expect(found.map(\.code) == [.notText, .notText])
    #expect(found.first?.message == "the control character U+001B has no place in a score")
  }
}
