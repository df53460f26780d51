import AegoPerformance
import CALSA
import Testing

@testable import AegoMIDI

/// A sequencer whose ports a test plugs.
private final class Bus: Sequencer {
  var ports: [MIDIPort] = []
  var connected: [MIDIPort.Address] = []
  /// What `connect` answers.
  var status: Int32 = 0

  func port(_ address: MIDIPort.Address) -> MIDIPort? { ports.first { $0.address == address } }

  func connect(_ address: MIDIPort.Address) -> Int32 {
    connected.append(address)
    return status
  }

  func plug(_ client: Int, _ name: String, isHardware: Bool = true) {
    ports.append(MIDIPort(.init(client: client, port: 0), name: name, isHardware: isHardware))
  }
}

/// What the sequencer says of a port.
private func announcement(_ type: snd_seq_event_type, _ client: UInt8) -> snd_seq_event_t {
  var event = snd_seq_event_t()
  event.type = UInt8(type.rawValue)
  event.data.addr = snd_seq_addr_t(client: client, port: 0)
  return event
}

@Suite struct MIDIPatchTests {
  @Test func `devices are listened to, programs are left to whoever connects them`() {
    let bus = Bus()
    bus.plug(14, "Midi Through", isHardware: false)
    bus.plug(20, "FS-1")
    bus.plug(24, "Softstep")
    var patch = MIDIPatch()
    #expect(patch.begin(bus) == [.heard("FS-1"), .heard("Softstep")])
    #expect(bus.connected.map(\.description) == ["20:0", "24:0"])
  }

  @Test func `a device that comes, goes and comes back under another number is told each time`() {
    let bus = Bus()
    var patch = MIDIPatch()
    #expect(patch.begin(bus).isEmpty)
    bus.plug(20, "FS-1")
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_START, 20), bus).news == [.heard("FS-1")])
    // Told twice by the system, connected once.
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_CHANGE, 20), bus).news.isEmpty)
    bus.ports = []
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_EXIT, 20), bus).news == [.lost("FS-1")])
    #expect(patch.take(announcement(SND_SEQ_EVENT_CLIENT_EXIT, 20), bus).news.isEmpty)
    bus.plug(28, "FS-1")
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_START, 28), bus).news == [.back("FS-1")])
    #expect(bus.connected.map(\.description) == ["20:0", "28:0"])
    #expect(patch.take(announcement(SND_SEQ_EVENT_CLIENT_EXIT, 28), bus).news == [.lost("FS-1")])
  }

  @Test func `a program that comes or goes, or a port that is gone at once, is nothing to tell`() {
    let bus = Bus()
    bus.plug(129, "sequencer", isHardware: false)
    var patch = MIDIPatch()
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_START, 129), bus).news.isEmpty)
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_EXIT, 129), bus).news.isEmpty)
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_START, 50), bus).news.isEmpty)
    #expect(bus.connected.isEmpty)
  }

  @Test func `a device that cannot be connected is told with its reason, and tried when it comes anew`() {
    let bus = Bus()
    bus.plug(20, "FS-1")
    bus.status = -EPERM
    var patch = MIDIPatch()
    #expect(patch.begin(bus) == [.refused("FS-1", reason: "operation not permitted")])
    // Connected by someone else already.
    bus.status = -EBUSY
    #expect(patch.take(announcement(SND_SEQ_EVENT_PORT_START, 20), bus).news == [.heard("FS-1")])
  }

  @Test func `what is no announcement is for the controls`() {
    var event = snd_seq_event_t()
    event.type = UInt8(SND_SEQ_EVENT_NOTEON.rawValue)
    event.data.note.note = 60
    event.data.note.velocity = 100
    var patch = MIDIPatch()
    #expect(patch.take(event, Bus()) == .init(event: .note(60, channel: 1)))
  }

  @Test func `a name says each word once`() {
    #expect(MIDIPort.name(client: "FS-1", port: "FS-1 MIDI 1") == "FS-1 MIDI 1")
    #expect(MIDIPort.name(client: "FS-1", port: "FS-1") == "FS-1")
    #expect(MIDIPort.name(client: "SoftStep", port: "Port 2") == "SoftStep, Port 2")
    #expect(MIDIPort.name(client: "SoftStep", port: "") == "SoftStep")
  }

  @Test(
    arguments: [
      (MIDINews.heard("A"), nil, "MIDI: A"),
      (.lost("A"), "midi-lost", "the MIDI device A is gone; it is taken up again when it comes back"),
      (.back("A"), "midi-back", "the MIDI device A is back"),
      (.refused("A", reason: "r"), "midi-refused", "the MIDI device A cannot be listened to: r"),
      (.overflowed, "midi-overflowed", "MIDI comes faster than it can be taken, and some is lost"),
      (.ended(reason: "r"), "midi-ended", "MIDI is heard no more: r; the performance goes on"),
    ] as [(MIDINews, String?, String)])
  func `news have a word for the take and a sentence for people`(news: MIDINews, what: String?, words: String) {
    #expect(news.what == what && news.words == words)
  }

  @Test func `errors say what helps`() {
    #expect(
      MIDIError.missing.description
        == "there is no MIDI sequencer on this machine\n  help: load the kernel's: modprobe snd-seq")
    #expect(
      MIDIError.forbidden.description
        == "this user may not use the MIDI sequencer\n  help: join the group audio and log in again")
  }
}
