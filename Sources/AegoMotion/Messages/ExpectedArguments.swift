/// What the arguments of addresses are, in words, for messages about those that are something else.
public enum ExpectedArguments {
  /// What an address takes; nil for one that nobody here knows.
  ///
  /// - Parameters:
  ///   - path: the address.
  ///   - vocabulary: the names that messages may have.
  /// - Returns: words such as `one number`.
  public static func words(_ path: String, _ vocabulary: Vocabulary) -> String? {
    let bytes = Array(path.utf8)
    let known = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { Path(Bytes($0, count: buffer.count), vocabulary) }
    }
    return switch known {
    case .message(let address): words(address)
    case .sensor(let form, _): words(form)
    case .jump: "a scene's name"
    default: nil
    }
  }

  private static func words(_ address: Message.Address) -> String? {
    switch address {
    case .reward, .superLike, .pause, .resample, .newSpeed, .hold: "one number"
    case .spectrum: "one number, 0 to 1000"
    case .stopProgram: "0"
    case .samplePosition, .toward: "a number for each axis"
    case .mark, .return, .saveModel, .loadModel: "a name of 1 to 128 bytes"
    case .exploreState, .exploreAction, .previousState, .nextState, .resetModel: "nothing, or one number"
    case .fader: "one number, or two"
    case .undo, .go, .back, .repeat, .panic, .rest: "nothing, or one number"
    case .sensor, .jump, .state, .late, .stop, .score: nil
    }
  }

  private static func words(_ form: SensorForm) -> String {
    switch form {
    case .raw: "12 ints, or 20 to 22 floats"
    case .quaternion, .zigsimQuaternion, .ngimuQuaternion, .euler: "4 floats"
    case .zigsimGravity, .zigsimGyroscope, .ngimuEuler: "3 floats"
    case .ngimuSensors: "10 floats"
    case .ngimuBattery: "4 numbers"
    case .riot3Quaternion: "4 floats and a time"
    case .riot3Accelerometer, .riot3Gyroscope, .riot3Gravity, .riot3Euler: "3 floats and a time"
    case .riot3Key, .riot3Battery: "2 numbers and a time"
    case .comoteAccelerometer, .comoteGyroscope, .comoteGravity: "3 numbers, a time and a frequency"
    case .comoteButtonA, .comoteButtonB: "1 or 0, and a time"
    case .custom: "the columns that the score names"
    }
  }
}
