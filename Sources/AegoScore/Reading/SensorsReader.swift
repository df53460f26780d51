/// Reads the arms and how they are heard.
struct SensorsReader {
  let reading: Reading

  func sensors(_ piece: inout Fields) -> SensorSettings {
    var sensors = SensorSettings()
    guard var fields = piece.group("sensors", "`sensors`") else { return sensors }
    sensors.port = fields.value("port", .integer("a port", 1...65535))?.value ?? sensors.port
    sensors.listen = fields.value("listen", Self.address)?.value ?? sensors.listen
    let arm = SensorReader(reading: reading)
    if let left = fields.node("left") { sensors.left = arm.sensor(left, standIn: sensors.left) }
    if let right = fields.node("right") { sensors.right = arm.sensor(right, standIn: sensors.right) }
    reward(&fields, &sensors)
    fields.finish()
    return sensors
  }

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
