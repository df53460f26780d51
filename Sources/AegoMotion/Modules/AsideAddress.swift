/// Addresses that modules known here send as well, with numbers that nobody needs: a compass's, a thermometer's.
enum AsideAddress {
  /// Whether this is one of them.
  static func isOne(_ path: Bytes) -> Bool {
    for address in others where address.id(in: path) != nil { return true }
    // CoMote's page may have any controls, ZIG SIM's touches are numbered.
    return has("/comote/v3/", "/control/", in: path) || has("/ZIGSIM/", "/touch", in: path)
  }

  private static func has(_ prefix: StaticString, _ middle: String, in path: Bytes) -> Bool {
    let start = prefix.utf8CodeUnitCount
    return path.count > start && path.slice(0, start).equals(prefix) && path.from(start).text.contains(middle)
  }

  private static let others: [SensorAddress] =
    [
      SensorAddress(prefix: "/", suffix: "/analog"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/magnetometer"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/heading"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/barometer"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/temperature"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/analog"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/bno055/euler"),
      SensorAddress(prefix: "/riot/v3/", suffix: "/bno055/quaternion"),
      SensorAddress(prefix: "/comote/v3/", suffix: "/magnetometer"),
      SensorAddress(prefix: "/comote/v3/", suffix: "/heading"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/accel"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/compass"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/pressure"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/proximitymonitor"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/miclevel"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/remotecontrol"),
      SensorAddress(prefix: "/ZIGSIM/", suffix: "/deviceinfo"),
    ] + ngimu

  /// NGIMU's, as its manual lists them.
  private static let ngimu: [SensorAddress] = [
    SensorAddress(prefix: "/magnitudes", suffix: "", hasID: false),
    SensorAddress(prefix: "/matrix", suffix: "", hasID: false),
    SensorAddress(prefix: "/linear", suffix: "", hasID: false),
    SensorAddress(prefix: "/earth", suffix: "", hasID: false),
    SensorAddress(prefix: "/altitude", suffix: "", hasID: false),
    SensorAddress(prefix: "/temperature", suffix: "", hasID: false),
    SensorAddress(prefix: "/humidity", suffix: "", hasID: false),
    SensorAddress(prefix: "/analogue", suffix: "", hasID: false),
    SensorAddress(prefix: "/rssi", suffix: "", hasID: false),
  ]
}
