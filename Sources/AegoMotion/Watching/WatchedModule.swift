/// One module that is heard, as if an arm wore it alone.
struct WatchedModule {
  let family: ModuleFamily
  let id: String
  /// The number that its messages have.
  let number: Int32
  /// What its messages are understood by.
  let vocabulary: Vocabulary
  private let arms: [HandReward.Side]
  private var hands: HandReward
  private var arrivals: [SensorForm: Arrivals] = [:]
  private var battery: Double?
  private var buttons: UInt8 = 0
  private var toldButtons: UInt8 = 0

  /// A module as it is first heard; on an arm it turns as that arm says.
  init(_ family: ModuleFamily, _ id: String, _ motion: MotionSettings) {
    self.family = family
    self.id = id
    let all = Vocabulary(motion: motion)
    func isWorn(_ arm: MotionSettings.Arm) -> Bool {
      arm.isPresent && arm.family == family && all.id(family, arm.module) == id
    }
    var settings = motion
    settings.left = .none
    settings.right = [motion.left, motion.right].first(where: isWorn) ?? MotionSettings.Arm(module: 0)
    arms = (isWorn(motion.left) ? [.left] : []) + (isWorn(motion.right) ? [.right] : [])
    if arms.isEmpty {
      settings.right.family = family
      settings.right.module = family == .riot ? Int32(id) ?? 0 : 0
      settings.names = [id]
    }
    number = settings.right.module
    vocabulary = Vocabulary(motion: settings)
    hands = HandReward(settings: settings)
  }

  /// How it lies; nil while it is silent.
  var pose: ModulePose? { hands.orientation(.right).map { ModulePose(family: family, id: id, orientation: $0) } }

  mutating func hear(_ message: Message, at time: Int64) {
    arrivals[message.form, default: Arrivals()].add(at: time)
    hands.receive(message, at: time)
    guard let reading = message.form.reading(of: message) else { return }
    battery = reading.battery ?? battery
    toldButtons |= reading.toldButtons
    buttons = buttons & ~reading.toldButtons | reading.buttons
  }

  mutating func advance(to time: Int64) { hands.advance(to: time) }

  mutating func takeRestPose() { hands.takeRestPose() }

  func report(at time: Int64) -> SensorReport.Module {
    // A module that sends several forms has one rate: that of the form that came most often.
    let main = arrivals.values.max { $0.count < $1.count } ?? Arrivals()
    return SensorReport.Module(
      family: family, id: id, arms: arms, messages: arrivals.values.reduce(0) { $0 + $1.count },
      rate: main.rate(at: time), jitter: main.jitter(at: time),
      longestGap: Double(max(main.longestGap, main.count > 0 ? time - main.last : 0)) * 1e-6, battery: battery,
      angle: hands.angle(.right), speed: hands.speed(.right), hasRestPose: hands.hasRestPose(.right),
      isSilent: hands.isSilent(.right),
      buttons: (0..<Buttons.most).filter { toldButtons >> UInt8($0) & 1 == 1 }.map { buttons >> UInt8($0) & 1 == 1 },
      overtaken: hands.overtaken(.right))
  }
}

/// How a module lies.
struct ModulePose {
  var family: ModuleFamily
  var id: String
  var orientation: Orientation
}
