import AegoAgent
import AegoScore

/// A played scene as the engine reads it: numbers only, of a fixed size.
struct SceneEntry: BitwiseCopyable {
  var start: Int64
  var minimum: Int64
  var nominal: Int64
  var maximum: Int64
  /// Where its conditions begin among those of the piece, and how many they are.
  var firstCondition = 0
  var conditionCount = 0
  var space: Int
  var openAxes: UInt32
  var crossfade: Int64
  var soundsSines: Bool
  var period: Ramp
  var range: Ramp
  var sense: Ramp
  var level: Ramp
  var step: Double
  var stepsPerSecond: Bool
  var glide: Double
  var glidesInPeriods: Bool
  var exploration: Float
  var settling: Int64
  var curiosity: Float
  var memory: Memory
  var entry: Entry

  enum Memory: UInt8, BitwiseCopyable { case space, carry, fresh }
  enum Entry: UInt8, BitwiseCopyable { case stay, home, random }

  init(_ scene: PlayedScene) {
    start = scene.start
    minimum = scene.minimum
    nominal = scene.nominal
    maximum = scene.maximum
    space = scene.space
    openAxes = scene.dimensions.reduce(0) { $0 | 1 << UInt32($1 - 1) }
    crossfade = scene.crossfade
    soundsSines = scene.voice == .sines
    period = scene.period
    range = scene.range
    sense = scene.sense
    level = scene.level
    switch scene.step {
    case .perSecond(let fraction): (step, stepsPerSecond) = (fraction, true)
    case .perAction(let fraction): (step, stepsPerSecond) = (fraction, false)
    }
    switch scene.glide {
    case .periods(let count): (glide, glidesInPeriods) = (count, true)
    case .duration(let time): (glide, glidesInPeriods) = (Double(time), false)
    }
    exploration = Float(scene.exploration)
    settling = scene.settling
    curiosity = Float(scene.curiosity)
    memory = scene.memory == .carry ? .carry : scene.memory == .fresh ? .fresh : .space
    entry = scene.enter == .home ? .home : scene.enter == .random ? .random : .stay
  }

  /// The agent's displacement at a period, as a fraction of an axis.
  func displacement(period: Int64) -> Float {
    Float(stepsPerSecond ? step * Double(period) / 1_000_000_000 : step)
  }

  /// The glide's time constant at a period, in nanoseconds.
  func glideTime(period: Int64) -> Double { glidesInPeriods ? glide * Double(period) : glide }
}
