/// Why nothing can be served; whoever serves says it with the remedy that there is.
public enum ServingError: Error, Equatable {
  /// The address is none of this machine's.
  case unknownAddress(String)
  /// The port cannot be listened on.
  case unavailable(address: String, port: UInt16, reason: String)
}
