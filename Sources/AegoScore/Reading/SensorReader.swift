/// Reads one arm's module.
struct SensorReader {
  let reading: Reading

  /// The module; what its keys do not say, `standIn` does. Nil for an arm that is not there.
  func sensor(_ node: YAMLNode, standIn: SensorSettings.Sensor?) -> SensorSettings.Sensor? {
    if case .scalar("none", _) = node.content { return nil }
    guard var sensor = standIn,
      let fields = Fields(node, ArmKeys.mapping, what: "an arm", example: Self.example, reading)
    else {
      return standIn
    }
    source(fields, &sensor)
    id(fields, &sensor)
    sensor.invert = fields.value(ArmKeys.invert)?.value ?? sensor.invert
    sensor.axis = fields.value(ArmKeys.axis)?.value
    fields.finish()
    return sensor
  }

  private static let example = "`{source: riot, id: 0}`, or `none` for an arm that is not there"

  /// A word, or a mapping that describes the messages.
  private func source(_ fields: Fields, _ sensor: inout SensorSettings.Sensor) {
    guard let node = fields.node(ArmKeys.source) else { return }
    if case .mapping = node.content {
      sensor.columns = ColumnsReader(reading: reading).columns(node)
    } else {
      let word = ArmKeys.word.read(node, reading)
      sensor.source = word ?? sensor.source
    }
  }

  /// The id: a number for an R-IoT, a word for a phone, nothing for the others.
  private func id(_ fields: Fields, _ sensor: inout SensorSettings.Sensor) {
    if sensor.columns != nil {
      return noID(fields, &sensor, "a module that the score describes is known by its address")
    }
    switch sensor.source {
    case .riot:
      let number = fields.value(ArmKeys.id, ArmKeys.number)?.value
      sensor.id = number.map(String.init) ?? sensor.id
    case .comote:
      sensor.id = phone(fields, "write the id that stands in CoMote's settings")
    case .zigsim:
      sensor.id = phone(fields, "write the device UUID that stands in ZIG SIM's settings")
    case .ngimu: noID(fields, &sensor, "an NGIMU has no id in its messages")
    }
  }

  private func phone(_ fields: Fields, _ help: String) -> String {
    if !fields.has("id") { fields.reportMissing("id", help: help) }
    return fields.value(ArmKeys.id, Self.word)?.value ?? ""
  }

  private func noID(_ fields: Fields, _ sensor: inout SensorSettings.Sensor, _ why: String) {
    if fields.has("id") { reading.report(.conflictingKeys, fields.place(of: "id"), why, help: "leave `id` out") }
    sensor.id = ""
  }

  /// What can stand between the slashes of an OSC address.
  static let word = ValueForm<String>.text(
    "an id", schema: .line(most: 80, pattern: #"[^ #*,/?\[\]{}\n\r]+"#)
  ) { (text) throws(ValueFault) in
    let text = try ValueForm<String>.checkedLine(text, "an id", most: 80)
    guard let wrong = text.first(where: { " #*,/?[]{}".contains($0) }) else { return text }
    throw ValueFault(.badName, "an id has no `\(wrong)`", help: "write it as the application's settings show it")
  }
}

/// Reads where the messages of a module have their numbers.
struct ColumnsReader {
  let reading: Reading

  /// The columns; nil where they cannot serve, which is reported.
  func columns(_ node: YAMLNode) -> SensorColumns? {
    guard let fields = Fields(node, ColumnKeys.mapping, what: "a source", reading) else { return nil }
    defer { fields.finish() }
    let address = fields.value(ColumnKeys.address)
    var columns = SensorColumns(address: address?.value ?? "/")
    columns.quaternion = list(fields, ColumnKeys.quaternion, 4)
    columns.order = fields.value(ColumnKeys.order)?.value ?? columns.order
    (columns.gravity, columns.gravityUnit) = vector(
      fields, ColumnKeys.gravity, ColumnKeys.gravityUnits, columns.gravityUnit)
    (columns.gyroscope, columns.gyroscopeUnit) = vector(
      fields, ColumnKeys.gyroscope, ColumnKeys.gyroscopeUnits, columns.gyroscopeUnit)
    if ["quaternion", "gravity", "gyroscope"].allSatisfy(fields.lacks) {
      fields.reportMissing("quaternion", help: "say which arguments tell how it lies: `quaternion: [0, 1, 2, 3]`")
    }
    return columns
  }

  /// Three columns as a list, or with their unit as `{columns: [0, 1, 2], unit: UNIT}`.
  private func vector<Unit: RawRepresentable<String> & CaseIterable & Sendable & Equatable>(
    _ fields: Fields, _ key: Key<YAMLNode>, _ units: UnitKeys<Unit>, _ standIn: Unit
  ) -> ([Int], Unit) {
    guard let node = fields.node(key) else { return ([], standIn) }
    guard case .mapping = node.content else { return (Self.numbers(node, 3, reading), standIn) }
    guard let keys = Fields(node, units.mapping, what: "`\(key.name)`", reading) else { return ([], standIn) }
    defer { keys.finish() }
    let unit = keys.value(units.unit)?.value
    return (list(keys, units.columns, 3), unit ?? standIn)
  }

  private func list(_ fields: Fields, _ key: Key<YAMLNode>, _ count: Int) -> [Int] {
    fields.node(key).map { Self.numbers($0, count, reading) } ?? []
  }

  /// So many different columns; empty where there are others.
  private static func numbers(_ node: YAMLNode, _ count: Int, _ reading: Reading) -> [Int] {
    let example = "write \(count) of them, counted from 0: [\((0..<count).map(String.init).joined(separator: ", "))]"
    guard case .sequence(let nodes) = node.content else {
      reading.report(.wrongKind, node.span, "columns are a list, not \(node.kind)", help: example)
      return []
    }
    let columns = nodes.compactMap { ValueForm<Int>.integer("a column", 0...31, help: example).read($0, reading) }
    guard columns.count == nodes.count else { return [] }
    guard columns.count == count, Set(columns).count == count else {
      reading.report(.wrongKind, node.span, "these are not \(count) different columns", help: example)
      return []
    }
    return columns
  }

  static let address = ValueForm<String>.text(
    "an address", schema: .text(#"/(?!aego/)[^ #*,?\[\]{}\n\r]+"#)
  ) { (text) throws(ValueFault) in
    let text = try ValueForm<String>.checkedLine(text, "an address", most: 200)
    guard text.hasPrefix("/"), text.count > 1, !text.contains(where: { " #*,?[]{}".contains($0) }) else {
      throw ValueFault(
        .badAddress, "`\(text)` is no OSC address", help: "an address starts with / and has no blanks, such as /my/imu")
    }
    guard !text.hasPrefix("/aego/") else {
      throw ValueFault(
        .badAddress, "`\(text)` is one of the program's own addresses", help: "let the module send another")
    }
    return text
  }
}
