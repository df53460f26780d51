/// Reads the arms and how they are heard.
struct SensorsReader {
  let reading: Reading

  func sensors(_ piece: Fields) -> SensorSettings {
    var sensors = SensorSettings()
    guard let fields = piece.group(SensorsKeys.sensors, "`sensors`") else { return sensors }
    sensors.port = fields.value(SensorsKeys.port)?.value ?? sensors.port
    sensors.listen = fields.value(SensorsKeys.listen)?.value ?? sensors.listen
    let arm = SensorReader(reading: reading)
    if let left = fields.node(SensorsKeys.left) { sensors.left = arm.sensor(left, standIn: sensors.left) }
    if let right = fields.node(SensorsKeys.right) { sensors.right = arm.sensor(right, standIn: sensors.right) }
    reward(fields, &sensors)
    fields.finish()
    return sensors
  }

  /// A number of an IPv4 address, as a regular expression.
  private static let byte = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])"

  private func reward(_ fields: Fields, _ sensors: inout SensorSettings) {
    guard let keys = fields.group(SensorsKeys.reward, "`reward` of `sensors`") else { return }
    sensors.axis = keys.value(SensorsKeys.axis)?.value ?? sensors.axis
    sensors.deadzone = keys.value(SensorsKeys.deadzone)?.value ?? sensors.deadzone
    sensors.smoothing = keys.value(SensorsKeys.smoothing)?.value ?? sensors.smoothing
    sensors.rest = keys.value(SensorsKeys.rest)?.value ?? sensors.rest
    sensors.timeout = keys.value(SensorsKeys.timeout)?.value ?? sensors.timeout
    keys.finish()
  }

  static let address = ValueForm<String>.text("an address", schema: .text("any|\(byte)([.]\(byte)){3}")) {
    (text) throws(ValueFault) in
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
