import Foundation

@testable import AegoMotion

/// A forearm in the room, as any module on it would measure it.
struct Forearm {
  /// Degrees about the vertical.
  var yaw = 0.0
  /// Degrees up or down.
  var pitch = 0.0
  /// Degrees about itself.
  var roll = 0.0
  /// How fast it turns about itself, in degrees per second.
  var speed = 0.0
  /// Since the module was switched on.
  var milliseconds: Int32 = 1000
  /// Whether its first and its second button are pressed.
  var buttons = [false, false]

  /// w x y z: yaw about z, then pitch about y, then roll about x, each as a rotation of its own.
  var quaternion: [Double] {
    func product(_ a: [Double], _ b: [Double]) -> [Double] {
      let w: Double = a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3]
      let x: Double = a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2]
      let y: Double = a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1]
      let z: Double = a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
      return [w, x, y, z]
    }
    let (y, p, r) = (yaw * .pi / 360, pitch * .pi / 360, roll * .pi / 360)
    return product(product([cos(y), 0, 0, sin(y)], [cos(p), 0, sin(p), 0]), [cos(r), sin(r), 0, 0])
  }

  /// Where up is for the module, of length 1: what an accelerometer shows in g.
  var up: [Double] {
    let (p, r) = (pitch * .pi / 180, roll * .pi / 180)
    return [-sin(p), sin(r) * cos(p), cos(r) * cos(p)]
  }
}

/// The forms in which modules send, byte by byte as their tables have them.
enum WireForm: CaseIterable {
  case riot1, riot1Quaternion, riot1Euler, ircam, ircamWithoutQuaternion, bitalino20, bitalino21, bitalino22
  case riot3, riot3Gravity, riot3Accelerometer, riot3Euler
  case comote, comoteAccelerometer
  case zigsim, zigsimFormer, zigsimGravity
  case ngimu, ngimuEuler, ngimuSensors
  case customQuaternion, customGravity, customAccelerometer

  /// An arm that wears such a module, and the names of it.
  var settings: MotionSettings {
    var settings = MotionSettings()
    settings.left = .none
    settings.right = MotionSettings.Arm(module: 7)
    switch self {
    case .riot1, .riot1Quaternion, .riot1Euler, .ircam, .ircamWithoutQuaternion, .bitalino20, .bitalino21, .bitalino22:
      break
    case .riot3, .riot3Gravity, .riot3Accelerometer, .riot3Euler: break
    case .comote, .comoteAccelerometer: settings.wear(.comote, "left-hand")
    case .zigsim, .zigsimFormer, .zigsimGravity: settings.wear(.zigsim, "7A3C-11")
    case .ngimu, .ngimuEuler, .ngimuSensors: settings.wear(.ngimu, "")
    case .customQuaternion:
      settings.wear(.custom, "/my/imu")
      settings.right.source.quaternion = SIMD4(1, 2, 3, 4)
      settings.right.source.order = .xyzw
    case .customGravity:
      settings.wear(.custom, "/my/imu")
      settings.right.source.gravity = SIMD3(0, 2, 1)
      settings.right.source.gravityScale = 1 / 9.80665
    case .customAccelerometer:
      settings.wear(.custom, "/my/imu")
      settings.right.source.gravity = SIMD3(0, 1, 2)
      settings.right.source.gyroscope = SIMD3(3, 4, 5)
      settings.right.source.gyroscopeScale = 180 / .pi
    }
    return settings
  }

