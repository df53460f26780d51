import CALSA

/// A client of ALSA's sequencer with one port, "ægo:controls", that others may connect to.
///
/// Unchecked, because one thread at a time has it: whoever opened it hands it on.
final class AlsaSequencer: Sequencer, @unchecked Sendable {
  private let handle: OpaquePointer
  private let ownPort: Int32

  /// Opens the sequencer.
  ///
  /// - Throws: `MIDIError`, where there is none or it cannot be used.
  init() throws(MIDIError) {
    calsa_silence()
    var opened: OpaquePointer?
    // Both ways, since who only listens cannot ask for ports.
    let status = snd_seq_open(&opened, "default", SND_SEQ_OPEN_OUTPUT | SND_SEQ_OPEN_INPUT, SND_SEQ_NONBLOCK)
    guard status == 0, let handle = opened else { throw AlsaSequencer.error(status) }
    snd_seq_set_client_name(handle, "ægo")
    let port = snd_seq_create_simple_port(
      handle, "controls", UInt32(SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE),
      UInt32(SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_APPLICATION))
    guard port >= 0 else {
      snd_seq_close(handle)
      throw AlsaSequencer.error(port)
    }
    (self.handle, ownPort) = (handle, port)
  }

  deinit { snd_seq_close(handle) }

  private static func error(_ status: Int32) -> MIDIError {
    switch -status {
    case ENOENT, ENODEV, ENXIO: .missing
    case EACCES, EPERM: .forbidden
    default: .unavailable(reason: reason(status))
    }
  }

  /// ALSA's error in words.
  static func reason(_ status: Int32) -> String { String(cString: snd_strerror(status)).lowercased() }

  /// Has ports that come and go announced.
  func watchPorts() {
    snd_seq_connect_from(handle, ownPort, Int32(SND_SEQ_CLIENT_SYSTEM), Int32(SND_SEQ_PORT_SYSTEM_ANNOUNCE))
  }

  func connect(_ address: MIDIPort.Address) -> Int32 {
    snd_seq_connect_from(handle, ownPort, Int32(address.client), Int32(address.port))
  }

  /// What to wait for.
  var descriptors: [pollfd] {
    let count = snd_seq_poll_descriptors_count(handle, Int16(POLLIN))
    var all = [pollfd](repeating: pollfd(fd: -1, events: 0, revents: 0), count: Int(count))
    snd_seq_poll_descriptors(handle, &all, UInt32(count), Int16(POLLIN))
    return all
  }

  /// The next event, without waiting; else ALSA's error: `EAGAIN` where there is none, `ENOSPC` where some are lost.
  func next() -> Result<snd_seq_event_t, SequencerFault> {
    var event: UnsafeMutablePointer<snd_seq_event_t>?
    let status = snd_seq_event_input(handle, &event)
    guard status >= 0, let event else { return .failure(SequencerFault(status: status < 0 ? status : -EAGAIN)) }
    return .success(event.pointee)
  }

  // MARK: Ports

  var ports: [MIDIPort] {
    var found: [MIDIPort] = []
    withInfo { client, port in
      snd_seq_client_info_set_client(client, -1)
      while snd_seq_query_next_client(handle, client) == 0 {
        snd_seq_port_info_set_client(port, snd_seq_client_info_get_client(client))
        snd_seq_port_info_set_port(port, -1)
        while snd_seq_query_next_port(handle, port) == 0 {
          if let port = AlsaSequencer.port(port, of: client) { found.append(port) }
        }
      }
    }
    return found
  }

  func port(_ address: MIDIPort.Address) -> MIDIPort? {
    withInfo { client, port in
      guard snd_seq_get_any_client_info(handle, Int32(address.client), client) == 0,
        snd_seq_get_any_port_info(handle, Int32(address.client), Int32(address.port), port) == 0
      else { return nil }
      return AlsaSequencer.port(port, of: client)
    }
  }

  private static func port(_ info: OpaquePointer, of client: OpaquePointer) -> MIDIPort? {
    let given = UInt32(SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ)
    let address = MIDIPort.Address(
      client: Int(snd_seq_port_info_get_client(info)), port: Int(snd_seq_port_info_get_port(info)))
    guard snd_seq_port_info_get_capability(info) & given == given, address.client != Int(SND_SEQ_CLIENT_SYSTEM) else {
      return nil
    }
    let name = MIDIPort.name(
      client: String(cString: snd_seq_client_info_get_name(client)),
      port: String(cString: snd_seq_port_info_get_name(info)))
    let isHardware = snd_seq_port_info_get_type(info) & UInt32(SND_SEQ_PORT_TYPE_HARDWARE) != 0
    return MIDIPort(address, name: name, isHardware: isHardware)
  }

  private func withInfo<Value>(_ work: (_ client: OpaquePointer, _ port: OpaquePointer) -> Value?) -> Value? {
    var (client, port): (OpaquePointer?, OpaquePointer?)
    defer {
      if client != nil { snd_seq_client_info_free(client) }
      if port != nil { snd_seq_port_info_free(port) }
    }
    guard snd_seq_client_info_malloc(&client) == 0, snd_seq_port_info_malloc(&port) == 0, let client, let port else {
      return nil
    }
    return work(client, port)
  }
}

/// Why the sequencer gave no event.
struct SequencerFault: Error {
  /// ALSA's error, below 0.
  var status: Int32
}
