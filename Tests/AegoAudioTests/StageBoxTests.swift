import Foundation
import Testing

@testable import AegoAudio

/// Whether hops were played as the source gave them, in 32 bits.
private func isExact(_ played: ArraySlice<Int32>, from hop: Int) -> Bool {
  played.elementsEqual((0..<played.count).map { ToneSource.sample(hop * 1024 + $0) << 8 })
}

@Suite(.serialized) struct StageBoxTests {
  @Test func `a device with a clock gets every sample once, and no hop is late`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 60)
    let elapsed = try ContinuousClock().measure {
      let output = try tone.play(on: box.name)
      #expect(output.lack == nil && output.bufferFrames == 9600)
      #expect(output.underruns.load(ordering: .relaxed) == 0)
    }
    #expect(tone.late.load(ordering: .relaxed) == 0)
    let played = try box.played(as: Int32.self).prefix(60 * 1024)
    let exact = played.count == 60 * 1024 && isExact(played, from: 0)
    #expect(exact)
    #expect(elapsed > .milliseconds(600))
  }

  @Test func `the queue is as long as asked for`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 1)
    #expect(try SoundOutput(device: box.name, source: tone.source).bufferFrames == 2048)
    #expect(try SoundOutput(device: box.name, source: tone.source, buffer: 85_334_000).bufferFrames == 4096)
    // Two hops at least: one sounds while the other is made.
    #expect(try SoundOutput(device: box.name, source: tone.source, buffer: 1).bufferFrames == 1024)
  }

  @Test func `eight channels of sixteen bits play the first two`() throws {
    guard let box = try StageBox(channels: 8, format: "S16_LE") else { return }
    let tone = ToneSource(hops: 30)
    let output = try tone.play(on: box.name)
    #expect(output.lack == "takes 8 channels only")
    let played = try box.played(as: Int16.self)
    let frames = stride(from: 0, to: min(played.count, 30 * 512 * 8), by: 8)
    // ALSA cuts to 16 bits, or rounds.
    let isFirstTwo = frames.enumerated().allSatisfy { index, place in
      (0...1).allSatisfy { channel in
        (0...1).contains(Int32(played[place + channel]) - ToneSource.sample(2 * index + channel) >> 8)
      }
    }
    let isRestSilent = frames.allSatisfy { place in played[(place + 2)..<(place + 8)].allSatisfy { $0 == 0 } }
    #expect(frames.underestimatedCount == 30 * 512 && isFirstTwo && isRestSilent)
  }

  @Test func `a device of another rate is converted for, and keeps the time`() throws {
    guard let box = try StageBox(rate: 44100, format: "S16_LE") else { return }
    let tone = ToneSource(hops: 60)
    let output = try tone.play(on: box.name)
    #expect(output.lack == "plays 44100 Hz only")
    #expect(output.underruns.load(ordering: .relaxed) == 0 && output.losses.load(ordering: .relaxed) == 0)
    #expect(tone.late.load(ordering: .relaxed) == 0)
    let seconds = Double(try box.played(as: Int16.self).count) / 2 / 44100
    #expect(seconds > 0.63 && seconds < 0.75)
  }

  @Test func `a hop that takes too long is recovered from with a full queue, and the next one knows`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 60, slowHop: 20)
    let output = try tone.play(on: box.name)
    #expect(output.underruns.load(ordering: .relaxed) >= 1 && output.losses.load(ordering: .relaxed) == 0)
    // The slow hop itself was asked for in time.
    #expect(tone.firstLate.load(ordering: .relaxed) == 21)
    let played = try box.played(as: Int32.self)
    // The hop after the gap is faded in; all that follow are as they were given.
    #expect(played[20 * 1024] == 0)
    let exact = isExact(played[(21 * 1024)..<(60 * 1024)], from: 21)
    #expect(exact)
  }

  @Test func `a device that is slow to begin again after an underrun is not lost`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 190, slowHop: 120)
    let output = try SoundOutput(device: box.name, source: tone.source, buffer: ToneSource.queue)
    try output.start()
    // Past its first second, in which a device may take longer anyway.
    while tone.count < 110 { usleep(1000) }
    try box.begin(.slow)
    output.join()
    #expect(output.underruns.load(ordering: .relaxed) >= 1 && output.losses.load(ordering: .relaxed) == 0)
    let exact = isExact(try box.played(as: Int32.self)[(121 * 1024)..<(190 * 1024)], from: 121)
    #expect(exact)
  }

  @Test func `a device that takes nothing any more is lost after a second, and the performance goes on`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 190)
    let output = try SoundOutput(device: box.name, source: tone.source, buffer: ToneSource.queue)
    try output.start()
    // In its first second a device may take longer.
    while tone.count < 120 { usleep(1000) }
    try box.begin(.stalled)
    try box.begin(.busy)
    output.join()
    #expect(tone.count == 190)
    #expect(output.losses.load(ordering: .relaxed) == 1 && output.returns.load(ordering: .relaxed) == 0)
  }

  @Test func `an unplugged device is lost at once, and comes back faded in with a full queue`() throws {
    guard let box = try StageBox() else { return }
    let tone = ToneSource(hops: 400)
    let output = try SoundOutput(device: box.name, source: tone.source, buffer: ToneSource.queue)
    try output.start()
    while tone.count < 20 { usleep(1000) }
    try box.begin(.gone)
    while output.losses.load(ordering: .relaxed) == 0 { usleep(1000) }
    let before = try box.played(as: Int32.self).count
    try box.end(.gone)
    while output.returns.load(ordering: .relaxed) == 0 { usleep(1000) }
    output.join()
    #expect(tone.count == 400)
    #expect(output.losses.load(ordering: .relaxed) == 1 && output.underruns.load(ordering: .relaxed) == 0)
    let after = try box.played(as: Int32.self).dropFirst(before)
    #expect(after.first == 0 && after.count > 100 * 1024)
    // What follows the faded hop is the source's, without a gap up to its last sample.
    let rest = after.dropFirst(1024).prefix((after.count / 1024 - 8) * 1024)
    let start = try #require((20..<400).first { ToneSource.sample($0 * 1024) << 8 == rest.first })
    let exact = isExact(rest, from: start)
    #expect(exact)
  }

  @Test func `a device that is neither opened nor converted for is an error with a remedy`() throws {
    guard let box = try StageBox(format: "MU_LAW") else { return }
    try box.begin(.busy)
    let error = #expect(throws: AudioError.self) {
      try SoundOutput(device: box.name, source: ToneSource(hops: 1).source)
    }
    #expect(error?.description.hasPrefix("sound device \"\(box.name)\": device or resource busy\n") == true)
  }

  @Test func `a clock knows when its time had passed by more than a hop`() {
    // Deadlines every 10 s, from 25 s ago: two have passed, the first by more than a hop.
    var clock = DeadlineClock(hop: 10, rate: 1, start: MonotonicTime.now() - 25_000_000_000)
    let first = clock.wait()
    let second = clock.wait()
    #expect(first && !second)
  }
}