  /// The packets of one sample.
  func packets(_ forearm: Forearm) -> [[UInt8]] {
    let q = forearm.quaternion.map { Float($0) }
    let xyzw = Array(q[1...] + [q[0]])
    let up = forearm.up.map { Float($0) }
    let metres = forearm.up.map { Float($0 * 9.80665) }
    let euler = [forearm.yaw, forearm.pitch, forearm.roll].map { Float($0) }
    let radians = [Float(forearm.speed * .pi / 180), 0, 0]
    let rate = [Float(forearm.speed / 1000), 0, 0]
    let pressed = forearm.buttons.map { $0 ? Float(1) : 0 }
    let time = forearm.milliseconds
    switch self {
    case .riot1:
      // 16 bits: 8 g and 2000 °/s at their ends; the gyroscope's scale is 2000/28571.4.
      let acceleration = up.map { Int32(($0 * 4096).rounded()) }
      let gyroscope = [Int32((forearm.speed * 28571.4 / 2000).rounded()), 0, 0]
      var values: [Int32] = [3600, Int32(pressed[0])]
      values += acceleration
      values += gyroscope
      values += [0, 0, 0, 300]
      return [Packet.message("/7/raw", "iiiiiiiiiiii", values.map { UInt32(bitPattern: $0) })]
    case .riot1Quaternion: return [Packet.floats("/7/quat", q)]
    case .riot1Euler: return [Packet.floats("/7/euler", euler + [0])]
    case .ircam: return [raw([[3.7, pressed[0]], up, rate, [0, 0, 0, 30], q, euler, [0]])]
    case .ircamWithoutQuaternion, .bitalino20:
      return [raw([[3.7, pressed[0]], up, rate, [0, 0, 0, 30], [0, 0, 0, 0, 0, 0, 0, 0]])]
    case .bitalino21: return [raw([up, rate, [0, 0, 0, 30], pressed, [0, 0], q, euler])]
    case .bitalino22: return [raw([up, rate, [0, 0, 0, 30], pressed, [0, 0], q, euler, [0]])]
    case .riot3:
      return [
        Packet.bundle([
          riot3("accelerometer", metres, time), riot3("gyroscope", radians, time),
          riot3("magnetometer", [20, 5, -40], time), riot3("gravity", metres, time),
          riot3("absoluteorientation/quaternion", xyzw, time), riot3("absoluteorientation/euler", euler, time),
          Packet.message("/riot/v3/7/battery", "fii", [Float(0.5).bitPattern, 0, UInt32(time)]),
          riot3("control/key", pressed, time),
        ])
      ]
    case .riot3Gravity: return [Packet.bundle([riot3("gravity", metres, time)])]
    case .riot3Accelerometer:
      return [Packet.bundle([riot3("accelerometer", metres, time), riot3("gyroscope", radians, time)])]
    case .riot3Euler: return [riot3("absoluteorientation/euler", euler, time)]
    case .comote:
      return [
        Packet.bundle([
          comote("accelerometer", metres, time), comote("gyroscope", radians, time), comote("gravity", metres, time),
          Packet.message("/comote/v3/left-hand/control/buttonA", "ii", [UInt32(pressed[0]), UInt32(time)]),
          Packet.message("/comote/v3/left-hand/control/buttonB", "ii", [UInt32(pressed[1]), UInt32(time)]),
        ])
      ]
    case .comoteAccelerometer:
      return [Packet.bundle([comote("accelerometer", metres, time), comote("gyroscope", radians, time)])]
    case .zigsim: return [Packet.floats("/ZIGSIM/7A3C-11/quaternion", xyzw)]
    case .zigsimFormer: return [Packet.floats("/7A3C-11/quaternion", xyzw)]
    case .zigsimGravity:
      // Apple's gravity points down.
      return [
        Packet.floats("/ZIGSIM/7A3C-11/accel", [0, 0, 0]), Packet.floats("/ZIGSIM/7A3C-11/gravity", up.map { -$0 }),
      ]
    case .ngimu: return [Packet.floats("/quaternion", q)]
    case .ngimuEuler: return [Packet.floats("/euler", euler.reversed())]
    case .ngimuSensors:
      let gyroscope: [Float] = [Float(forearm.speed), 0, 0]
      return [Packet.floats("/sensors", gyroscope + up + [0, 0, 0, 1013])]
    case .customQuaternion: return [Packet.message("/my/imu", "ifffff", [3] + (xyzw + [9]).map(\.bitPattern))]
    case .customGravity: return [Packet.floats("/my/imu", [metres[0], metres[2], metres[1]])]
    case .customAccelerometer: return [Packet.floats("/my/imu", up + radians)]
    }
  }

  private func raw(_ parts: [[Float]]) -> [UInt8] { Packet.floats("/7/raw", parts.flatMap(\.self)) }

  private func riot3(_ leaf: String, _ values: [Float], _ time: Int32) -> [UInt8] {
    let types = String(repeating: "f", count: values.count) + "i"
    return Packet.message("/riot/v3/7/" + leaf, types, values.map(\.bitPattern) + [UInt32(bitPattern: time)])
  }

  /// Whatever is whole is an int: CoMote's numbers are JavaScript's.
  private func comote(_ leaf: String, _ values: [Float], _ time: Int32) -> [UInt8] {
    let numbers = values + [Float(time), 100]
    let types = numbers.map { $0 == $0.rounded() ? "i" : "f" }.joined()
    let words = numbers.map { $0 == $0.rounded() ? UInt32(bitPattern: Int32($0)) : $0.bitPattern }
    return Packet.message("/comote/v3/left-hand/" + leaf, types, words)
  }
}

extension MotionSettings {
  /// Puts a module with a name on the right arm.
  mutating func wear(_ family: ModuleFamily, _ name: String) {
    right.family = family
    right.module = 0
    names = [name]
  }
}
