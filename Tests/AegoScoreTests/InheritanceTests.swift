import Testing

@testable import AegoScore

struct InheritanceTests {
  @Test func `the innermost level wins for every key`() throws {
    let keys = """
      space: SPACE, dimensions: DIMENSIONS, period: PERIOD, range: RANGE, sense: SENSE, level: LEVEL, crossfade: CROSS,
      step: STEP, glide: GLIDE, exploration: EXPLORATION, settling: SETTLING, curiosity: CURIOSITY, memory: MEMORY,
      enter: ENTER, voice: VOICE, image: {palette: PALETTE}
      """
    let names = [
      "SPACE", "DIMENSIONS", "PERIOD", "RANGE", "SENSE", "LEVEL", "CROSS", "STEP", "GLIDE", "EXPLORATION", "SETTLING",
      "CURIOSITY", "MEMORY", "ENTER", "VOICE", "PALETTE",
    ]
    func written(_ values: [String]) -> String {
      zip(names, values).reduce(keys) { $0.replacing(": \($1.0)", with: ": \($1.1)") }
    }
    let outer = written([
      "b", "2", "50ms", "30deg", "0.5", "-6dB", "1s", "1%", "100%", "0.2", "30s", "0.3", "carry", "home", "sines",
      "warm",
    ])
    let inner = written([
      "a", "3", "60ms", "40deg", "-0.5", "-9dB", "2s", "2%/s", "80ms", "0.4", "10s", "0.5", "fresh", "random",
      "spectral", "cold",
    ])
    let fields = { (text: String) in text.replacing("\n", with: " ") }
    let piece = fields(outer).replacing(", image", with: "\nimage")
      .split(separator: "\n").flatMap {
        $0.hasPrefix("image") ? [String($0)] : $0.split(separator: ", ").map(String.init)
      }
      .map { $0.trimmingPrefix(" ") }.joined(separator: "\n")
    let scenes = try score(
      piece,
      movements: """
          - scenes:
              - {for: 1s}
              - {for: 1s, \(fields(inner))}
          - {\(fields(inner)), scenes: [{for: 1s}, {for: 1s, \(fields(outer))}]}
        """
    ).timeline().scenes
    for (index, isInner) in [false, true, true, false].enumerated() {
      let scene = scenes[index]
      #expect(scene.space == (isInner ? 0 : 1))
      #expect(scene.dimensions == Array(1...(isInner ? 3 : 2)))
      #expect(scene.period.from == (isInner ? 60e6 : 50e6))
      #expect(scene.range.from == (isInner ? 40 : 30))
      #expect(scene.sense.from == (isInner ? -0.5 : 0.5))
      #expect(scene.level.from == (isInner ? -9 : -6))
      #expect(scene.crossfade == (isInner ? 2 : 1) * second)
      #expect(scene.step == (isInner ? .perSecond(0.02) : .perAction(0.01)))
      #expect(scene.glide == (isInner ? .duration(80 * millisecond) : .periods(1)))
      #expect(scene.exploration == (isInner ? 0.4 : 0.2))
      #expect(scene.settling == (isInner ? 10 : 30) * second)
      #expect(scene.curiosity == (isInner ? 0.5 : 0.3))
      #expect(scene.memory == (isInner ? .fresh : .carry))
      #expect(scene.enter == (isInner ? .random : .home))
      #expect(scene.voice == (isInner ? .spectral : .sines))
      #expect(scene.image.palette == (isInner ? .cold : .warm))
    }
  }

  @Test func `groups and direct keys mean the same, on every level`() throws {
    let direct = try score(
      "step: 2%\nvoice: sines", movements: "  - {memory: carry, scenes: [{for: 1s, enter: home}]}")
    let grouped = try score(
      "agent: {step: 2%}\nsound: {voice: sines}",
      movements: "  - {agent: {memory: carry}, scenes: [{for: 1s, agent: {enter: home}}]}")
    #expect(direct.timeline() == grouped.timeline())
  }

  @Test func `the parts of an image are inherited one by one`() throws {
    let scene = try score(
      "image: {palette: warm, mirrored: yes}",
      movements: "  - {image: {text: off}, scenes: [{for: 1s, image: {palette: cold}}]}"
    ).timeline().scenes[0]
    #expect(scene.image.palette == .cold)
    #expect(scene.image.mirrored)
    #expect(!scene.image.text)
  }

  @Test func `a piece that says nothing has the reference's defaults`() throws {
    let piece = try score(movements: "  - scenes: [{for: 1m}]")
    let scene = piece.timeline().scenes[0]
    #expect(piece.seed == .number(0))
    #expect(piece.start == .now)
    #expect(piece.sensors == SensorSettings())
    #expect(piece.sensors.left?.invert == true && piece.sensors.right?.invert == false)
    #expect((scene.movement, scene.name, scene.space) == ("movement 1", "movement 1 1", 0))
    #expect(scene.dimensions == [1])
    #expect((scene.minimum, scene.nominal, scene.maximum) == (60 * second, 60 * second, 60 * second))
    #expect(scene.period == Ramp(constant: 100e6))
    #expect((scene.range.from, scene.sense.from, scene.level.from) == (60, 1, 0))
    #expect(scene.crossfade == 50 * millisecond)
    #expect((scene.step, scene.glide) == (.perSecond(0.1), .periods(1.5)))
    #expect((scene.exploration, scene.settling, scene.curiosity) == (0.1, 60 * second, 0.1))
    #expect((scene.memory, scene.enter, scene.voice) == (.space, .stay, .spectral))
    #expect(scene.image == ImageSettings())
  }

  @Test func `a default that is written out is the default`() throws {
    let silent = try score(movements: "  - scenes: [{for: 60s}]")
    let spoken = try score(
      """
      seed: 0
      start: now
      sensors:
        port: 8888
        listen: 127.0.0.1
        left: {source: riot, id: 0, invert: true}
        right: {source: riot, id: 1}
        reward: {axis: roll, deadzone: 5deg, smoothing: 50ms, rest: 3s, timeout: 500ms}
      range: 60deg
      sense: 1
      agent: {step: 10%/s, glide: 150%, exploration: 0.1, settling: 60s, curiosity: 0.1, credit: 0.2s..1.2s, memory: space, enter: stay, start: none}
      sound: {rate: 48000, voice: spectral, width: 0.6, fade in: 3s, fade out: 10s}
      image: {palette: white, text: on, mirrored: false}
      transport: {guard: 1s, hold: play}
      period: 100ms
      level: 0dB
      crossfade: 50ms
      space: a
      dimensions: 1
      """, movements: "  - {repeat: 1, scenes: [{for: 60s, repeat: 1}]}")
    #expect(spoken.timeline() == silent.timeline())
    #expect((spoken.sensors, spoken.agent, spoken.sound) == (silent.sensors, silent.agent, silent.sound))
    #expect((spoken.seed, spoken.start, spoken.transport) == (silent.seed, silent.start, silent.transport))
  }
}
