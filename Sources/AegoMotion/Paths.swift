/// What an OSC path names.
enum Path: Equatable {
  /// A message of the engine, from the module `module` where it has one.
  case message(Message.Address, module: Int32)
  /// `/aego/jump`, whose argument is a scene's name.
  case jump
  /// `/aego/take`, the first line of a take's input.
  case take
  /// `/aego/seed`, the seed that was drawn.
  case seed

  /// What these bytes name, or nil.
  init?(_ bytes: Bytes) {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "/") else { return nil }
    if let known = Path.module(bytes) {
      self = known
      return
    }
    if bytes.equals("/aego/jump") {
      self = .jump
    } else if bytes.equals("/aego/take") {
      self = .take
    } else if bytes.equals("/aego/seed") {
      self = .seed
    } else {
      guard let address = Message.Address.allCases.first(where: { $0.path.map(bytes.equals) ?? false }) else {
        return nil
      }
      self = .message(address, module: 0)
    }
  }

  /// Whether this is only found in recordings: what the machine itself did to a performance.
  var isOfTheMachine: Bool {
    switch self {
    case .take, .seed, .message(.state, _), .message(.late, _), .message(.stop, _): true
    default: false
    }
  }

  /// `/<id>/raw`, `/<id>/quat`, `/<id>/euler`: the id is a number up to 999999999. Other modules' forms join here.
  private static func module(_ bytes: Bytes) -> Path? {
    var id: Int32 = 0
    var index = 1
    while index < bytes.count, index <= 9, let digit = bytes.digit(index) {
      id = id * 10 + Int32(digit)
      index += 1
    }
    guard index > 1 else { return nil }
    let rest = bytes.from(index)
    if rest.equals("/raw") { return .message(.raw, module: id) }
    if rest.equals("/quat") { return .message(.quaternion, module: id) }
    if rest.equals("/euler") { return .message(.euler, module: id) }
    return nil
  }
}

extension Message.Address {
  /// Whether its argument is a name.
  var takesName: Bool {
    switch self {
    case .mark, .return, .saveModel, .loadModel, .state: true
    default: false
    }
  }

  /// Whether something may stand before the name: the Co-Explorer's patch has a folder there.
  var takesFolder: Bool { self == .saveModel }

  /// The whole path, or nil for a module's messages and for `/aego/jump`, whose argument is not a number.
  var path: StaticString? {
    switch self {
    case .raw, .quaternion, .euler, .jump: nil
    case .reward: "/reward"
    case .superLike: "/super_like"
    case .exploreState: "/explore_state"
    case .exploreAction: "/explore_action"
    case .pause: "/pause"
    case .samplePosition: "/sample_vst"
    case .previousState: "/previous_state"
    case .nextState: "/next_state"
    case .resample: "/resample"
    case .newSpeed: "/new_speed"
    case .stopProgram: "/stop_program"
    case .resetModel: "/reset_model"
    case .saveModel: "/save_model"
    case .loadModel: "/load_model"
    case .undo: "/aego/undo"
    case .mark: "/aego/mark"
    case .return: "/aego/return"
    case .toward: "/aego/toward"
    case .go: "/aego/go"
    case .hold: "/aego/hold"
    case .back: "/aego/back"
    case .repeat: "/aego/repeat"
    case .panic: "/aego/panic"
    case .rest: "/aego/rest"
    case .state: "/aego/state"
    case .spectrum: "/aego/spectrum"
    case .late: "/aego/late"
    case .stop: "/aego/stop"
    }
  }
}
