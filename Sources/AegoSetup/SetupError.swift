import AegoServing

/// Why something cannot be set up.
public enum SetupError: Error, Equatable, CustomStringConvertible {
  /// The address is none of this machine's.
  case unknownAddress(String)
  /// The port cannot be listened on.
  case unavailable(address: String, port: UInt16, reason: String)
  /// There is no such score or folder, or it cannot be read.
  case unreadable(path: String, reason: String)
  /// No score can have this name.
  case badName(String)
  /// The file was changed by another program since it was read, or is there already.
  case changed(name: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)
  /// What the page asked for is nothing that it can have.
  case badRequest(String)

  init(_ error: ServingError) {
    self =
      switch error {
      case .unknownAddress(let address): .unknownAddress(address)
      case .unavailable(let address, let port, let reason):
        .unavailable(address: address, port: port, reason: reason)
      }
  }

  /// The whole message: place, cause and remedy.
  public var description: String {
    switch self {
    case .unknownAddress(let address):
      "--listen \(address): write an address of this machine such as 192.168.1.5, any for all of them, or 127.0.0.1 "
        + "for this machine alone"
    case .unavailable(let address, let port, let reason):
      "setup: \(address) port \(port): \(reason); choose another with --port"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .badName(let name):
      "\(name.prefix(80)): a score's name ends in .yaml and lies in the folder that was opened, or in Scores there"
    case .changed(let name): "\(name): it is there already, or was changed by another program since it was read"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .badRequest(let words): words
    }
  }
}
