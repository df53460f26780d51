/// A port that MIDI comes from.
public struct MIDIPort: Sendable, Equatable {
  /// Where ALSA's sequencer has it.
  public struct Address: Sendable, Hashable, CustomStringConvertible {
    /// The client.
    public var client: Int
    /// The client's port.
    public var port: Int

    /// A client's port.
    public init(client: Int, port: Int) { (self.client, self.port) = (client, port) }

    /// As `aconnect` has it: `20:0`.
    public var description: String { "\(client):\(port)" }
  }

  /// Where it is.
  public var address: Address
  /// What it is called.
  public var name: String
  /// Whether a device stands behind it, and not a program.
  public var isHardware: Bool

  /// A port.
  public init(_ address: Address, name: String, isHardware: Bool) {
    (self.address, self.name, self.isHardware) = (address, name, isHardware)
  }

  /// A port's name together with its client's, each word once.
  static func name(client: String, port: String) -> String {
    if port.isEmpty || client == port { return client }
    return port.hasPrefix(client) ? port : "\(client), \(port)"
  }
}
