import AegoServing

/// Why there is no stage.
public enum StageError: Error, Equatable, CustomStringConvertible {
  /// The address is none of this machine's.
  case unknownAddress(String)
  /// The port cannot be listened on.
  case unavailable(address: String, port: UInt16, reason: String)

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
      "--stage-listen \(address): write an address of this machine such as 192.168.1.5, any for all of them, or "
        + "127.0.0.1 for this machine alone"
    case .unavailable(let address, let port, let reason):
      "stage: \(address) port \(port): \(reason); choose another with --stage-port, or play without by --no-stage"
    }
  }
}
