extension SensorForm {
  /// The addresses that are understood and might have been meant by one that is not: those of every form, with each part
  /// of the address as the id where it can be one, and those of the commands.
  ///
  /// - Parameter path: an address that nobody here knows.
  /// - Returns: addresses to compare it with.
  public static func known(like path: String) -> [String] {
    let parts = path.split(separator: "/").map(String.init)
    let commands = Message.Address.allCases.filter { !Path.message($0).isOfTheMachine }
    var known = commands.compactMap { $0.path.map { "\($0)" } }
    for form in allCases {
      guard let address = form.address else { continue }
      let ids = form.family == .riot ? parts.filter { $0.allSatisfy(\.isNumber) } : parts
      known += (address.hasID ? ids : [""]).map { "\(address.prefix)\($0)\(address.suffix)" }
    }
    return known
  }

  /// The address that begins and ends as one that nobody here knows, with something left out or added between.
  ///
  /// - Parameter path: the address.
  /// - Returns: one of those that are known; nil where none or several are like it.
  public static func kin(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, let first = parts.first, let last = parts.last else { return nil }
    let kin = known(like: path).filter { address in
      let others = address.split(separator: "/")
      return others.first == first && others.last == last
        && (isIn(parts, others[...]) || isIn(others[...], parts[...]))
    }
    return Set(kin).count == 1 ? kin.first : nil
  }

  /// Whether the parts of one address stand in another in the same order.
  private static func isIn(_ parts: some Collection<Substring>, _ others: ArraySlice<Substring>) -> Bool {
    var rest = others
    for part in parts {
      guard let place = rest.firstIndex(of: part) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
