/// The keys of `sensors`.
enum SensorsKeys {
  static let port = Key(
    "port",
    .integer("a port", 1...65535, help: "a port is a number, as 8888; the address to listen on stands in `listen`"),
    "The UDP port of sensors and control.", standIn: "8888",
    examples: ["8888"])
  static let listen = Key(
    "listen", SensorsReader.address, "An IPv4 address of this machine, or `any`.", standIn: "127.0.0.1",
    examples: ["any"])
  static let left = Key(
    "left", arm, "The left arm's module, or `none`: an arm that is not there.",
    standIn: "{source: riot, id: 0, invert: true}", examples: ["none"])
  static let right = Key(
    "right", arm, "The right arm's module, or `none`: an arm that is not there.", standIn: "{source: riot, id: 1}",
    examples: ["{source: riot, id: 3}"])
  private static let arm = ValueForm<YAMLNode>.node(.any(.words(["none"]), .reference(ArmKeys.mapping)))

  static let axis = Key(
    "axis", .word("an axis") as ValueForm<SensorSettings.Axis>,
    "The rotation that counts: `roll` is about the forearm.",
    standIn: "roll", examples: ["pitch"])
  static let deadzone = Key(
    "deadzone", .number(.deadzone), "A rotation up to this counts as none.", standIn: "5deg", examples: ["3deg"])
  static let smoothing = Key(
    "smoothing", .duration(.smoothing), "The time constant of the smoothing.", standIn: "50ms", examples: ["80ms"])
  static let rest = Key(
    "rest", .duration(.rest), "How long the arms must be still for the rest pose.", standIn: "3s", examples: ["3s"])
  static let timeout = Key(
    "timeout", .duration(.timeout), "After so long without a packet an arm is silent and counts as 0.",
    standIn: "500ms", examples: ["1s"])
  static let reward = Group(
    "reward",
    Mapping("reward", [axis.entry, deadzone.entry, smoothing.entry, rest.entry, timeout.entry]),
    "How rotation becomes reward.", examples: ["{deadzone: 3deg}"])

  static let sensors = Group(
    "sensors", Mapping("sensors", [port.entry, listen.entry, left.entry, right.entry, reward.entry]),
    "The arms and how they are heard; by default two R-IoT.", examples: ["{left: none}"])
}

/// The keys of an arm.
enum ArmKeys {
  static let source = Key(
    "source", .node(.any(word.schema, .reference(ColumnKeys.mapping))),
    "A kind of module, or where the messages of another have their numbers.", standIn: "riot",
    examples: ["riot", "{address: /my/imu, quaternion: [0, 1, 2, 3]}"])
  static let id = Key(
    "id", .node(.any(number.schema, SensorReader.word.schema)),
    "An R-IoT's number, or what a phone's application shows as its id; nothing for the others.", examples: ["0"])
  static let invert = Key(
    "invert", .flag, "Whether its rotation counts the other way round: two arms mirror each other.",
    examples: ["true"])
  static let axis = Key(
    "axis", .word("an axis") as ValueForm<SensorSettings.Axis>,
    "The rotation that counts on this arm, where it is another than `reward` says.", examples: ["yaw"])
  static let mapping = Mapping("arm", [source.entry, id.entry, invert.entry, axis.entry], rules: rules)

  static let word = ValueForm<SensorSettings.Source>.word("a source")
  static let number = ValueForm<Int>.integer("a module's number", 0...999_999)

  /// An R-IoT's id is a number, a phone must have one, the others have none.
  private static let rules = [
    rule(if: .words(["riot"]), orMissing: true, then: properties("id", number.schema.json)),
    rule(if: .words(["comote", "zigsim"]), then: .object([("required", .array([.string("id")]))])),
    rule(
      if: .any(.words(["ngimu"]), Schema(["type": .string("object")])), then: properties("id", .bool(false))),
  ]

  private static func rule(if source: Schema, orMissing: Bool = false, then: JSONText) -> JSONText {
    var condition: [(key: String, value: JSONText)] = [("properties", .object([("source", source.json)]))]
    if !orMissing { condition.append(("required", .array([.string("source")]))) }
    return .object([("if", .object(condition)), ("then", then)])
  }

  private static func properties(_ key: String, _ schema: JSONText) -> JSONText {
    .object([("properties", .object([(key, schema)]))])
  }
}

/// The keys of a source that the score describes.
enum ColumnKeys {
  static let address = Key(
    "address", ColumnsReader.address, "The address of its messages.", examples: ["/my/imu"],
    required: "write the address of its messages: `address: /my/imu`")
  static let quaternion = Key(
    "quaternion", .node(columns(4)), "Four columns, counted from 0.", examples: ["[0, 1, 2, 3]"])
  static let order = Key(
    "order", .word("an order") as ValueForm<SensorColumns.Order>, "The order of the quaternion's numbers.",
    standIn: "wxyz", examples: ["xyzw"])
  static let gravity = Key(
    "gravity", .node(.any(columns(3), .reference(gravityUnits.mapping))),
    "Three columns of the gravity, or of an accelerometer.", examples: ["[0, 1, 2]"])
  static let gyroscope = Key(
    "gyroscope", .node(.any(columns(3), .reference(gyroscopeUnits.mapping))), "Three columns of a gyroscope.",
    examples: ["{columns: [3, 4, 5], unit: rad/s}"])
  static let gravityUnits = UnitKeys<SensorColumns.GravityUnit>("gravity", standIn: "g")
  static let gyroscopeUnits = UnitKeys<SensorColumns.GyroscopeUnit>("gyroscope", standIn: "deg/s")
  static let mapping = Mapping(
    "source", [address.entry, quaternion.entry, order.entry, gravity.entry, gyroscope.entry],
    rules: [
      .object([
        (
          "anyOf",
          .array(
            [quaternion.name, gravity.name, gyroscope.name].map { .object([("required", .array([.string($0)]))]) })
        )
      ])
    ])

  static let column = ValueForm<Int>.integer("a column", 0...31)

  /// So many different columns.
  static func columns(_ count: Int) -> Schema {
    .list(of: column.schema, least: count, most: count, isUnique: true)
  }
}

/// The keys of three columns with their unit.
struct UnitKeys<Unit: RawRepresentable<String> & CaseIterable & Sendable & Equatable>: Sendable {
  let columns: Key<YAMLNode>
  let unit: Key<Unit>
  let mapping: Mapping

  init(_ name: String, standIn: String) {
    columns = Key(
      "columns", .node(ColumnKeys.columns(3)), "Three columns, counted from 0.", examples: ["[0, 1, 2]"],
      required: "say which arguments they are: `columns: [0, 1, 2]`")
    unit = Key("unit", .word("a unit"), "Their unit.", standIn: standIn, examples: [standIn])
    mapping = Mapping(name, [columns.entry, unit.entry])
  }
}
