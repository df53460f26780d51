/// The address of a module's message: what stands before its id and after it.
struct SensorAddress {
  let prefix: StaticString
  let suffix: StaticString
  /// Whether an id stands between.
  var hasID = true

  /// The id in a path of this form; nil for other paths.
  func id(in path: Bytes) -> Bytes? {
    let (before, after) = (prefix.utf8CodeUnitCount, suffix.utf8CodeUnitCount)
    let least = hasID ? 1 : 0
    guard path.count >= before + after + least, path.slice(0, before).equals(prefix),
      path.from(path.count - after).equals(suffix)
    else { return nil }
    let id = path.slice(before, path.count - after)
    return (hasID || id.count == 0) && id.firstIndex(of: UInt8(ascii: "/")) == nil ? id : nil
  }
}

extension SensorForm {
  /// Its address; nil for the score's own, which is a name.
  var address: SensorAddress? {
    switch self {
    case .raw: SensorAddress(prefix: "/", suffix: "/raw")
    case .quaternion: SensorAddress(prefix: "/", suffix: "/quat")
    case .euler: SensorAddress(prefix: "/", suffix: "/euler")
    case .riot3Accelerometer: SensorAddress(prefix: "/riot/v3/", suffix: "/accelerometer")
    case .riot3Gyroscope: SensorAddress(prefix: "/riot/v3/", suffix: "/gyroscope")
    case .riot3Gravity: SensorAddress(prefix: "/riot/v3/", suffix: "/gravity")
    case .riot3Quaternion: SensorAddress(prefix: "/riot/v3/", suffix: "/absoluteorientation/quaternion")
    case .riot3Euler: SensorAddress(prefix: "/riot/v3/", suffix: "/absoluteorientation/euler")
    case .riot3Key: SensorAddress(prefix: "/riot/v3/", suffix: "/control/key")
    case .riot3Battery: SensorAddress(prefix: "/riot/v3/", suffix: "/battery")
    case .comoteAccelerometer: SensorAddress(prefix: "/comote/v3/", suffix: "/accelerometer")
    case .comoteGyroscope: SensorAddress(prefix: "/comote/v3/", suffix: "/gyroscope")
    case .comoteGravity: SensorAddress(prefix: "/comote/v3/", suffix: "/gravity")
    case .comoteButtonA: SensorAddress(prefix: "/comote/v3/", suffix: "/control/buttonA")
    case .comoteButtonB: SensorAddress(prefix: "/comote/v3/", suffix: "/control/buttonB")
    case .zigsimGravity: SensorAddress(prefix: "/ZIGSIM/", suffix: "/gravity")
    case .zigsimGyroscope: SensorAddress(prefix: "/ZIGSIM/", suffix: "/gyro")
    case .zigsimQuaternion: SensorAddress(prefix: "/ZIGSIM/", suffix: "/quaternion")
    case .ngimuSensors: SensorAddress(prefix: "/sensors", suffix: "", hasID: false)
    case .ngimuQuaternion: SensorAddress(prefix: "/quaternion", suffix: "", hasID: false)
    case .ngimuEuler: SensorAddress(prefix: "/euler", suffix: "", hasID: false)
    case .ngimuBattery: SensorAddress(prefix: "/battery", suffix: "", hasID: false)
    case .custom: nil
    }
  }

  /// How earlier versions of an application spelt it.
  var formerAddress: SensorAddress? {
    switch self {
    case .zigsimGravity: SensorAddress(prefix: "/", suffix: "/gravity")
    case .zigsimGyroscope: SensorAddress(prefix: "/", suffix: "/gyro")
    case .zigsimQuaternion: SensorAddress(prefix: "/", suffix: "/quaternion")
    default: nil
    }
  }

  /// The form that a path has, with the id in it; nil for a path that no module known here sends.
  static func of(_ path: Bytes) -> (form: SensorForm, id: Bytes)? {
    for form in allCases {
      if let id = form.address?.id(in: path) ?? form.formerAddress?.id(in: path), form.takes(id) { return (form, id) }
    }
    return nil
  }

  /// An R-IoT's id is a number up to 999999999, the others' are words.
  private func takes(_ id: Bytes) -> Bool {
    guard family == .riot else { return true }
    guard id.count <= 9 else { return false }
    for index in 0..<id.count where id.digit(index) == nil { return false }
    return true
  }
}
