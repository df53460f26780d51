/// What an OSC path names.
enum Path: Equatable {
  /// A message of the engine.
  case message(Message.Address)
  /// A module's message.
  case sensor(SensorForm, module: Int32)
  /// A module's message about its charge, which people look at and the engine does not.
  case charge(SensorForm, module: Int32)
  /// What a module sends and nobody needs.
  case aside
  /// A module that no arm of the score wears.
  case unexpectedModule
  /// `/aego/jump`, whose argument is a scene's name.
  case jump
  /// `/aego/take`, the first line of a take's input.
  case take
  /// `/aego/seed`, the seed that was drawn.
  case seed

  /// What these bytes name to whoever has this vocabulary, or nil.
  init?(_ bytes: Bytes, _ vocabulary: Vocabulary) {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "/") else { return nil }
    if let module = vocabulary.customModule(bytes) {
      self = .sensor(.custom, module: module)
    } else if let (form, id) = SensorForm.of(bytes) {
      let module = vocabulary.module(form.family, id)
      if form.isForEngine {
        self = module.map { .sensor(form, module: $0) } ?? .unexpectedModule
      } else {
        self = module.map { .charge(form, module: $0) } ?? .aside
      }
    } else if bytes.equals("/aego/jump") {
      self = .jump
    } else if bytes.equals("/aego/take") {
      self = .take
    } else if bytes.equals("/aego/seed") {
      self = .seed
    } else if let address = Message.Address.allCases.first(where: { $0.path.map(bytes.equals) ?? false }) {
      self = .message(address)
    } else if AsideAddress.isOne(bytes) {
      self = .aside
    } else {
      return nil
    }
  }

  /// Whether this is only found in recordings: what the machine itself did to a performance.
  var isOfTheMachine: Bool {
    switch self {
    case .take, .seed, .message(.state), .message(.late), .message(.stop), .message(.score): true
    default: false
    }
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
  var takesFolder: Bool { self == .saveModel || self == .loadModel }

  /// The whole path, or nil for a module's messages and for `/aego/jump`, whose argument is not a number.
  var path: StaticString? {
    switch self {
    case .sensor, .jump: nil
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
    case .fader: "/aego/fader"
    case .late: "/aego/late"
    case .stop: "/aego/stop"
    case .score: "/aego/score"
    }
  }
}
