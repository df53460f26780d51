import AegoMotion
import AegoScore
import AegoSpace

extension Program {
  /// The program of a score whose spaces are loaded in its order.
  init(_ score: Score, spaces: [LatentSpace]) {
    self.init(timeline: score.timeline(), spaces: spaces, names: score.spaces.map(\.name))
    gains = score.spaces.map(\.gain)
    motion = MotionSettings(written: score.sensors)
    controls = score.controls
    switch score.start {
    case .now: start = .now
    case .go: start = .go
    case .stillness(let time): start = .stillness(time)
    }
    goGuard = score.transport.guard
    freezesOnHold = score.transport.hold == .freeze
    creditFrom = score.agent.creditFrom
    creditTo = score.agent.creditTo
    width = score.sound.width
    fadeIn = score.sound.fadeIn
    fadeOut = score.sound.fadeOut
  }
}

extension MotionSettings {
  /// The arms as a score writes them.
  public init(written sensors: SensorSettings) {
    self.init()
    left = arm(sensors.left)
    right = arm(sensors.right)
    // Of one module on both arms, the one that counts the other way would take away what the other gives.
    if left.isPresent, right.isPresent, left.family == right.family, left.module == right.module,
      left.axis == right.axis
    {
      left.isInverted = right.isInverted
    }
    axis = Axis(sensors.axis)
    deadzone = sensors.deadzone
    smoothing = sensors.smoothing
    rest = sensors.rest
    timeout = sensors.timeout
  }

  private mutating func arm(_ sensor: SensorSettings.Sensor?) -> Arm {
    guard let sensor else { return .none }
    var arm = Arm(module: 0, isInverted: sensor.invert)
    arm.axis = sensor.axis.map(Axis.init)
    if let columns = sensor.columns {
      arm.family = .custom
      arm.source = CustomSource(columns)
      arm.module = number(of: columns.address)
      return arm
    }
    switch sensor.source {
    case .riot:
      arm.module = Int32(sensor.id) ?? 0
      return arm
    case .comote: arm.family = .comote
    case .zigsim: arm.family = .zigsim
    case .ngimu: arm.family = .ngimu
    }
    arm.module = number(of: sensor.id)
    return arm
  }

  /// A name's place in `names`, where it stands then.
  private mutating func number(of name: String) -> Int32 {
    if let index = names.firstIndex(of: name) { return Int32(index) }
    names.append(name)
    return Int32(names.count - 1)
  }
}

extension MotionSettings.Axis {
  init(_ axis: SensorSettings.Axis) {
    switch axis {
    case .roll: self = .roll
    case .pitch: self = .pitch
    case .yaw: self = .yaw
    }
  }
}

extension CustomSource {
  /// The columns that a score writes.
  init(_ columns: SensorColumns) {
    self.init()
    let q = columns.quaternion.map(UInt8.init)
    if q.count == 4 { quaternion = SIMD4(q[0], q[1], q[2], q[3]) }
    order = columns.order == .wxyz ? .wxyz : .xyzw
    gravity = CustomSource.three(columns.gravity)
    gravityScale = columns.gravityUnit == .g ? 1 : 1 / 9.80665
    gyroscope = CustomSource.three(columns.gyroscope)
    gyroscopeScale = columns.gyroscopeUnit == .degrees ? 1 : 180 / .pi
  }

  private static func three(_ columns: [Int]) -> SIMD3<UInt8>? {
    columns.count == 3 ? SIMD3(UInt8(columns[0]), UInt8(columns[1]), UInt8(columns[2])) : nil
  }
}
