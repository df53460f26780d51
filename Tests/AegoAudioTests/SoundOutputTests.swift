import Foundation
import Testing

@testable import AegoAudio

/// A PulseAudio server of the test's own, with a null sink that runs at a real clock; nil where there is none.
private final class Sink {
  private let process = Process()
  private let folder: URL

  init?() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pulseaudio") else { return nil }
    folder = FileManager.default.temporaryDirectory.appending(path: "aego-audio-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let socket = folder.appending(path: "native").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pulseaudio")
    process.arguments = [
      "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--log-level=error", "-L",
      "module-native-protocol-unix socket=\(socket) auth-anonymous=1", "-L",
      "module-null-sink sink_name=stage rate=48000",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(["PULSE_RUNTIME_PATH": folder.path]) { $1 }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    setenv("PULSE_SERVER", "unix:\(socket)", 1)
    // The socket appears when the server listens; a machine that cannot run it has none after ten seconds.
    let end = Date(timeIntervalSinceNow: 10)
    while !FileManager.default.fileExists(atPath: socket) {
      guard process.isRunning, Date() < end else {
        stop()
        return nil
      }
      usleep(10_000)
    }
  }

  func stop() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}

@Suite(.serialized) struct SoundOutputTests {
  @Test func `ALSA's null device takes every hop once`() throws {
    let tone = ToneSource(hops: 200)
    let output = try tone.play(on: "null")
    #expect(tone.count == 200)
    #expect(output.underruns.load(ordering: .relaxed) == 0 && output.losses.load(ordering: .relaxed) == 0)
    #expect(output.bufferFrames > 0)
  }

  @Test func `the device gets the very samples, in order`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "aego-\(UUID().uuidString).raw")
    defer { try? FileManager.default.removeItem(at: path) }
    let tone = ToneSource(hops: 30)
    _ = try tone.play(on: "file:'\(path.path)',raw")
    let written = try Data(contentsOf: path).withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    #expect(written == (0..<(30 * 1024)).map { ToneSource.sample($0) << 8 })
  }

  @Test func `a device that is not there is told with those that are`() {
    let error = #expect(throws: AudioError.self) {
      try SoundOutput(device: "nowhere", source: ToneSource(hops: 1).source)
    }
    let known = AudioDevices.list().map(\.name)
    #expect(known.contains("null"))
    #expect(
      error?.description == "sound device \"nowhere\": no such file or directory\n"
        + "  help: aego devices tells which can be opened and what each can play; known are "
        + known.joined(separator: ", "))
  }

  @Test func `every error has its text`() {
    #expect(
      AudioError.unavailable(device: "default", reason: "no such device", known: []).description
        == "sound device \"default\": no such device\n"
        + "  help: this machine has no sound device; --no-audio plays silently")
    #expect(
      AudioError.unsuitable(device: "hw:0", what: "plays 44100 Hz only", reason: "invalid argument").description
        == "sound device \"hw:0\": it plays 44100 Hz only, and ALSA cannot convert: invalid argument\n"
        + "  help: choose another one with --device; aego devices tells what each can play")
    #expect(
      AudioError.noThread(reason: "Resource temporarily unavailable").description
        == "the sound's thread cannot be started: Resource temporarily unavailable\n"
        + "  help: end other programs, then start again")
  }

  @Test func `without a device the hops come at their times`() throws {
    let tone = ToneSource(hops: 94)
    let elapsed = try ContinuousClock().measure { _ = try tone.play(on: nil) }
    #expect(tone.count == 94)
    // 93 waits of 10.67 ms; late wake-ups do not add up.
    #expect(elapsed > .milliseconds(991) && elapsed < .milliseconds(1500))
  }

  @Test func `a clocked sink is fed in time, and when it goes the performance goes on`() throws {
    guard let sink = try Sink() else { return }
    defer { sink.stop() }
    let whole = ToneSource(hops: 188)
    var output: SoundOutput?
    let elapsed = try ContinuousClock().measure { output = try whole.play(on: "pulse") }
    #expect(output?.underruns.load(ordering: .relaxed) == 0)
    #expect(whole.count == 188 && output?.losses.load(ordering: .relaxed) == 0)
    // Two seconds of sound, less what may still be queued when the server says it is drained.
    #expect(elapsed > .milliseconds(1850) && elapsed < .seconds(4))

    let cut = ToneSource(hops: 188)
    let second = try SoundOutput(device: "pulse", source: cut.source, buffer: ToneSource.queue)
    try second.start()
    while cut.count < 60 { usleep(1000) }
    sink.stop()
    second.join()
    #expect(cut.count == 188)
    #expect(second.losses.load(ordering: .relaxed) == 1)
  }
}
