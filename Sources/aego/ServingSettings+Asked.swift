import AegoMotion
import AegoServing
import Foundation

extension ServingSettings {
  /// What is asked for on the command line: this machine alone, or the network too, which then needs a token.
  init(asked address: String, port: UInt16) {
    self.init()
    (self.address, self.port) = (address, port)
    guard !Reachable.isLocal(address) else { return }
    token = KeptToken.current
    let name = ProcessInfo.processInfo.hostName
    hosts = Receiver.addressesOfThisMachine() + [name, name + ".local"]
  }

  /// Sixty-four drawn bits.
  static var word: String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The whole address of a page, token included, as a browser opens it.
  func address(of path: String, port: UInt16) -> String {
    guard let token else { return "http://localhost:\(port)\(path)" }
    let own = Receiver.addressesOfThisMachine().filter { !$0.hasPrefix("127.") }
    let host = address == "any" || address == "0.0.0.0" ? own.first ?? "localhost" : address
    return "http://\(host):\(port)\(path)?token=\(token)"
  }
}
