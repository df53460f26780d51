/// Reads the arms and how they are heard.
struct SensorsReader {
  let reading: Reading

  func sensors(_ piece: inout Fields) -> SensorSettings {
    var sensors = SensorSettings()
    guard var fields = piece.group("sensors", "`sensors`") else { return sensors }
    sensors.port = fields.value("port", .integer("a port", 1...65535))?.value ?? sensors.port
    sensors.listen = fields.value("listen", Self.address)?.value ?? sensors.listen
    if let left = fields.node("left") { sensors.left = sensor(left, standIn: sensors.left) }
    if let right = fields.node("right") { sensors.right = sensor(right, standIn: sensors.right) }
    reward(&fields, &sensors)
    fields.finish()
    return sensors
  }

  /// One arm's module; what its keys do not say, `standIn` does.
  private func sensor(_ node: YAMLNode, standIn: SensorSettings.Sensor?) -> SensorSettings.Sensor? {
    if case .scalar("none", _) = node.content { return nil }
    guard var sensor = standIn, var fields = Fields(node, what: "an arm", example: Self.example, reading) else {
      return standIn
    }
    sensor.source = fields.value("source", .word("a source"))?.value ?? sensor.source
    sensor.id = fields.value("id", .integer("a module's number", 0...999_999))?.value ?? sensor.id
    sensor.invert = fields.value("invert", .flag)?.value ?? sensor.invert
    fields.finish()
    return sensor
  }

  private static let example = "`{source: riot, id: 0}`, or `none` for an arm that is not there"

  private func reward(_ fields: inout Fields, _ sensors: inout SensorSettings) {
    guard var keys = fields.group("reward", "`reward` of `sensors`") else { return }
    sensors.axis = keys.value("axis", .word("an axis"))?.value ?? sensors.axis
    sensors.deadzone = keys.value("deadzone", .number(.deadzone))?.value ?? sensors.deadzone
    sensors.smoothing = keys.value("smoothing", .duration(.smoothing))?.value ?? sensors.smoothing
    sensors.rest = keys.value("rest", .duration(.rest))?.value ?? sensors.rest
    sensors.timeout = keys.value("timeout", .duration(.timeout))?.value ?? sensors.timeout
    keys.finish()
  }

  private static let address = ValueForm<String>.text("an address") { (text) throws(ValueFault) in
    if text == "any" { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts.allSatisfy({ UInt8($0) != nil && $0.first?.isNumber == true }) else {
      throw ValueFault(
        .badAddress, "`\(text)` is no IPv4 address",
        help: text == "localhost" ? "write 127.0.0.1" : "write 127.0.0.1, an address of this machine, or any")
    }
    return text
  }
}
