import AegoAudio
import AegoMIDI
import AegoMotion
import AegoPerformance
import AegoScore
import Foundation
import Testing

@testable import AegoDoctor

/// A score's text with so long a scene, read.
private func score(_ scene: String = "{for: 60s}", _ lines: String = "") throws -> Score {
  let text = "score: 1\ntitle: t\nspaces: {a: a.safetensors}\n\(lines)\nmovements: [{scenes: [\(scene)]}]\n"
  return try #require(ScoreReader(path: "score.yaml", text: text).score)
}

/// What belongs to the performance itself.
@Suite struct PerformanceExaminationTests {
  private func sound(_ timing: SoundTiming) -> String { words(SoundExamination.finding(timing, device: "default")) }

  @Test func `a device is told with its rate, its delay and its queue`() {
    var timing = SoundTiming(asked: 48000, rate: 47999.93, worstDelay: 0.0042, bufferFrames: 2048)
    let figures = "default, 47999.9 Hz of 48000, woken at most 4.2 ms late, queue 42.7 ms"
    #expect(sound(timing) == "ok      sound: " + figures)
    timing.lack = "plays 44100 Hz only"
    #expect(sound(timing) == "ok      sound: \(figures); it plays 44100 Hz only, and ALSA converts")
    timing.underruns = 1
    #expect(
      sound(timing)
        == "warning sound: \(figures); it ran dry once\n  help: end other programs, or give it more: --buffer 85ms")
    timing.losses = 1
    #expect(
      sound(timing) == "error   sound: default was lost while it played silence\n"
        + "  help: look at its cable; aego devices tells of others")
  }

  @Test func `a device that is late, of another speed or without a clock is told`() {
    let late = SoundTiming(asked: 48000, rate: 48000, worstDelay: 0.03, bufferFrames: 2048)
    #expect(
      sound(late) == "warning sound: default, 48000.0 Hz of 48000, woken at most 30.0 ms late, queue 42.7 ms: half of "
        + "the queue\n  help: end other programs, or give it more: --buffer 85ms")
    let other = SoundTiming(asked: 48000, rate: 44100, worstDelay: 0, bufferFrames: 2048)
    #expect(sound(other).hasPrefix("warning sound: default, 44100.0 Hz of 48000, "))
    #expect(sound(other).contains(": it plays at another speed than it says\n  help: choose another device"))
    let none = SoundTiming(asked: 48000, rate: nil, worstDelay: 0, bufferFrames: 2048)
    #expect(
      sound(none) == "warning sound: default takes all that it is given at once, and keeps no time\n"
        + "  help: aego devices tells which others there are; choose with --device")
  }

  @Test func `a device that does not open is told with the remedy that play has`() throws {
    var examination = SoundExamination(Concert(try score(), path: "score.yaml", device: "nowhere"))
    #expect(
      words(examination.findings()).hasPrefix(
        "error   sound: sound device \"nowhere\": no such file or directory\n  help: "))
    examination = SoundExamination(Concert(try score(), path: "score.yaml", device: nil))
    #expect(examination.findings().isEmpty)
  }

  @Test(arguments: [
    (0.21, 0.6, 0, "ok      engine: a hop takes 21 % of its time, 60 % at worst (scene all)"),
    (
      0.21, 1.3, 2,
      "warning engine: a hop takes 21 % of its time, 130 % at worst (scene all); 2 of 375 were late\n"
        + "  help: end other programs; --buffer 85ms forgives more"
    ),
    (
      0.95, 1.3, 200,
      "error   engine: a hop takes 95 % of its time, 130 % at worst (scene all): this machine is too slow for the "
        + "score\n  help: open fewer axes, write a longer period, or take a faster machine"
    ),
  ])
  func `the engine's time is told over that of a hop`(mean: Double, worst: Double, late: Int, text: String) {
    let times = HopTimes(scene: "all", mean: mean, worst: worst, late: late, count: 375)
    #expect(words(EngineExamination.finding(times)) == text)
  }

  private static let need = DiskExamination.Need(perMinute: 24e6, minutes: 10)

  private static let endless = DiskExamination.Need(perMinute: 24e6, minutes: nil)

  static let disks: [(DiskExamination.Facts, DiskExamination.Need, String)] = [
    (
      DiskExamination.Facts(folder: "takes", free: 2_400_000_000, speed: 180e6), need,
      "ok      disk: room for 100 min, the piece lasts 10 min at most; 24 MB a minute at most, 180 MB/s"
    ),
    (
      DiskExamination.Facts(folder: "takes", free: 216_000_000, speed: 180e6), need,
      "error   disk: room for 9 min, the piece lasts 10 min at most; 24 MB a minute at most, 180 MB/s\n"
        + "  help: make room in takes, or name another with --take"
    ),
    (
      DiskExamination.Facts(folder: "takes", free: 2_400_000_000, speed: 2e6), need,
      "warning disk: room for 100 min, the piece lasts 10 min at most; 24 MB a minute at most, 2 MB/s: slow\n"
        + "  help: write the take to another disk with --take"
    ),
    (
      DiskExamination.Facts(folder: "/mnt", free: 2_400_000_000, speed: nil, reason: "read-only file system"), need,
      "error   disk: /mnt cannot be written to: read-only file system\n"
        + "  help: start in another folder, or name one with --take"
    ),
    (
      DiskExamination.Facts(folder: "evening", free: 0, isTaken: true), need,
      "error   disk: evening: a take is here already, and a take is never overwritten\n"
        + "  help: name another folder with --take"
    ),
    (
      DiskExamination.Facts(folder: "takes", free: 14_400_000_000, speed: 180e6), endless,
      "ok      disk: room for 10 h of a piece without an end; 24 MB a minute at most, 180 MB/s"
    ),
    (
      DiskExamination.Facts(folder: "takes", free: 720_000_000, speed: 180e6), endless,
      "warning disk: room for 30 min of a piece without an end; 24 MB a minute at most, 180 MB/s\n"
        + "  help: make room in takes"
    ),
  ]

  @Test(arguments: disks)
  func `the disk must hold the longest take`(facts: DiskExamination.Facts, need: DiskExamination.Need, text: String) {
    #expect(words(DiskExamination.finding(facts, need)) == text)
  }

  @Test func `a take's folder is looked at where it will be, and nothing is left there`() throws {
    let system = try FakeSystem(["/full/take.json": "{}"])
    #expect(DiskExamination.look(system.root + "/full").isTaken)
    let facts = DiskExamination.look(system.root + "/new/evening")
    #expect(facts.folder == system.root && facts.free > 0 && (facts.speed ?? 0) > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: system.root) == ["full"])
    #expect(DiskExamination.look("/proc/evening").speed == nil)
  }

  @Test func `what a take needs is counted with open scenes at their longest`() throws {
    let concert = Concert(
      try score("{for: {max: 9m}, until: go}, {for: 50s}", "sound: {fade out: 10s}"), path: "score.yaml", device: nil)
    #expect(DiskExamination(concert).need.minutes == 10)
    // 24 bits of two channels, and two arms at 200 Hz.
    #expect(DiskExamination(concert).need.perMinute == 17_280_000 + 5_280_000 + 1_000_000)
    let endless = try #require(
      ScoreReader(
        path: "score.yaml",
        text: "score: 1\ntitle: t\nspaces: {a: a}\nmovements: [{repeat: forever, scenes: [{for: 60s}]}]\n"
      ).score)
    #expect(DiskExamination(Concert(endless, path: "score.yaml", device: nil)).need.minutes == nil)
  }

  @Test func `a port that another program has is told with its name`() throws {
    let holder = try Receiver(port: 0, deliver: { _ in })
    var concert = Concert(try score(), path: "score.yaml", device: nil)
    concert.port = holder.port
    let text = words(PortExamination(concert).findings())
    #expect(text.hasPrefix("error   port: UDP port \(holder.port) is in use by "), "\(text)")
    #expect(text.hasSuffix("\n  help: end that program, or choose another port with --port"))
    concert.port = 0
    #expect(
      words(PortExamination(concert).findings()).wholeMatch(of: #/ok      port: UDP \d+ is free on 127.0.0.1/#) != nil)
    concert.listen = "192.0.2.1"
    #expect(
      words(PortExamination(concert).findings()).hasPrefix(
        "error   port: \"192.0.2.1\" is not an address of this machine\n  help: write one of 127.0.0.1"))
  }

  private func midi(isWanted: Bool = true, _ ports: Result<[MIDIPort], MIDIError>) -> String {
    let examination = MIDIExamination(isWanted: isWanted) { () throws(MIDIError) in try ports.get() }
    return words(examination.findings())
  }

  @Test func `MIDI is looked at where the score has it`() throws {
    let through = MIDIPort(.init(client: 14, port: 0), name: "Midi Through", isHardware: false)
    let foot = MIDIPort(.init(client: 20, port: 0), name: "FS-1", isHardware: true)
    #expect(midi(.success([through, foot])) == "ok      MIDI: FS-1")
    #expect(
      midi(.success([through])) == "warning MIDI: the score has MIDI controls, and no device is there\n"
        + "  help: plug it in, now or while it plays; aconnect joins programs to ægo")
    #expect(
      midi(.failure(.missing)) == "warning MIDI: there is no MIDI sequencer on this machine\n"
        + "  help: load the kernel's: modprobe snd-seq")
    #expect(midi(isWanted: false, .failure(.missing)).isEmpty)
    func isWanted(_ controls: String) throws -> Bool {
      MIDIExamination(Concert(try score("{for: 60s}", controls), path: "", device: nil)).isWanted
    }
    #expect(try isWanted("controls: {midi ch 2 pc 3: go}"))
    #expect(try !isWanted("controls: {key g: go}"))
  }

  @Test func `a score whose spaces cannot be used is told with the first problem`() throws {
    let system = try FakeSystem([
      "/score.yaml": "score: 1\ntitle: t\nspaces: {a: a.safetensors}\nmovements: [{scenes: [{for: 60s}]}]"
    ])
    let path = system.root + "/score.yaml"
    let text = words(SpacesExamination(Concert(try score(), path: path, device: nil)).findings())
    #expect(text.hasPrefix("error   spaces: "), "\(text)")
    #expect(text.hasSuffix("\n  help: aego check \(path) tells where, and what to do"), "\(text)")
    #expect(EngineExamination(Concert(try score(), path: path, device: nil)).findings().isEmpty)
  }
}
