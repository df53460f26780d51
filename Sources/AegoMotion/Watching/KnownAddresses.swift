extension SensorForm {
  /// The addresses that are understood and might have been meant by one that is not: those of every form, with each part
  /// of the address as the id, and those of the commands.
  ///
  /// - Parameter path: an address that nobody here knows.
  /// - Returns: addresses to compare it with.
  public static func known(like path: String) -> [String] {
    let parts = path.split(separator: "/").map(String.init)
    var known = Message.Address.allCases.compactMap { $0.path.map { "\($0)" } }
    for address in allCases.compactMap(\.address) {
      let ids = address.hasID ? parts : [""]
      known += ids.map { "\(address.prefix)\($0)\(address.suffix)" }
    }
    return known
  }
}
