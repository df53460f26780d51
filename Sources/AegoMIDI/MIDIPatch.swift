import AegoPerformance
import CALSA

/// Which devices are listened to: all that are there, and all that come. Programs are left to whoever connects them.
struct MIDIPatch {
  private var heard: [MIDIPort.Address: String] = [:]
  private var lost: Set<String> = []

  /// What an event has led to.
  struct Outcome: Equatable {
    /// What it means for the controls.
    var event: MIDIEvent?
    /// What is to be told.
    var news: [MIDINews] = []
  }

  /// Listens to the devices that are there.
  mutating func begin(_ sequencer: some Sequencer) -> [MIDINews] {
    sequencer.ports.compactMap { listen(to: $0, sequencer) }
  }

  /// Takes an event: a control, or the announcement of a port.
  mutating func take(_ event: snd_seq_event_t, _ sequencer: some Sequencer) -> Outcome {
    let address = MIDIPort.Address(client: Int(event.data.addr.client), port: Int(event.data.addr.port))
    switch UInt32(event.type) {
    case SND_SEQ_EVENT_PORT_START.rawValue, SND_SEQ_EVENT_PORT_CHANGE.rawValue:
      return Outcome(news: [sequencer.port(address).flatMap { listen(to: $0, sequencer) }].compactMap(\.self))
    case SND_SEQ_EVENT_PORT_EXIT.rawValue: return Outcome(news: lose { $0 == address })
    case SND_SEQ_EVENT_CLIENT_EXIT.rawValue: return Outcome(news: lose { $0.client == address.client })
    default: return Outcome(event: MIDIEvent(event))
    }
  }

  private mutating func listen(to port: MIDIPort, _ sequencer: some Sequencer) -> MIDINews? {
    guard port.isHardware, heard[port.address] == nil else { return nil }
    let status = sequencer.connect(port.address)
    // Someone else may have connected it already.
    guard status == 0 || status == -EBUSY else {
      return .refused(port.name, reason: AlsaSequencer.reason(status))
    }
    heard[port.address] = port.name
    return lost.remove(port.name) == nil ? .heard(port.name) : .back(port.name)
  }

  private mutating func lose(_ isGone: (MIDIPort.Address) -> Bool) -> [MIDINews] {
    let gone = heard.filter { isGone($0.key) }.sorted { $0.key.port < $1.key.port }
    for (address, name) in gone {
      heard[address] = nil
      lost.insert(name)
    }
    return gone.map { .lost($0.value) }
  }
}
