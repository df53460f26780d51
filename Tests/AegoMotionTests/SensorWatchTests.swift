import Foundation
import Testing

@testable import AegoMotion

/// A watch that hears packets at times that the test says.
private struct Watched {
  let watch: SensorWatch
  var time: Int64 = 0

  init(_ motion: MotionSettings = MotionSettings()) { watch = SensorWatch(motion) }

  func hear(_ packet: [UInt8]) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(packet.count, 1), alignment: 16)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: packet)
    watch.hear(UnsafeMutableRawBufferPointer(rebasing: buffer[..<packet.count]), at: time)
  }

  /// A hundred times a second: packets, then the time goes on.
  mutating func play(_ seconds: Double, _ packets: (Double) -> [[UInt8]]) {
    for index in 0..<Int(seconds * 100) {
      for packet in packets(Double(index) / 100) { hear(packet) }
      watch.advance(to: time)
      time += 10_000_000
    }
  }

  var report: SensorReport { watch.report(at: time) }
}

@Suite struct SensorWatchTests {
  @Test(arguments: WireForm.allCases)
  func `every module is seen with its name, its rate and its turn`(_ form: WireForm) throws {
    var watched = Watched(form.settings)
    watched.play(3.2) { _ in form.packets(Forearm()) }
    watched.play(5) { form.packets(Forearm(roll: 60 * min($0, 1), speed: $0 < 1 ? 60 : 0)) }
    let report = watched.report
    let module = try #require(report.modules.first)
    #expect(report.modules.count == 1 && module.family == form.settings.right.family && module.arms == [.right])
    #expect(
      module.id
        == ["riot": "7", "comote": "left-hand", "zigsim": "7A3C-11", "ngimu": "", "custom": "/my/imu"][
          "\(module.family)"])
    #expect(abs(module.rate - 100) < 1 && module.jitter < 0.1 && abs(module.longestGap - 10) < 0.1)
    #expect(abs(module.angle - 60) < 0.5 && module.hasRestPose && !module.isSilent)
    #expect(abs(report.reward - 1) < 0.02)
    #expect(report.useless.isEmpty && report.malformed == 0)
  }

  @Test func `a module on no arm is seen as well, and one that is lost is silent`() throws {
    var watched = Watched()
    watched.play(1) { _ in WireForm.comote.packets(Forearm()) }
    watched.play(1) { _ in [] }
    let module = try #require(watched.report.modules.first)
    #expect(module.arms.isEmpty && module.isSilent && module.id == "left-hand")
    #expect(abs(module.longestGap - 1010) < 1)
  }

  @Test func `gaps and jitter are those of the arrivals`() throws {
    var watched = Watched()
    // Each second packet is 4 ms late: gaps of 14 and 6 ms, a standard deviation of 4.
    for index in 0..<400 {
      watched.time = Int64(index) * 10_000_000 + (index % 2 == 1 ? 4_000_000 : 0)
      watched.hear(WireForm.bitalino22.packets(Forearm())[0])
    }
    let module = try #require(watched.report.modules.first)
    #expect(abs(module.jitter - 4) < 0.05 && abs(module.longestGap - 14) < 0.01 && abs(module.rate - 100) < 1)
  }

  @Test func `batteries and buttons are told where they are sent`() throws {
    func module(_ form: WireForm) throws -> SensorReport.Module {
      var watched = Watched(form.settings)
      watched.play(0.1) { _ in form.packets(Forearm(buttons: [false, true])) }
      return try #require(watched.report.modules.first)
    }
    #expect(try abs((module(.riot1).battery ?? 0) - 3600.0 / 877) < 1e-6)
    #expect(try abs((module(.ircam).battery ?? 0) - 3.7) < 1e-6)
    #expect(try module(.riot3).battery == 0.5 && module(.riot3).buttons == [false, true])
    #expect(try module(.bitalino22).battery == nil && module(.bitalino22).buttons == [false, true])
    #expect(try module(.riot1).buttons == [false] && module(.ngimu).buttons == [])
    let ngimu = Watched(WireForm.ngimu.settings)
    let words: [UInt32] = [Float(87).bitPattern, 0, Float(4.1).bitPattern, 0]
    ngimu.hear(Packet.message("/battery", "ffffs", words) + Packet.text("Discharging"))
    #expect(abs((ngimu.report.modules.first?.battery ?? 0) - 0.87) < 1e-6)
  }

  @Test func `what cannot be used is told by address, and near to which it is`() {
    let watched = Watched()
    watched.hear(Packet.floats("/riot/v3/0/gyroscpe", [1, 2, 3]))
    watched.hear(Packet.floats("/riot/v3/0/gyroscpe", [1, 2, 3]))
    watched.hear(Packet.floats("/0/raw", [1]))
    watched.hear(Packet.floats("/reward", [.nan]))
    watched.hear(Packet.floats("/reward", [1]))
    watched.hear(Packet.message("/aego/mark", "s") + Packet.text("a"))
    watched.hear([1, 2, 3])
    #expect(
      watched.report.useless == [
        .init(path: "/riot/v3/0/gyroscpe", count: 2, reason: .unknownAddress),
        .init(path: "/0/raw", count: 1, reason: .wrongArguments),
        .init(path: "/reward", count: 1, reason: .notFinite),
      ])
    #expect(watched.report.commands == 2 && watched.report.malformed == 1)
    #expect(SensorForm.known(like: "/riot/v3/0/gyroscpe").contains("/riot/v3/0/gyroscope"))
    #expect(SensorForm.known(like: "/12/rav").contains("/12/raw"))
  }

  @Test(arguments: [
    ("/riot/v3/0/quaternion", "/riot/v3/0/absoluteorientation/quaternion"),
    ("/comote/left/gravity", "/comote/v3/left/gravity"),
  ])
  func `an address that lacks something in its middle is known by its ends`(_ path: String, _ meant: String) {
    #expect(SensorForm.kin(of: path) == meant)
  }

  @Test func `addresses are only likened to those that can be sent`() {
    for path in ["/aego/state", "/aego/take", "/riot/quad"] {
      let known = SensorForm.known(like: path)
      #expect(!known.contains("/aego/state") && !known.contains("/riot/quat") && !known.contains("/aego/late"))
    }
    #expect(SensorForm.kin(of: "/a/b") == nil && SensorForm.kin(of: "/nobody/knows/this") == nil)
  }

  @Test func `a thousand addresses that nobody knows are not all remembered`() {
    let watched = Watched()
    for index in 0..<1000 { watched.hear(Packet.floats("/x/\(index)", [1])) }
    #expect(watched.report.useless.count == 32)
  }

  @Test func `what is recorded plays again as it came`() throws {
    let folder = try Folder()
    let path = folder.path("record.osc")
    let recorder = try PacketRecorder(path: path)
    func hear(_ packet: [UInt8], _ time: Int64) {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 16)
      defer { buffer.deallocate() }
      buffer.copyBytes(from: packet)
      recorder.hear(buffer, at: time)
    }
    let forearm = Forearm(yaw: 3, pitch: 1, roll: 33.3, speed: 7)
    hear(WireForm.bitalino22.packets(forearm)[0], 1_000_000_000)
    hear(WireForm.riot3.packets(forearm)[0], 1_500_000_000)
    hear(Packet.message("/page/1/title", "s") + Packet.text("a b"), 2_000_000_000)
    hear(Packet.message("/aego/jump", "s") + Packet.text("the end"), 2_250_000_000)
    // Every other type; the line is what oscdump 0.31 prints, but for the blank in the string.
    let words = [0, 5, 0x4004_0000, 0, 3, 0x6162_6300, 65, 0x0102_03ff, 1, 2].flatMap(Packet.word)
    hear(
      Packet.text("/x") + Packet.text(",hdTFNIbcmtsS") + words + Packet.text("a b") + Packet.text("sy"), 2_250_000_000)
    #expect(recorder.messages == 12)
    try recorder.close()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first?.hasPrefix("00000000.00000000 /7/raw ffffffffffffffffffffff ") == true)
    let last =
      "00000001.40000000 /x hdTFNIbcmtsS 5 2.5 #T #F Nil Infinitum [3b 0x61 0x62 0x63] 'A' "
      + "MIDI [0x01 0x02 0x03 0xff] 00000001.00000002 \"a%20b\" 'sy"
    #expect(lines.last.map(String.init) == last)
    #expect(lines.contains("00000001.00000000 /page/1/title s \"a%20b\""))
    #expect(lines.count == 12)
    let reader = try StreamReader(
      path: path, vocabulary: Vocabulary(scenes: ["the end"], motion: WireForm.riot3.settings))
    var contents: [StreamEntry.Content] = []
    while let entry = try reader.next() { contents.append(entry.content) }
    let expected = (WireForm.bitalino22.packets(forearm) + WireForm.riot3.packets(forearm))
      .flatMap { results(of: $0, Vocabulary(motion: WireForm.riot3.settings)) }.compactMap { try? $0.get() }
    #expect(contents.compactMap { if case .message(let message) = $0 { message } else { nil } } == expected)
    #expect(contents.contains(.jump(name: "the end")))
    let again = #expect(throws: MotionError.self) { try PacketRecorder(path: path) }
    #expect(again == .unwritable(path: path, reason: "File exists"))
  }
}
