/// Nanoseconds, where limits are written.
private let (millisecond, second, minute, hour) = (1e6, 1e9, 60e9, 3600e9)

extension Quantity {
  static let period = Quantity(
    "an action period", .time, 10 * millisecond...60 * second, code: .periodRange,
    advice: "the piece ægo uses 30ms to 100ms", form: "write a time, as 100ms, or two for a ramp, as 100ms..30ms",
    ramp: "100ms..30ms")
  static let breath = Quantity(
    "one breath of a ramp", .time, second...24 * hour, advice: "faster than a breath a second is heard as a tremor")
  static let range = Quantity(
    "a rotation", .angle, 1...180, advice: "60deg is a comfortable turn of the forearm; 180deg is all it can",
    form: "write an angle, as 60deg, or two for a ramp, as 25deg..90deg", ramp: "25deg..90deg")
  static let sense = Quantity(
    "a sense", .fraction, -1...1, advice: "1 hears the reward as it is, 0 is deaf, -1 turns its meaning round",
    form: "write a number from -1 to 1: 1 hears the reward as it is, 0 is deaf, -1 turns its meaning round",
    ramp: "1..-1")
  static let level = Quantity(
    "a level", .level, -120...12, advice: "0dB is full level; `silent` is silence",
    form: "write a level from -120dB to 12dB, as -6dB, or two for a ramp, as -12dB..0dB; or `silent`",
    ramp: "-12dB..0dB")
  static let gain = Quantity(
    "a gain", .level, -60...24, advice: "spaces are made equally loud; a gain sets one a little before or behind")
  static let crossfade = Quantity(
    "a crossfade", .time, 0...10 * minute, advice: "a space comes in over 50ms as a cut, over 12s as a change of light")

  static let stepPerAction = Quantity(
    "a step", .fraction, 0.0001...0.5, advice: "2% crosses an axis in 50 actions; 10%/s crosses it in 10 seconds",
    form: "write it for each second, as 10%/s, or for each action, as 2%", leastPercent: 1)
  static let stepPerSecond = Quantity(
    "a step per second", .fraction, 0.0001...10,
    advice: "10%/s crosses an axis in 10 seconds, whatever the period", form: "write it as 10%/s")
  static let glidePeriods = Quantity("a glide", .fraction, 0...10, advice: "150% is the usual")
  static let glideTime = Quantity(
    "a glide", .time, 0...60 * second, advice: "the longer the glide, the later one hears what the machine has done",
    form: "write it in parts of the period, as 150%, or as a time, 80ms")
  static let exploration = Quantity(
    "an exploration", .fraction, 0...1, advice: "it is a probability: at 100% rewards change nothing, at 10% they lead",
    leastPercent: 2)
  static let settling = Quantity(
    "a settling time", .time, second...24 * hour, advice: "60s: the machine tries less and less for about a minute")
  static let curiosity = Quantity(
    "a curiosity", .fraction, 0...10, advice: "at 1 what is new weighs as much as a full reward")
  static let credit = Quantity(
    "a credit", .time, 0...10 * second, advice: "0.2s..1.2s: a performer answers what was heard about a second ago",
    form: "write two times, as 0.2s..1.2s", ramp: "0.2s..1.2s", usual: "s")

  static let width = Quantity(
    "a stereo width", .fraction, 0...1, advice: "0 is mono, 1 the widest",
    form: "write it as 0.6 or as 60%: 0 is mono, 1 the widest")
  static let fade = Quantity(
    "a fade", .time, 0...10 * minute, advice: "a longer one is a ramp of `level`, which may last a whole movement")
  static let goGuard = Quantity(
    "a guard", .time, 0...minute, advice: "a go that comes within it is refused, so 1s is enough for a nervous foot")
  static let startStillness = Quantity(
    "a stillness to start from", .time, second / 2...10 * minute,
    advice: "shorter stillness happens by itself, and would start the piece")

  static let deadzone = Quantity(
    "a dead zone", .angle, 0...90, advice: "turns within it are not heard at all; 3deg to 5deg hide a trembling hand")
  static let smoothing = Quantity(
    "a smoothing", .time, 0...10 * second, advice: "the machine hears a gesture as much later; 50ms hides its jitter")
  static let rest = Quantity(
    "a rest", .time, 100 * millisecond...minute,
    advice: "the performer must keep still as long, and is not heard before")
  static let timeout = Quantity(
    "a timeout", .time, 10 * millisecond...minute,
    advice: "below a few packets an arm falls silent at each gap; far above, a lost one goes on being heard")

  static let sceneLength = Quantity(
    "a scene's length", .time, 100 * millisecond...24 * hour,
    advice: "a scene holds at least a few actions, and at most a day")
  static let sceneMinimum = Quantity(
    "a minimum", .time, 0...24 * hour, advice: "until then nothing ends the scene, no go either")
  static let holding = Quantity(
    "a condition's time", .time, 0...hour, advice: "it must hold so long without a break: 5s to 30s can be played")
  static let threshold = Quantity(
    "a reward", .fraction, -1...1, advice: "1 is the fullest yes, -1 the fullest no; 0.6 is a clear yes",
    form: "write a number from -1 to 1 behind it, as in `above 0.6` or `below -0.2`")
}
