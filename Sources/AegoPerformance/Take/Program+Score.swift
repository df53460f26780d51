import AegoMotion
import AegoScore
import AegoSpace

extension Program {
  /// The program of a score whose spaces are loaded in its order.
  init(_ score: Score, spaces: [LatentSpace]) {
    self.init(timeline: score.timeline(), spaces: spaces, names: score.spaces.map(\.name))
    gains = score.spaces.map(\.gain)
    motion = MotionSettings(written: score.sensors)
    switch score.start {
    case .now: start = .now
    case .go: start = .go
    case .stillness(let time): start = .stillness(time)
    }
    creditFrom = score.agent.creditFrom
    creditTo = score.agent.creditTo
    width = score.sound.width
    fadeIn = score.sound.fadeIn
    fadeOut = score.sound.fadeOut
  }
}

extension MotionSettings {
  /// The arms as a score writes them.
  init(written sensors: SensorSettings) {
    self.init()
    left = MotionSettings.arm(sensors.left)
    right = MotionSettings.arm(sensors.right)
    switch sensors.axis {
    case .roll: axis = .roll
    case .pitch: axis = .pitch
    case .yaw: axis = .yaw
    }
    deadzone = sensors.deadzone
    smoothing = sensors.smoothing
    rest = sensors.rest
    timeout = sensors.timeout
  }

  private static func arm(_ sensor: SensorSettings.Sensor?) -> Arm {
    sensor.map { Arm(module: Int32(clamping: $0.id), isInverted: $0.invert) } ?? .none
  }
}
