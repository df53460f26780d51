/// What to tell of the address and port that are listened on.
public enum Reachable {
  /// Whether only programs of this machine are heard.
  public static func isLocal(_ listen: String) -> Bool {
    listen.hasPrefix("127.") || listen == "localhost" || listen == "::1"
  }

  /// Where the program is reached, and what to enter in the modules where it is by the network.
  public static func words(listen: String, port: UInt16) -> String {
    if isLocal(listen) { return "OSC: \(listen) port \(port)" }
    let own = Receiver.addressesOfThisMachine().filter { !$0.hasPrefix("127.") }
    let addresses = listen == "any" || listen == "0.0.0.0" ? own : [listen]
    guard let first = addresses.first else {
      return "OSC: every address of this machine, port \(port); it has no network"
    }
    let all = addresses.joined(separator: " or ")
    return """
      OSC: reached by the network at \(all), port \(port)
      On an R-IoT's page of settings: destination IP \(first), port \(port); on a phone: host \(first), port \(port)
      """
  }
}
